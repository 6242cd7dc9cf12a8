using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents.Private;

/// <summary>
/// What the bot has said of an incident that became private: in its old channel each message says no more than that it moved,
/// elsewhere it is taken away; then that channel is called otherwise and archived, once there is another.
/// </summary>
public sealed class LeaveOldPlace(
    Database database, SlackApi slack, Posts posts, FindForgotten forgotten, ILogger<LeaveOldPlace> log)
{
    const string Said = "Moved";

    public static string SubjectOf(long number) => string.Create(CultureInfo.InvariantCulture, $"moved:{number}");

    public void Register(Synchroniser synchroniser) => synchroniser.Serve("moved", Bring);

    /// <summary>Repeatable: what is gone is not there any more.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        var (incident, old) = database.Read(db => (IncidentStore.Find(db, Viewer.Bot, number), OldChannel(db, number)));
        if (incident is not { Private: true }) return;
        if (incident.ForgottenAt is not null)
            await Try(() => forgotten.Look(incident, old, SubjectOf(number), stop), "What was forgotten", old ?? "Slack");
        var slots = database.Read(db => Posts.Under(db, SubjectOf(number)));
        await Steps.All(slots.Select<string, Func<Task>>(slot => () => Leave(slot, old, stop)));
        // Until it has another one, those who work on it have no other place.
        if (old is not null && incident is not { IsOpen: true, ChannelId: null }) await PutAway(number, old, stop);
    }

    static string? OldChannel(IDbConnection db, long number) => db.QueryFirstOrDefault<string?>(
        "select before from history where subject = @subject and verb = @verb order by id desc limit 1",
        new { subject = IncidentRow.SubjectOf(number), verb = IncidentFacts.MovedToPrivate.Word });

    async Task Leave(string slot, string? old, CancellationToken stop)
    {
        var place = database.Read(db => Posts.ChannelOf(db, slot))!;
        await Try(() => place == old ? Say(slot, place, stop) : posts.Remove(slot, stop), "A message", place);
    }

    async Task Say(string slot, string place, CancellationToken stop)
    {
        try
        {
            await posts.Follow(slot, place, Moved, stop, Lost.Left);
        }
        catch (SlackException e) when (e.IsArchived)
        {
            // Put away already: it is so again once this is done.
            await slack.Conversations.Unarchive(place, stop);
            await slack.Conversations.Join(place, stop);
            await posts.Follow(slot, place, Moved, stop, Lost.Left);
        }
    }

    static Message Moved => new()
    {
        Text = $"{Said}.",
        Blocks = [new ContextBlock { Elements = [$"{Said}. Whoever needs to know of it is told where it goes on."] }],
    };

    async Task PutAway(long number, string channel, CancellationToken stop)
    {
        if (await IsPutAway(channel, stop)) return;
        var name = database.Read(db => $"{IncidentSettings.ChannelPrefix.Now(db)}{number}-{Said.ToLowerInvariant()}");
        await Try(() => Unlink(channel, stop), "The link", channel);
        await Try(() => slack.Conversations.SetTopic(channel, Said, stop), "The topic", channel);
        await Try(() => slack.Conversations.Rename(channel, name, stop), "The name", channel);
        await Try(() => slack.Conversations.Archive(channel, stop), "The channel", channel);
    }

    async Task<bool> IsPutAway(string channel, CancellationToken stop)
    {
        var isPutAway = false;
        await Try(async () => isPutAway = (await slack.Conversations.Info(channel, stop)).IsArchived, "The state", channel);
        return isPutAway;
    }

    async Task Unlink(string channel, CancellationToken stop)
    {
        foreach (var link in (await slack.Bookmarks.List(channel, stop)).Where(b => DressChannel.IsOurs(b)))
            await slack.Bookmarks.Remove(channel, link.Id, stop);
    }

    /// <summary>What Slack does not let the bot do keeps nothing else from being done.</summary>
    async Task Try(Func<Task> act, string what, string channel)
    {
        try
        {
            await act();
        }
        catch (SlackException e)
        {
            log.LogWarning("{What} in {Channel} is left as it stands: {Reason}", what, channel, e.Message);
        }
    }
}
