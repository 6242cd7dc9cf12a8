using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Notices;

/// <summary>
/// Shows a notice in each of its channels as it is now. Where Slack does not let the bot, whoever gave it hears so in private,
/// with what to do, and it is tried again once the channel is well.
/// </summary>
public sealed class ShowNotice(
    Database database, Posts posts, DirectMessages direct, CheckChannels check, BotCommands commands, TimeProvider clock)
{
    /// <param name="Notice">The notice.</param>
    /// <param name="Message">What its readers are told.</param>
    /// <param name="IsPublic">Something of it is said in public.</param>
    sealed record Shown(NoticeRow Notice, Message Message, bool IsPublic)
    {
        public bool IsNews => IsPublic && Notice.IsOpen;
    }

    public async Task Bring(string id, CancellationToken stop)
    {
        if (database.Read(db => Read(db, long.Parse(id, CultureInfo.InvariantCulture))) is not { } shown) return;
        await Steps.All(shown.Notice.Places.Select<NoticePlace, Func<Task>>(place => () => Bring(shown, place, stop)));
    }

    Shown? Read(IDbConnection db, long id)
    {
        if (NoticeStore.Find(db, id) is not { } notice) return null;
        if (notice.Ended == NoticeEnd.Elsewhere
            || IncidentStore.Find(db, Viewer.Public, notice.Incident) is not { } incident)
            return new(notice, NoticeMessage.Elsewhere, IsPublic: false);
        var team = RotationStore.Answering(RotationStore.All(db, clock.GetUtcNow()), incident.Team);
        var from = team is null ? incident.Label : $"{Mrkdwn.Name(team.Name)}, {incident.Label}";
        return new(notice, NoticeMessage.Of(notice, from), IsPublic: true);
    }

    async Task Bring(Shown shown, NoticePlace place, CancellationToken stop)
    {
        var refusal = await Say(shown, place, stop);
        if (refusal != place.Refusal) await database.Change(tx => NoticeStore.SetRefusal(tx, shown.Notice, place, refusal));
        await Tell(shown, place with { Refusal = refusal }, stop);
    }

    /// <returns>Slack's word for why it does not stand there as it should; null where it does.</returns>
    async Task<string?> Say(Shown shown, NoticePlace place, CancellationToken stop)
    {
        var slot = shown.Notice.SlotOf(place);
        if (place.RemovedAt is null && shown.IsNews && await check.IsShared(place.Channel, stop)) return JoinedChannels.Shared;
        try
        {
            if (place.RemovedAt is not null) await posts.Remove(slot, stop);
            else if (shown.IsNews) await posts.Show(slot, place.Channel, shown.Message, stop, Lost.Kept);
            else await posts.Follow(slot, place.Channel, shown.Message, stop, Lost.Left);
            return null;
        }
        catch (SlackException e) when (IsOfPlace(e))
        {
            return e.Error;
        }
    }

    // A workspace may let only some post in one of its channels.
    static bool IsOfPlace(SlackException refusal) =>
        refusal.Error.StartsWith("restricted_action", StringComparison.Ordinal) || !SlackException.IsForAll(refusal.Error);

    async Task Tell(Shown shown, NoticePlace place, CancellationToken stop)
    {
        var slot = shown.Notice.RefusedSlotOf(place);
        var isSaid = database.Read(db => Posts.MayBeThere(db, slot));
        if (!isSaid && (place is { Refusal: null } or { RemovedAt: not null } || !shown.IsPublic)) return;
        try
        {
            if (place.RemovedAt is not null || !shown.IsPublic)
            {
                await posts.Remove(slot, stop);
                return;
            }

            var person = await direct.With(shown.Notice.ChangedBy, stop);
            var message = NoticeMessage.Refused(shown.Notice, place, commands.Incident);
            if (place.Refusal is null) await posts.Follow(slot, person, message, stop, Lost.Left);
            else await posts.Show(slot, person, message, stop, Lost.Left);
        }
        catch (SlackException e) when (!SlackException.IsForAll(e.Error))
        {
            // They may be gone. The card and the list of notices say it as well.
        }
    }

    /// <summary>Readers who were promised a time are told that it is over.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => NoticeStore.Late(db, now.ToUnixTimeMilliseconds())).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var notice in NoticeStore.Late(tx.Db, tx.Now))
                if (IncidentStore.Find(tx.Db, Viewer.Public, notice.Incident) is { } incident)
                    NoticeStore.SetLate(tx, incident, notice);
        });
    }

    /// <summary>The bot is in a channel, or cannot know whether it is: what it could not say there is tried again.</summary>
    public async Task Back(string channel, bool isPrivate, CancellationToken stop)
    {
        if (database.Read(db => NoticeStore.Refused(db, channel)).Count == 0) return;
        await database.Change(tx => NoticeStore.Refused(tx.Db, channel).ForEach(notice => tx.Wake(notice.Subject)));
    }
}
