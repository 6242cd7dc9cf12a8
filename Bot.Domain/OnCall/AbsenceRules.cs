namespace Bot.Domain.OnCall;

/// <summary>
/// Hours that somebody is to work though they are away, and when they fall to somebody else unless one of those asked takes them.
/// </summary>
public sealed record AwayHours(string Person, Stretch Hours, DateTimeOffset FallsAt);

/// <summary>Hours of somebody who is away and who has them instead; null where nobody can.</summary>
public sealed record StandIn(Stretch Hours, string? Person);

/// <summary>
/// What leaves and holidays mean for shifts: which hours need somebody else, and whose they become when nobody takes them.
/// </summary>
public static class AbsenceRules
{
    /// <summary>Others are asked so long before.</summary>
    public static readonly TimeSpan AsksAhead = TimeSpan.FromDays(7);

    /// <summary>The hours from now on whose person is away while hours are open, or has left for good, in their order.</summary>
    public static IEnumerable<AwayHours> Needed(
        Rotation rotation, IReadOnlyList<Shift> worked, Presence presence, DateTimeOffset now)
    {
        // A cover may cut a shift in two where nothing else changes: its hours are one to whoever is away.
        Stretch? run = null;
        for (var i = 0; i < worked.Count; i++)
        {
            if (worked[i].Ends <= now) continue;
            run = new Stretch(run?.Starts ?? (worked[i].Starts > now ? worked[i].Starts : now), worked[i].Ends);
            if (i + 1 < worked.Count && worked[i + 1].Person == worked[i].Person && worked[i + 1].Starts == worked[i].Ends)
                continue;
            if (!presence.IsActive(worked[i].Person)) yield return new AwayHours(worked[i].Person, run.Value, now);
            else foreach (var hours in presence.AwayIn(worked[i].Person, run.Value))
                yield return new AwayHours(worked[i].Person, hours, FallsAt(hours.Starts, rotation.Hours));
            run = null;
        }
    }

    // Two working days before, as hours open.
    static DateTimeOffset FallsAt(DateTimeOffset starts, WorkingHours hours) => CoverTimes.WorkingDaysBefore(2, starts, hours);

    /// <summary>Who is asked: the others who are there in these hours, or all others where nobody is.</summary>
    public static IReadOnlyList<string> Asked(Rotation rotation, AwayHours away, Presence presence)
    {
        var others = rotation.Members.Where(p => p != away.Person && presence.IsActive(p)).ToList();
        return others.Where(p => presence.IsThere(p, away.Hours)).ToList() is { Count: > 0 } there ? there : others;
    }

    /// <summary>
    /// Who has the hours, from the member after the absent person on: the first who is free, for as long as they are. Those in
    /// <paramref name="unwilling"/> have given these very hours back and are not asked again.
    /// </summary>
    public static IReadOnlyList<StandIn> StandIns(
        Rotation rotation, AwayHours away, Presence presence, IReadOnlySet<string>? unwilling = null)
    {
        var members = rotation.Members.ToList();
        var after = members.IndexOf(away.Person) + 1;
        var others = Enumerable.Range(0, members.Count).Select(step => members[(after + step) % members.Count])
            .Where(p => p != away.Person && presence.IsActive(p) && unwilling?.Contains(p) != true).ToList();
        DateTimeOffset[] turns = [.. others.SelectMany(p => presence.Turns(p, away.Hours)).Append(away.Hours.Starts)
            .Append(away.Hours.Ends).Distinct().Order()];
        var standIns = new List<StandIn>();
        foreach (var part in turns.Zip(turns.Skip(1), (starts, ends) => new Stretch(starts, ends)))
        {
            var last = standIns.LastOrDefault();
            var person = last?.Person is { } same && presence.IsThere(same, part)
                ? same
                : others.FirstOrDefault(p => presence.IsThere(p, part));
            // Better somebody on leave, who can still say so, than somebody who has left for good.
            if (person is null && !presence.IsActive(away.Person)) person = others.FirstOrDefault();
            if (last is not null && last.Person == person)
                standIns[^1] = last with { Hours = last.Hours with { Ends = part.Ends } };
            else standIns.Add(new StandIn(part, person));
        }
        return standIns;
    }
}
