namespace Bot.Domain.OnCall;

/// <summary>
/// The one answer to "who is on call at t", read from shifts as they are worked (covers laid over), in their order. Working hours
/// are asked for per person, since they may follow each responder's own zone and holidays; without a function the rotation's hold
/// for everybody.
/// </summary>
public sealed class OnCallResolver(Rotation rotation, IReadOnlyList<Shift> shifts, Func<string, WorkingHours>? hours = null)
{
    readonly Func<string, WorkingHours> hours = hours ?? (_ => rotation.Hours);

    public OnCallAnswer At(DateTimeOffset t)
    {
        var index = IndexAt(t);
        if (index < 0)
            return OnCallAnswer.Nobody(
                shifts.Count == 0 ? "the rotation has no members who can be on call" : "nobody has these hours");
        var shift = shifts[index];
        var opens = Opens(index, t);
        var inHours = opens is { } o && o.From == t;
        return new OnCallAnswer(
            shift.Person, inHours, shift.Ends, Next(index), opens, inHours ? Closes(index, t) : null,
            inHours ? [shift.Person] : OutOfHoursGroup(index, t, opens), shift.Why)
        {
            CoveredFor = shift.CoveredFor,
        };
    }

    /// <summary>The shifts that the answers are read from, as they are really worked, in their order.</summary>
    public IReadOnlyList<Shift> Shifts => shifts;

    /// <summary>The next instant at which an answer may differ; null when nothing is laid out that far.</summary>
    public DateTimeOffset? ChangesAfter(DateTimeOffset t)
    {
        var index = IndexAt(t);
        if (index < 0) return shifts.FirstOrDefault(s => s.Starts > t)?.Starts;
        var own = hours(shifts[index].Person);
        var turn = own.Contains(t) ? own.ClosesAt(t) : own.OpensAt(t);
        return turn < shifts[index].Ends ? turn : shifts[index].Ends;
    }

    int IndexAt(DateTimeOffset t)
    {
        var (low, high) = (0, shifts.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (shifts[middle].Holds(t)) return middle;
            if (shifts[middle].Starts > t) high = middle - 1;
            else low = middle + 1;
        }
        return -1;
    }

    Turn? Next(int index)
    {
        var next = shifts.Skip(index + 1).FirstOrDefault(s => s.Person != shifts[index].Person);
        return next is null ? null : new Turn(next.Person, next.Starts);
    }

    Turn? Opens(int index, DateTimeOffset t)
    {
        for (; index < shifts.Count; index++)
        {
            var shift = shifts[index];
            var opens = hours(shift.Person).OpensAt(shift.Starts > t ? shift.Starts : t);
            if (opens < shift.Ends) return new Turn(shift.Person, opens.Value);
        }
        return null;
    }

    DateTimeOffset? Closes(int index, DateTimeOffset t)
    {
        for (; index < shifts.Count; index++)
        {
            var from = shifts[index].Starts > t ? shifts[index].Starts : t;
            var closes = hours(shifts[index].Person).ClosesAt(from);
            if (closes < shifts[index].Ends) return closes;
        }
        return null;
    }

    IReadOnlyList<string> OutOfHoursGroup(int index, DateTimeOffset t, Turn? opens) => rotation.GroupOutOfHours switch
    {
        GroupOutOfHours.Named when rotation.Named is { Count: > 0 } named => named,
        GroupOutOfHours.KeepLast => [LastInHours(index, t)],
        _ => [opens?.Person ?? shifts[index].Person],
    };

    string LastInHours(int index, DateTimeOffset t)
    {
        for (var i = index; i >= 0; i--)
        {
            var until = hours(shifts[i].Person).OpenUntil(shifts[i].Ends < t ? shifts[i].Ends : t);
            if (until > shifts[i].Starts) return shifts[i].Person;
        }
        return shifts[index].Person;
    }
}
