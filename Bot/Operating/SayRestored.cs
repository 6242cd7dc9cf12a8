using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Operating;

/// <summary>
/// Says once in the announcement channel what the bot does not know since it was restored, and names the channels that it made
/// for incidents of that time. They stay as they are.
/// </summary>
public sealed class SayRestored(
    Database database, SlackApi slack, Posts posts, AnnouncementChannel announcements, BotCommands commands,
    ILogger<SayRestored> log)
{
    const int MostChannels = 20;

    // Slack's clock and ours may differ by so many seconds.
    const long Skew = 300;

    /// <summary>What is known of a restore.</summary>
    /// <param name="AsOf">When the backup was made.</param>
    /// <param name="BeganAt">When a bot began on it.</param>
    /// <param name="Next">The number of the next incident.</param>
    /// <param name="Alerts">How many alerts waited for a time in between.</param>
    /// <param name="Open">How many incidents that all may see are open by the backup.</param>
    /// <param name="IsAsked">Whether somebody is asked who is on call.</param>
    sealed record KnownRestore(long AsOf, long BeganAt, long Next, long Alerts, long Open, bool IsAsked);

    static readonly string[] None = [];

    public async Task Bring(string id, CancellationToken stop)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var asOf)) return;
        var slot = Restored.SubjectOf(asOf);
        if (database.Read(db => Posts.TsOf(db, slot) is null ? Find(db, asOf) : null) is not { } known) return;
        var lost = await LostChannels(asOf, stop);
        await posts.Show(slot, await announcements.Id(stop), Message(known, lost), stop, Lost.Left);
    }

    static KnownRestore? Find(IDbConnection db, long asOf) => RestoreRow.Find(db, asOf) is { BeganAt: { } began } ? new(
        asOf, began,
        db.ExecuteScalar<long>("select coalesce(max(value), 0) + 1 from counters where name = 'incident'"),
        db.Query<string>(
            "select after from history where subject = @subject and verb = @Word",
            new { subject = Restored.SubjectOf(asOf), RestoreFacts.AlertsMissed.Word })
            .Sum(many => long.Parse(many, CultureInfo.InvariantCulture)),
        IncidentStore.Open(db, Viewer.Public).Count,
        RestoreRow.Note(db) is not null) : null;

    /// <summary>Channels that the bot made since the backup and that belong to no incident that it knows.</summary>
    async Task<List<string>> LostChannels(long asOf, CancellationToken stop)
    {
        var (prefix, me) = database.Read(db => (IncidentSettings.ChannelPrefix.Now(db), Installation.BotUser.Now(db)));
        List<string> lost = [];
        string? cursor = null;
        try
        {
            do
            {
                var page = await slack.Users.Conversations(cursor: cursor, stop: stop);
                lost.AddRange(page.Channels.Where(c => c.Creator == me && c.Created >= asOf / 1000 - Skew
                    && c.Name.StartsWith(prefix, StringComparison.Ordinal)
                    && database.Read(db => IncidentStore.OfChannel(db, Viewer.Bot, c.Id)) is null).Select(c => c.Id));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }
        catch (SlackException e)
        {
            log.LogWarning("Slack does not say which channels there are: {Reason}", e.Message);
        }

        return lost;
    }

    Message Message(KnownRestore known, List<string> lost)
    {
        string[] lines =
        [
            ":rewind: *Data Responder was restored from a backup.* It does not know what happened between "
                + $"{When.At(known.AsOf)} and {When.At(known.BeganAt)}. What it posted then stays as it is.",
            $"• New incidents are counted from {IncidentRow.LabelOf(known.Next)} on. Alerts that fire again open new ones.",
            "• Nobody is called or reminded for what was due in that time."
                + (known.Alerts > 0 ? $" {Waited(known.Alerts)} in it: `{commands.Incident} {Verbs.Alerts}`." : ""),
            .. known.Open > 0
                ? [$"• {Stand(known.Open)} as of the backup. Look through them: `{commands.Incident} list`."] : None,
            .. lost.Count > 0
                ? [$"• Incidents that it does not know: {Channels(lost)}. Declare again what is still open."] : None,
            .. known.IsAsked ? ["• User groups stay as they are until owners confirm who is on call."] : None,
        ];
        return new()
        {
            Text = "Data Responder was restored from a backup",
            Blocks = [new SectionBlock { Text = Limits.TruncateEscaped(string.Join('\n', lines), Limits.Text) }],
        };
    }

    static string Stand(long open) => open == 1
        ? "1 open incident stands" : string.Create(CultureInfo.InvariantCulture, $"{open} open incidents stand");

    static string Waited(long alerts) => alerts == 1
        ? "1 alert waited for a time" : string.Create(CultureInfo.InvariantCulture, $"{alerts} alerts waited for a time");

    static string Channels(List<string> lost) => string.Join(", ", lost.Take(MostChannels).Select(Mrkdwn.Channel))
        + (lost.Count > MostChannels ? $" and {lost.Count - MostChannels} more" : "");
}
