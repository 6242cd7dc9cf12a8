using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>Whatever two incidents were, a merge that is taken back at once leaves both as they were.</summary>
public sealed class UnmergeProperties
{
    static readonly DateTimeOffset At = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly string?[] Leads = ["ana", "ben", null];

    static readonly Gen<IncidentState> AnyOpen =
        from status in Gen.OneOf(
            Gen.Const(IncidentStatus.Triage), Gen.Const(IncidentStatus.Investigating), Gen.Const(IncidentStatus.Fixing),
            Gen.Const(IncidentStatus.Monitoring))
        from severity in Gen.Enum<Severity>()
        from affected in Gen.Enum<Affected>()
        from lead in Gen.Int[0, 2].Select(nth => Leads[nth])
        from bits in Gen.Int[0, 63]
        select new IncidentState
        {
            Name = "late",
            Status = status,
            Severity = severity,
            Affected = affected,
            Lead = lead,
            LeadChosen = (bits & 1) != 0,
            Touched = (bits & 2) != 0,
            Firing = (bits & 4) != 0,
            WaitingSince = (bits & 8) != 0 ? At.AddMinutes(-5) : null,
            CallAnyTime = (bits & 16) != 0,
            Unaccepted = (bits & 32) != 0,
            Waitings = 3,
        };

    [Fact]
    public void The_one_that_ended_is_as_it_was_but_for_who_is_waited_for() => Gen.Select(AnyOpen, Gen.Bool)
        .Sample((before, isLead) =>
        {
            var by = isLead ? "ana" : "chloe";
            var ended = Transitions.Merge(before, 7, At).After with { Firing = before.Firing };
            var back = Unmerge.TakeOut(ended, before, by, At.AddMinutes(1));
            Assert.True(back.TakesBack);
            Assert.Null(back.Cause);
            if (before.Status == IncidentStatus.Monitoring && before.Firing) return;
            if (before.WaitingSince is null) Assert.Equal(before, back.After);
            else if (before.Lead == by && !before.Unaccepted) Assert.Null(back.After.WaitingSince);
            else Assert.Equal(before, back.After with { WaitingSince = before.WaitingSince, Waitings = before.Waitings });
        });

    [Fact]
    public void It_never_goes_back_to_a_lead_who_has_gone_without_somebody_being_waited_for() => AnyOpen.Sample(before =>
    {
        var ended = Transitions.Merge(before, 7, At).After with { Firing = before.Firing };
        var back = Unmerge.TakeOut(ended, before, "chloe", At.AddMinutes(1), leadIsGone: true).After;
        Assert.Equal((At.AddMinutes(1), before.Waitings + 1), (back.WaitingSince, back.Waitings));
    });

    [Fact]
    public void The_one_that_went_on_is_as_bad_as_it_was_and_what_people_said_since_stays() =>
        Gen.Select(AnyOpen, AnyOpen, Gen.Enum<Severity>()).Sample((before, other, said) =>
        {
            var made = Transitions.Absorb(before, other, null, "chloe", At).After;
            var after = Unmerge.Leave(made with { Firing = before.Firing }, before, made).After;
            Assert.Equal((before.Severity, before.Affected, before.Group), (after.Severity, after.Affected, after.Group));
            if (before is { Status: IncidentStatus.Monitoring, Firing: false }) Assert.Equal(before.Status, after.Status);
            if (said != made.Severity)
                Assert.Equal(said, Unmerge.Leave(made with { Severity = said }, before, made).After.Severity);
        });
}
