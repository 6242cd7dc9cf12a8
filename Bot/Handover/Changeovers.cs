using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Handover;

/// <summary>The hand-offs of a rotation, as its hours are really worked.</summary>
static class Changeovers
{
    // Whoever covers several shifts in a row hands over once.
    const int Behind = 2;

    /// <summary>The next one, between people who can act here; null where nobody takes over as far as one can see.</summary>
    public static ShiftChange? Next(IDbConnection db, string rotation, DateTimeOffset now) =>
        All(db, rotation, now, Behind).FirstOrDefault(c => c.At > now) is { } next
            && !Outsiders.Has(db, next.From) && !Outsiders.Has(db, next.To) ? next : null;

    /// <summary>The first one since a word was written that has come, and in which others than its author took over.</summary>
    public static ShiftChange? Over(IDbConnection db, HandoverWord word, DateTimeOffset now) =>
        All(db, word.Rotation, now, ShiftStore.Near).FirstOrDefault(c =>
            c.At.ToUnixTimeMilliseconds() > word.WrittenAt && c.At <= now && c.To != word.Author);

    static IEnumerable<ShiftChange> All(IDbConnection db, string rotation, DateTimeOffset now, int behind)
    {
        var shifts = ShiftStore.Around(db, rotation, now, behind);
        return shifts.Count == 0 ? [] : ShiftChange.Of(
            shifts, CoverLayout.Over(shifts, CoverStore.Between(db, rotation, shifts[0].Starts, shifts[^1].Ends)));
    }
}
