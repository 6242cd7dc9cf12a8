using Bot.Domain.Alerts;
using CsCheck;
using static Bot.Tests.Alerts.AlertRuleCases;

namespace Bot.Tests.Alerts;

public sealed class AlertRulesTests
{
    [Fact]
    public void A_new_failure_in_production_opens_an_incident() =>
        Assert.Equal(new AlertDecision.Open("It is about branch main."), Decide(Alert(), Nothing));

    [Fact]
    public void The_same_failure_again_joins_and_counts() =>
        Assert.Equal(new AlertDecision.Join(12, false, "Joined INC-12: its key fired 4 min ago, 2 times by now."),
            Decide(Alert(), Nothing with { Incident = Open12 }));

    [Fact]
    public void Failing_again_leaves_Monitoring() =>
        Assert.True(Assert.IsType<AlertDecision.Join>(
            Decide(Alert(), Nothing with { Incident = Open12 with { Phase = IncidentPhase.Monitoring } })).LeavesMonitoring);

    [Fact]
    public void Within_a_day_after_Resolve_it_comes_back_to_the_same_incident() =>
        Assert.Equal(new AlertDecision.Reopen(12, "Back after 2 h, for the second time: INC-12 is open again."),
            Decide(
                Alert(),
                Nothing with
                {
                    Incident = Open12 with { Phase = IncidentPhase.Resolved, EndedAt = Now.AddHours(-2), Openings = 2 },
                }));

    [Theory]
    [InlineData(IncidentPhase.Resolved)]
    [InlineData(IncidentPhase.Declined)]
    public void A_day_later_it_is_a_new_incident(IncidentPhase phase) =>
        Assert.IsType<AlertDecision.Open>(
            Decide(Alert(), Nothing with { Incident = Open12 with { Phase = phase, EndedAt = Now.AddHours(-24) } }));

    [Fact]
    public void What_was_declined_stays_quiet_for_a_day() =>
        Assert.Equal(new AlertDecision.Store("INC-12 was declined 3 h ago for the same key; it stays quiet for a day."),
            Decide(
                Alert(), Nothing with { Incident = Open12 with { Phase = IncidentPhase.Declined, EndedAt = Now.AddHours(-3) } }));

    [Fact]
    public void Resolved_moves_to_Monitoring_when_nothing_else_fires()
    {
        var resolved = Alert(status: AlertStatus.Resolved);
        Assert.Equal(new AlertDecision.Recover(12, true, "It is resolved: INC-12 is in Monitoring and Resolve is offered."),
            Decide(resolved, Nothing with { Incident = Open12 }));
        Assert.Equal(new AlertDecision.Recover(12, false, "It is resolved; 2 of 6 alerts in INC-12 still fire."),
            Decide(resolved, Nothing with { Incident = Open12 with { OthersFiring = 2, Keys = 6 } }));
    }

    [Fact]
    public void What_is_of_no_interest_is_kept_whatever_it_says() => Gen.Select(AnyAlert, AnyFacts).Sample((alert, facts) =>
        Assert.Equal(new AlertDecision.Store("It is a test."), Decide(alert with { OfNoInterest = "It is a test." }, facts)));

    [Fact]
    public void What_is_gone_is_never_taken_for_well() => Gen.Select(AnyAlert, AnyFacts).Sample((alert, facts) =>
    {
        var decision = Decide(alert with { Status = AlertStatus.Resolved, Gone = "its rule was deleted" }, facts);
        Assert.True(decision is AlertDecision.Store or AlertDecision.Gone, $"{decision}");
        Assert.Equal(decision is AlertDecision.Gone, decision.Reason.EndsWith("stays as it is.", StringComparison.Ordinal));
    });

    [Fact]
    public void Resolved_with_nothing_open_is_stored() =>
        Assert.Equal(
            new AlertDecision.Store("It is resolved, and nothing is open for its key.") { IsWell = true },
            Decide(Alert(status: AlertStatus.Resolved), Nothing));

    [Fact]
    public void A_pass_elsewhere_does_not_touch_the_incident_even_under_the_same_key()
    {
        var production = Nothing with { Incident = Open12 with { Environment = "prod" } };
        Assert.Equal(
            new AlertDecision.Store("Kept, nobody told: feature/x is no production branch."),
            Decide(Resolved("feature/x"), production));
        Assert.Equal(
            new AlertDecision.Store("Kept, nobody told: staging is no production environment."),
            Decide(Resolved("main", "staging"), production));
        Assert.Equal(
            new AlertDecision.Store("It passed on master; INC-12 is about main."),
            Decide(Resolved("master", "prod"), production));
        Assert.Equal(
            new AlertDecision.Store("It passed in production; INC-12 is about prod."),
            Decide(Resolved("main", "production"), production));
    }

    [Fact]
    public void Out_of_hours_it_waits_for_the_morning_and_may_recover_there()
    {
        Assert.Equal(new AlertDecision.Wait("It is about branch main. It is out of hours, so it waits for the morning."),
            Decide(Alert(), Nothing with { WaitsForMorning = true }));
        Assert.Equal(new AlertDecision.Wait("It waits for the morning already, 3 times by now."),
            Decide(Alert(), Nothing with { WaitsForMorning = true, Waiting = new(2) }));
        Assert.IsType<AlertDecision.RecoverWaiting>(Decide(Resolved("main"), Nothing with { Waiting = new(2, "main") }));
        Assert.IsType<AlertDecision.Store>(Decide(Resolved("master"), Nothing with { Waiting = new(2, "main") }));
    }

    [Fact]
    public void Over_its_limit_a_source_opens_nothing_new_but_still_counts_and_recovers()
    {
        var over = Nothing with { OverRate = true };
        Assert.IsType<AlertDecision.Count>(Decide(Alert(), over));
        Assert.IsType<AlertDecision.Join>(Decide(Alert(), over with { Incident = Open12 }));
        Assert.IsType<AlertDecision.Recover>(Decide(Resolved("main"), over with { Incident = Open12 }));
    }

    [Fact]
    public void After_the_limit_of_a_storm_the_next_alerts_share_an_incident_until_it_is_quiet()
    {
        var many = Nothing with { OpenedLately = 5 };
        Assert.Equal(
            new AlertDecision.OpenStorm("5 incidents opened in 10 minutes. Further alerts are gathered here."),
            Decide(Alert(), many));
        Assert.Equal(new AlertDecision.JoinStorm(6, "Joined INC-6: many alerts are coming in at once."),
            Decide(Alert(), Nothing with { Storm = new(6, "INC-6", Now.AddMinutes(-9)) }));
        Assert.IsType<AlertDecision.Open>(Decide(Alert(), Nothing with { Storm = new(6, "INC-6", Now.AddMinutes(-10)) }));
        Assert.IsType<AlertDecision.Open>(AlertRules.Decide(Alert(), Route(Alert()), many, new StormRule(0)));
    }

    [Fact]
    public void Whatever_the_facts_every_decision_has_a_reason_and_keeps_the_promises() =>
        Gen.Select(AnyAlert, AnyFacts).Sample((alert, facts) =>
        {
            var decision = Decide(alert, facts);
            var stored = decision is AlertDecision.Store;
            var recovery = decision is AlertDecision.Recover or AlertDecision.OfferResolve or AlertDecision.RecoverWaiting;
            Assert.EndsWith(".", decision.Reason, StringComparison.Ordinal);
            Assert.Equal(decision, Decide(alert, facts));
            Assert.True(Route(alert).Action is RouteAction.Open || stored, "another branch or environment does nothing");
            Assert.True(
                alert.Status == AlertStatus.Resolved ? stored || recovery : !recovery,
                "a recovery opens nothing, a failure resolves nothing");
            Assert.False(
                alert.ReadLeniently && decision is (AlertDecision.Recover or AlertDecision.RecoverWaiting),
                "read leniently never resolves");
            Assert.False(
                facts.WaitsForMorning && decision is (AlertDecision.Open or AlertDecision.OpenStorm or AlertDecision.JoinStorm),
                "nothing opens at night");
        }, iter: Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 1_000);

    static Alert Resolved(string? branch, string? environment = null) => Alert(branch, environment, AlertStatus.Resolved);

    static AlertDecision Decide(Alert alert, AlertFacts facts) => AlertRules.Decide(alert, Route(alert), facts, new StormRule(5));
}
