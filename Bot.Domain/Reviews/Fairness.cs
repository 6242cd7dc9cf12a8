using Bot.Domain.OnCall;

namespace Bot.Domain.Reviews;

/// <summary>Each person's working hours as they were set for a stretch of time.</summary>
public sealed record HoursInForce(Stretch During, Func<string, WorkingHours> Of);

/// <summary>An incident of the rotation that came up, and who led it.</summary>
public sealed record Disturbance(DateTimeOffset At, string? Lead);

/// <summary>Counts who had how much of the work. All counts add up: what is nobody's here was nobody's.</summary>
public static class Fairness
{
    /// <summary>
    /// One line for each member, and for whoever else worked or gave away hours of the period, which ends now at the latest.
    /// </summary>
    public static IReadOnlyList<Load> Count(
        Stretch period, DateTimeOffset now, IReadOnlyCollection<string> members,
        IReadOnlyCollection<WorkedShift> worked, IReadOnlyCollection<HoursInForce> hours,
        IReadOnlyCollection<Disturbance> disturbances)
    {
        var parts = worked.SelectMany(w => w.Parts).Select(p => (Part: p, Hours: Within(new Stretch(p.Starts, p.Ends), period)))
            .Where(p => Length(p.Hours) > TimeSpan.Zero).ToList();
        var shifts = worked.Where(w => period.Holds(w.Shift.Starts)).Select(w => MostOf(w, now)).ToLookup(p => p);
        var disturbed = disturbances.Where(d => period.Holds(d.At)).SelectMany(d => Disturbed(d, worked, hours)).ToLookup(p => p);
        var people = members.Concat(parts.SelectMany(p => new[] { p.Part.Person, p.Part.CoveredFor })).OfType<string>()
            .Concat(shifts.Select(s => s.Key)).Distinct();
        return [.. people.Select(person =>
        {
            var own = parts.FindAll(p => p.Part.Person == person);
            var (took, gave) = (own.FindAll(p => p.Part.CoveredFor is not null), parts.FindAll(p => p.Part.CoveredFor == person));
            return new Load(person)
            {
                OnCall = Sum(own.Select(p => Length(p.Hours))),
                InHours = Sum(own.SelectMany(p => hours.Select(h => Open(h.Of(person), Within(p.Hours, h.During))))),
                Shifts = shifts[person].Count(),
                Took = Sum(took.Select(p => Length(p.Hours))),
                TimesTook = took.Count,
                Gave = Sum(gave.Select(p => Length(p.Hours))),
                TimesGave = gave.Count,
                Disturbed = disturbed[person].Count(),
            };
        })];
    }

    /// <summary>How much of a stretch the hours are open.</summary>
    public static TimeSpan Open(WorkingHours hours, Stretch during)
    {
        var open = TimeSpan.Zero;
        for (var t = during.Starts; t < during.Ends;)
        {
            if (hours.OpensAt(t) is not { } opens || opens >= during.Ends) break;
            var closes = hours.ClosesAt(opens) is { } end && end < during.Ends ? end : during.Ends;
            open += closes - opens;
            t = closes;
        }
        return open;
    }

    // As far as it was worked by now; of two who worked as much, whoever began.
    static string MostOf(WorkedShift worked, DateTimeOffset now) => worked.Parts.GroupBy(p => p.Person)
        .MaxBy(own => Sum(
            own.Select(p => Length(Within(new Stretch(p.Starts, p.Ends), new Stretch(DateTimeOffset.MinValue, now))))))!.Key;

    static IEnumerable<string> Disturbed(Disturbance incident, IEnumerable<WorkedShift> worked, IEnumerable<HoursInForce> hours)
    {
        if (worked.SelectMany(w => w.Parts).FirstOrDefault(p => p.Holds(incident.At)) is not { } part) return [];
        if (hours.FirstOrDefault(h => h.During.Holds(incident.At))?.Of(part.Person).Contains(incident.At) != false) return [];
        return new[] { part.Person, incident.Lead }.OfType<string>().Distinct();
    }

    static Stretch Within(Stretch a, Stretch b) =>
        new(a.Starts > b.Starts ? a.Starts : b.Starts, a.Ends < b.Ends ? a.Ends : b.Ends);

    static TimeSpan Length(Stretch hours) => hours.Ends > hours.Starts ? hours.Ends - hours.Starts : TimeSpan.Zero;

    static TimeSpan Sum(IEnumerable<TimeSpan> parts) => parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part);
}
