using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary>
/// Takes back a request while it is open (whoever asked, or whose hours they are), or ends a cover (either party).
/// </summary>
public sealed class CancelCover(Database database, SlackApi slack)
{
    public Task<Func<CancellationToken, Task>?> Request(BlockActionRequest press, CancellationToken stop) =>
        Press(press, Request, stop);

    public Task<Func<CancellationToken, Task>?> Cover(BlockActionRequest press, CancellationToken stop) =>
        Press(press, Cover, stop);

    async Task<Func<CancellationToken, Task>?> Press(
        BlockActionRequest press, Func<Tx, long, string, string?> cancel, CancellationToken stop)
    {
        try
        {
            var said = await database.Once(press.IdempotencyKey, tx =>
                long.TryParse(press.Action.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? cancel(tx, number, press.User.Id)
                    : null);
            return Tell.Then(slack, press, said);
        }
        catch (CoverRefusedException refused)
        {
            return Tell.Then(slack, press, refused.Message);
        }
    }

    static string? Request(Tx tx, long number, string person)
    {
        if (CoverRequestStore.Find(tx.Db, number) is not { } request) return "There is no such request any more.";
        if (person != request.MadeBy && person != request.Away)
            return "Only whoever asked, or whose hours they are, can cancel the request. Press \"Can't\" if you cannot take it.";
        return KeepCovers.Close(tx, request, CoverRequestRow.Cancelled, person)
            ? "The request is cancelled. Those asked see it in their messages."
            : "It is too late to cancel the request: it is closed.";
    }

    static string? Cover(Tx tx, long number, string person)
    {
        if (CoverStore.Find(tx.Db, number) is not { } cover) return "There is no such cover any more.";
        if (person != cover.Away && person != cover.Covering) return "Only the two people of a cover can cancel it.";
        if (!KeepCovers.End(tx, cover, person)) return "This cover is over or was cancelled before.";
        if (RotationStore.Find(tx.Db, cover.Rotation, tx.Time) is not { } row) return "The cover is cancelled.";
        // Hours of somebody who is away, or has gone, go on to others in this very change.
        KeepAbsences.Look(tx, row);
        if (CoverCard.Read(tx.Db, number, tx.Time)!.Holder is not { } holder)
            throw new CoverRefusedException("", NobodyElse(tx, row, cover, person));
        var has = holder == person ? "You have" : $"{Mrkdwn.Name(Person.NameOf(tx.Db, holder))} has";
        var other = person == cover.Away ? cover.Covering : cover.Away;
        var told = CoverPosts.Knows(tx.Db, cover, other) && !Outsiders.Has(tx.Db, other)
            ? $", and {Mrkdwn.Name(Person.NameOf(tx.Db, other))} {CoverReach.Told(tx.Db, other, cover.Hours, tx.Time)}"
            : "";
        return $"The cover is cancelled. {has} the remaining hours {(holder == cover.Away ? "again" : "now")}{told}.";
    }

    // Better somebody who wants to be relieved than nobody.
    static string NobodyElse(Tx tx, RotationRow row, CoverRow cover, string person)
    {
        var stays = person == cover.Covering
            ? "you stay on call"
            : $"{Mrkdwn.Name(Person.NameOf(tx.Db, cover.Covering))} stays on call";
        return $"Nobody would have these hours: {Mrkdwn.Name(cover.AwayName)} {Outsiders.Said(Outsiders.Of(tx.Db, cover.Away))} "
            + "and "
            + $"nobody else is available, so {stays}. Ask {RotationAccess.WhomToAsk(tx.Db, row)} to choose other members first.";
    }
}
