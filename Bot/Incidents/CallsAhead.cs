using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Incidents;

/// <summary>
/// Who is called next for what waits, while nobody answers and nothing changes: the rule that calls, asked for the later instants
/// at which it can say something new.
/// </summary>
/// <param name="At">When somebody is called next.</param>
/// <param name="First">Who.</param>
/// <param name="LeadAt">When the lead is called.</param>
sealed record CallsAhead(DateTimeOffset At, Call First, DateTimeOffset? LeadAt)
{
    const int MostInstants = 80, MostDays = 14;

    // A while after the waiting began the next is asked, whoever is at work.
    static readonly TimeSpan[] Rungs = [.. new[] { 5, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <param name="db">Where hours are read.</param>
    /// <param name="rotation">Whose the incident is.</param>
    /// <param name="facts">What decides who is called, at any instant.</param>
    /// <param name="now">When.</param>
    public static CallsAhead? Of(
        IDbConnection db, string? rotation, Func<DateTimeOffset, CallFacts> facts, DateTimeOffset now)
    {
        var present = facts(now);
        var (done, called) = (present.Done.ToDictionary(), present.Called.ToList());
        (DateTimeOffset At, Call Call)? first = null;
        var standIn = present.StandIn;
        foreach (var instant in Instants(db, rotation, present))
        {
            var then = facts(instant) with { Done = done, Called = called, StandIn = standIn };
            foreach (var call in Calling.Due(then).ToList())
            {
                first ??= (instant, call);
                if (present.Lead is { } lead && call.People.Contains(lead)) return new(first.Value.At, first.Value.Call, instant);
                if (call.Step == CallStep.StandIn) standIn = call.People[0];
                done[call.Step] = instant;
                called.AddRange(call.People);
            }
        }

        return first is { } only ? new(only.At, only.Call, null) : null;
    }

    // Whom a call can reach changes only as hours open or close.
    static IEnumerable<DateTimeOffset> Instants(IDbConnection db, string? rotation, CallFacts facts)
    {
        var rotations = RotationStore.All(db, facts.Now);
        var first = RotationStore.Answering(rotations, rotation);
        var people = (first?.Rotation.Members ?? []).Concat(first?.Owners ?? [])
            .Concat(Admins.All(db));
        List<WorkingHours> hours = [.. people.Distinct().Select(p => PersonHours.Own(db, p, rotations))];
        if (facts.Lead is { } lead) hours.AddRange(WhoIsCalled.HoursOf(db, rotation, lead, facts.Urgency, facts.Now).Each);
        if (first is not null) hours.Add(first.Rotation.Hours);
        return hours.Distinct().SelectMany(h => Changes(h, facts.Now)).Concat(Rungs.Select(rung => facts.Since + rung))
            .Where(at => at > facts.Now).Distinct().Order().Take(MostInstants);
    }

    static IEnumerable<DateTimeOffset> Changes(WorkingHours hours, DateTimeOffset now)
    {
        var at = now;
        for (var day = 0; day < MostDays; day++)
        {
            if (hours.ClosesAt(at) is not { } closes) yield break;
            yield return closes;
            if (hours.OpensAt(closes) is not { } opens) yield break;
            yield return opens;
            at = opens;
        }
    }
}
