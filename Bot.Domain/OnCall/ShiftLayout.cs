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
    public static IReadOnlyList<Shift> Replan(
        Rotation rotation, IReadOnlyList<Shift> shifts, DateTimeOffset now, Presence? presence = null)
    {
        var begun = shifts.LastOrDefault(s => s.Starts <= now);
        if (begun is null) return [.. Lay(rotation, now, 0, now, First, presence)];
        // When nobody could be laid out, the shift that began last has ended: the gap since then stays a fact.
        var start = begun.Ends > now ? begun.Ends : now;
        return [.. Lay(
            rotation, start, TurnAfter(rotation, begun.Person, shifts.Where(s => s.Starts > now), presence), now, InTurn,
            presence)];
    }

    /// <summary>The shifts to add so that the layout reaches far enough again; the order goes on where it stopped.</summary>
    public static IReadOnlyList<Shift> Extend(
        Rotation rotation, IReadOnlyList<Shift> shifts, DateTimeOffset now, Presence? presence = null) =>
        shifts.Count == 0
            ? Replan(rotation, shifts, now, presence)
            : [.. Lay(rotation, shifts[^1].Ends, TurnAfter(rotation, shifts[^1].Person, [], presence), now, InTurn, presence,
                shifts.Count(s => s.Starts > now))];

    static IEnumerable<Shift> Lay(
        Rotation rotation, DateTimeOffset start, int turn, DateTimeOffset now, string why, Presence? presence, int ahead = 0)
    {
        while (start <= now + Ahead || ahead < FewestAhead)
        {
            var hours = new Stretch(start, End(rotation, start, why));
            if (Whose(rotation, turn, hours, presence) is not { } member) yield break;
            yield return new Shift(rotation.Id, rotation.Members[member], start, hours.Ends, why);
            if (start > now) ahead++;
            (start, turn, why) = (hours.Ends, member + 1, InTurn);
        }
    }

    // After an edit the running shift may end a little before a hand-off of the new rhythm: whoever is next then has both the
    // scrap and the whole shift behind it, or Monday 09:00 moved to 10:00 would cost somebody their turn.
    static DateTimeOffset End(Rotation rotation, DateTimeOffset start, string why)
    {
        var first = EndOfTurn(rotation, start);
        if (why == First || rotation.HandOff.After(start.AddTicks(-1), rotation.Zone) == start) return first;
        var second = EndOfTurn(rotation, first);
        return first - start < (second - first) / 2 ? second : first;
    }

    // A turn is a shift with hours in it: on a weekday rotation that hands off daily, Friday's goes on until Monday.
    static DateTimeOffset EndOfTurn(Rotation rotation, DateTimeOffset start)
    {
        var end = rotation.HandOff.After(rotation.Hours.OpensAt(start) ?? start, rotation.Zone);
        var opens = rotation.Hours.OpensAt(end) ?? end;
        while (rotation.HandOff.After(end, rotation.Zone) is var next && next <= opens) end = next;
        return end;
    }

    /// <summary>The place in the order from which the next is looked for.</summary>
    static int TurnAfter(Rotation rotation, string person, IEnumerable<Shift> planned, Presence? presence)
    {
        var members = rotation.Members.ToList();
        var place = members.IndexOf(person);
        if (place >= 0) return place + 1;
        // Somebody who is no longer a member has no place in the order: it goes on with whoever was to follow them.
        var heir = planned.FirstOrDefault(s => members.Contains(s.Person) && presence?.IsActive(s.Person) != false);
        return heir is null ? 0 : members.IndexOf(heir.Person);
    }

    // Whoever is paused throughout misses their turn, unless everybody is.
    static int? Whose(Rotation rotation, int turn, Stretch hours, Presence? presence)
    {
        int? stays = null;
        for (var step = 0; step < rotation.Members.Count; step++)
        {
            var member = (turn + step) % rotation.Members.Count;
            if (presence?.IsActive(rotation.Members[member]) == false) continue;
            if (presence?.MissesTurn(rotation.Members[member], hours) != true) return member;
            stays ??= member;
        }
        return stays;
    }
}
