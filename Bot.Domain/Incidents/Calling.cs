namespace Bot.Domain.Incidents;

/// <summary>The rungs of a call, each climbed once while an incident waits for its lead.</summary>
public enum CallStep
{
    /// <summary>The lead, by a line in the incident's channel.</summary>
    Lead,

    /// <summary>The rotation's choice for the time out of hours, by a line in the incident's channel.</summary>
    Group,

    /// <summary>The lead again, by a direct message.</summary>
    LeadAgain,

    /// <summary>The out-of-hours group again.</summary>
    GroupAgain,

    /// <summary>The next in the rotation, in the lead's place, whose night it is.</summary>
    StandIn,

    /// <summary>The same again, by a direct message.</summary>
    StandInAgain,

    /// <summary>The next in the rotation whose own hours are open.</summary>
    Next,

    /// <summary>The owners of the rotation whose own hours are open, or whoever else is left.</summary>
    Owners,

    /// <summary>
    /// Beside the ladder, as often as it happens: somebody had them called by a button, or they came to work later and nobody is
    /// on call.
    /// </summary>
    ByHand,
}

/// <summary>Somebody is called: one person or several, or a user group.</summary>
public sealed record Call(CallStep Step, IReadOnlyList<string> People, string? Group = null)
{
    /// <summary>The same were called for another incident just before, which counts for this one too.</summary>
    public CalledIn? Already { get; init; }

    public IReadOnlyList<string> Targets => Group is { } group ? [group] : People;
}

/// <summary>A call that was made for another incident.</summary>
public sealed record CalledIn(long Incident, DateTimeOffset At);

/// <summary>
/// Who is called, and when. Urgent: the lead in hours at once and again after 5 minutes, the next after 15, the owners after 30;
/// out of hours the rotation's group at once and again after 5 minutes. Major: the same after 15, 45 and 90 minutes of working
/// hours. Both: the next at once, and again, where it is the lead's night, or nobody leads, and others are at work. Minor: the
/// lead once, in hours. Where nobody is on call and nobody comes next, the owners stand where the lead would, or admins where
/// there are none; for what is urgent both. They are called at once or as their own hours open, and for what is minor as a lead
/// would be. What is more urgent calls no fewer people, and none of those who are called first any later.
/// </summary>
public static class Calling
{
    static readonly TimeSpan[] Soon = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)];
    static readonly TimeSpan[] Later = [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(90)];

    // A group that was chosen only now is not called for what has waited for long.
    static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    // Of stored times, which are whole milliseconds.
    static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>Who is to be called now; called again with what was done, it names nobody twice.</summary>
    public static IEnumerable<Call> Due(CallFacts facts) => Rungs(facts).Select(call =>
        call.Targets.All(facts.Elsewhere.ContainsKey) ? call with { Already = facts.Elsewhere[call.Targets[0]] } : call);

    /// <summary>Somebody can come due as time goes by; what is minor calls as it begins to wait, or not at all.</summary>
    public static bool GoesOn(CallFacts facts) => facts is { Urgency: not Urgency.Minor, Rests: false };

    /// <summary>All who can be called now have been, had their time to answer, and have not.</summary>
    public static bool HasNobodyLeft(CallFacts facts) =>
        GoesOn(facts) && facts.Done.Count > 0 && facts.Now - facts.Done.Values.Max() >= StepsOf(facts)[0]
        && (Has(facts, CallStep.LeadAgain) || !CanAskLead(facts))
        && (Has(facts, CallStep.StandInAgain) || !CanAskStandIn(facts))
        && !HasGroupLeft(facts)
        && (Has(facts, CallStep.Next) || NextOf(facts) is null)
        && (Has(facts, CallStep.Owners) || Last(facts).Count == 0);

    static IEnumerable<Call> Rungs(CallFacts facts)
    {
        var begins = !facts.Rests || IsBeginning(facts);
        if (begins && GroupOf(facts) is { } group && CallsGroup(facts)) yield return new(CallStep.Group, [], group);
        if (!Has(facts, CallStep.Lead) && facts.Lead is { } lead && (facts.CallAnyTime || begins && IsCalledInHours(facts)))
            yield return new(CallStep.Lead, [lead]);
        var next = NextOf(facts);
        if (IsNobodys(facts) && LeftOver(facts) is { Count: > 0 } left)
            yield return new(Has(facts, CallStep.Owners) ? CallStep.ByHand : CallStep.Owners, left);
        else if (begins && next is not null && HasStandIn(facts)) yield return new(CallStep.StandIn, [next]);
        else if (GoesOn(facts)) foreach (var call in Again(facts, next)) yield return call;
    }

    static bool IsBeginning(CallFacts facts) => facts.Now - facts.Since < Instant;

    // Where nobody is on call and nobody comes next there is nobody to wait for.
    static bool IsNobodys(CallFacts facts) =>
        facts is { IsLeaderless: true, Rests: false } && (facts.Urgency != Urgency.Minor || IsBeginning(facts))
        && NextOf(facts) is null && !Has(facts, CallStep.Next) && !Has(facts, CallStep.StandIn);

    static List<string> LeftOver(CallFacts facts)
    {
        List<string> atWork = [.. facts.Owners.Concat(facts.Admins)];
        var heirs = facts.CallAnyTime ? facts.Heirs : facts.Heirs.Where(atWork.Contains);
        return [.. Unasked(facts, facts.Urgency == Urgency.Urgent ? heirs.Concat(atWork) : heirs).Distinct()];
    }

    /// <summary>Those who are asked because nobody has answered yet, each some time after the one before.</summary>
    static IEnumerable<Call> Again(CallFacts facts, string? next)
    {
        if (!Has(facts, CallStep.GroupAgain) && facts.Urgency == Urgency.Urgent && Passed(facts, CallStep.Group) >= Soon[0]
            && GroupOf(facts) is { } group)
            yield return new(CallStep.GroupAgain, [], group);
        if (!Has(facts, CallStep.StandInAgain) && Passed(facts, CallStep.StandIn) >= StepsOf(facts)[0] && CanAskStandIn(facts))
        {
            yield return new(CallStep.StandInAgain, [facts.StandIn!]);
            if (!Has(facts, CallStep.Lead)) yield break;
        }

        if (Waited(facts) is not { } waited) yield break;
        var steps = StepsOf(facts);
        if (waited >= steps[0] && !Has(facts, CallStep.LeadAgain) && CanAskLead(facts))
        {
            yield return new(CallStep.LeadAgain, [facts.Lead!]);
            // A bot that was down does not climb the whole ladder in one look: each rung has its time to answer.
            yield break;
        }

        if (next is not null && !Has(facts, CallStep.Next))
        {
            if (waited >= steps[1] && HasRested(facts, steps[1] - steps[0]))
                yield return new(CallStep.Next, [next]);
        }
        else if (waited >= steps[2] && !Has(facts, CallStep.Owners) && Rested(facts, CallStep.Next, steps[2] - steps[1])
            && HasRested(facts, steps[2] - steps[1]) && Last(facts) is { Count: > 0 } last)
        {
            yield return new(CallStep.Owners, last);
        }
    }

    // A group that knows is not called anew because somebody else leads.
    static string? GroupOf(CallFacts facts) => facts.GroupKnows >= facts.Urgency ? null : facts.Group;

    static bool IsFresh(CallFacts facts) => facts.GroupChosen - facts.GroupFrom < Fresh;

    // Whoever is there is asked before a group is rung out of bed.
    static bool CallsGroup(CallFacts facts) =>
        !Has(facts, CallStep.Group) && IsFresh(facts) && (facts.ByAlert || facts.Urgency == Urgency.Urgent)
        && (!facts.LeadThere || Passed(facts, CallStep.Lead) >= Soon[1]);

    static bool HasGroupLeft(CallFacts facts) =>
        facts.Urgency == Urgency.Urgent && GroupOf(facts) is not null && !Has(facts, CallStep.GroupAgain)
        && (Has(facts, CallStep.Group) || IsFresh(facts));

    // What wants somebody does not wait for the morning of another continent while others are at work.
    static bool HasStandIn(CallFacts facts) => NextOf(facts) != facts.Giver && (
        facts is { IsLeaderless: true, Urgency: Urgency.Minor, Done.Count: 0 } && IsBeginning(facts)
        || facts is { LeadSleeps: true, CallAnyTime: false, Urgency: not Urgency.Minor, Done.Count: 0 }
        || facts is { LeadDozes: true, Urgency: Urgency.Urgent } && !Has(facts, CallStep.StandIn)
            && !Has(facts, CallStep.Next) && !Has(facts, CallStep.Owners));

    static bool CanAskStandIn(CallFacts facts) => facts.StandIn is { } person && facts.Next.Contains(person);

    static TimeSpan[] StepsOf(CallFacts facts) => facts.Urgency == Urgency.Urgent ? Soon : Later;

    static bool CanAskLead(CallFacts facts) => facts.Lead is not null && (facts.CallAnyTime || facts.LeadInHours
        || facts is { LeadJustLeft: true, Urgency: Urgency.Urgent } && Has(facts, CallStep.Lead));

    static string? NextOf(CallFacts facts) => Unasked(facts, facts.Next).OrderBy(p => p == facts.Giver).FirstOrDefault();

    // An owner who was asked as lead or next leaves somebody else to ask.
    static List<string> Last(CallFacts facts) => Unasked(facts, facts.Owners).ToList() is { Count: > 0 } owners
        ? owners
        : [.. Unasked(facts, facts.Next).Concat(Unasked(facts, facts.Admins)).Take(1)];

    static IEnumerable<string> Unasked(CallFacts facts, IEnumerable<string> people) =>
        people.Where(p => p != facts.Lead && !facts.Called.Contains(p));

    static bool HasRested(CallFacts facts, TimeSpan time) =>
        Rested(facts, CallStep.LeadAgain, time) && Rested(facts, CallStep.StandInAgain, time);

    /// <summary>Whoever was asked last has had their time to answer; a rung that had nobody to ask took none.</summary>
    static bool Rested(CallFacts facts, CallStep last, TimeSpan time) => Passed(facts, last) is not { } passed || passed >= time;

    // What began out of hours and is not urgent is in the morning's brief, which is call enough.
    static bool IsCalledInHours(CallFacts facts) => facts.LeadInHours && (facts.BeganInHours || facts.Urgency == Urgency.Urgent);

    /// <summary>How long somebody has known and not answered; null while nobody has been told.</summary>
    static TimeSpan? Waited(CallFacts facts) => facts.Urgency == Urgency.Major
        ? (facts.LeadInHours ? null : Passed(facts, CallStep.StandIn)) ?? facts.Worked
        : First(facts) is { } called ? facts.Now - called : null;

    // Once the lead can be called, the others have their turn after the lead, however long a group has known.
    static DateTimeOffset? First(CallFacts facts) =>
        facts.Done.TryGetValue(CallStep.Lead, out var lead) ? lead
        : facts.LeadInHours ? null
        : facts.Done.TryGetValue(CallStep.StandIn, out var other) ? other
        : facts.Done.TryGetValue(CallStep.Group, out var group) ? group
        : facts.Lead is null || facts.LeadSleeps ? facts.Since : null;

    static TimeSpan? Passed(CallFacts facts, CallStep since) => facts.Done.TryGetValue(since, out var at) ? facts.Now - at : null;

    static bool Has(CallFacts facts, CallStep step) => facts.Done.ContainsKey(step);
}
