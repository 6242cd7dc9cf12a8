namespace Bot.Domain.OnCall;

/// <summary>
/// Lays out shifts ahead of time. Shifts are facts once laid out: what has begun is never changed, and what is still to come
/// only when the settings are saved again or a member goes.
/// </summary>
public static class ShiftLayout
{
    public const string First = "first in the rotation when it was made";
    public const string InTurn = "next in turn";

    const int FewestAhead = 4;

    /// <summary>At least so far ahead people can see and trade their shifts.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(12 * 7);

    /// <summary>
    /// The shifts that take the place of all that begin after now: the first member has the one that runs when a rotation is
    /// first saved; after that the running shift ends when it was going to, and the turn goes on from its person.
    /// </summary>
    public static IReadOnlyList<Shift> Replan(Rotation rotation, IReadOnlyList<Shift> shifts, DateTimeOffset now, Func<string, bool>? available = null)
    {
        var begun = shifts.LastOrDefault(s => s.Starts <= now);
        if (begun is null) return [.. Lay(rotation, now, Turn(rotation, -1, available), now, First, available)];
        // When nobody could be laid out, the shift that began last has ended: the gap since then stays a fact.
        var start = begun.Ends > now ? begun.Ends : now;
        var next = Successor(rotation, begun.Person, shifts.Where(s => s.Starts > now), available);
        return [.. Lay(rotation, start, next, now, InTurn, available)];
    }

    /// <summary>The shifts to add so that the layout reaches far enough again; the order goes on where it stopped.</summary>
    public static IReadOnlyList<Shift> Extend(Rotation rotation, IReadOnlyList<Shift> shifts, DateTimeOffset now, Func<string, bool>? available = null) =>
        shifts.Count == 0
            ? Replan(rotation, shifts, now, available)
            : [.. Lay(rotation, shifts[^1].Ends, Successor(rotation, shifts[^1].Person, [], available), now, InTurn, available,
                shifts.Count(s => s.Starts > now))];

    static IEnumerable<Shift> Lay(
        Rotation rotation, DateTimeOffset start, string? person, DateTimeOffset now, string why, Func<string, bool>? available, int ahead = 0)
    {
        while (person is not null && (start <= now + Ahead || ahead < FewestAhead))
        {
            var end = End(rotation, start, why);
            yield return new Shift(rotation.Id, person, start, end, why);
            if (start > now) ahead++;
            (start, why) = (end, InTurn);
            person = Successor(rotation, person, [], available);
        }
    }

    // After an edit the running shift may end a little before a hand-off of the new rhythm: whoever is next then has both the
    // scrap and the whole shift behind it, or Monday 09:00 moved to 10:00 would cost somebody their turn.
    static DateTimeOffset End(Rotation rotation, DateTimeOffset start, string why)
    {
        var first = rotation.HandOff.After(start, rotation.Zone);
        if (why == First || rotation.HandOff.After(start.AddTicks(-1), rotation.Zone) == start) return first;
        var second = rotation.HandOff.After(first, rotation.Zone);
        return first - start < (second - first) / 2 ? second : first;
    }

    static string? Successor(Rotation rotation, string person, IEnumerable<Shift> planned, Func<string, bool>? available)
    {
        var index = rotation.Members.ToList().IndexOf(person);
        if (index >= 0) return Turn(rotation, index, available);
        // Somebody who is no longer a member has no place in the order: it goes on with whoever was to follow them.
        var heir = planned.FirstOrDefault(s => rotation.Members.Contains(s.Person) && available?.Invoke(s.Person) != false);
        return heir?.Person ?? Turn(rotation, -1, available);
    }

    static string? Turn(Rotation rotation, int after, Func<string, bool>? available) =>
        Enumerable.Range(1, rotation.Members.Count)
            .Select(step => rotation.Members[(after + step) % rotation.Members.Count])
            .FirstOrDefault(p => available?.Invoke(p) != false);
}
