using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Alerts.Forwarding;

public sealed class ForwardRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly Gen<(ForwardSeverity Severity, DateTimeOffset At)[]> AnyTold =
        Gen.Select(Gen.Enum<ForwardSeverity>(), Gen.Int[0, 3000].Select(m => Now.AddMinutes(-m))).Array[0, 5];

    [Fact]
    public void What_is_as_bad_is_told_once_a_day_and_what_is_worse_at_once() =>
        Gen.Select(Gen.Enum<ForwardSeverity>(), AnyTold).Sample((severity, told) =>
        {
            var asBad = told.Where(t => t.Severity >= severity).Select(t => Now - t.At).ToList();
            var expected = asBad.Count == 0 ? ForwardStep.Begin
                : asBad.Min() < TimeSpan.FromHours(24) ? ForwardStep.Nothing : ForwardStep.Repeat;
            Assert.Equal(expected, ForwardRules.Of(severity, told, Now));
        });

    [Theory]
    [InlineData(Severity.Critical, ForwardSeverity.Critical)]
    [InlineData(Severity.Major, ForwardSeverity.Error)]
    [InlineData(Severity.Minor, ForwardSeverity.Warning)]
    public void What_opens_an_incident_is_as_bad_as_that(Severity severity, ForwardSeverity sent) =>
        Assert.Equal(sent, ForwardRules.SeverityOf(new RouteAction.Open { Severity = severity }, "info"));

    [Theory]
    [InlineData("Critical", ForwardSeverity.Critical)]
    [InlineData("warning", ForwardSeverity.Warning)]
    [InlineData("page", ForwardSeverity.Info)]
    [InlineData("3", ForwardSeverity.Info)]
    [InlineData("", ForwardSeverity.Info)]
    [InlineData(null, ForwardSeverity.Info)]
    public void What_opens_none_is_as_bad_as_its_sender_says(string? said, ForwardSeverity sent) =>
        Assert.Equal(sent, ForwardRules.SeverityOf(new RouteAction.Keep(), said));

    [Fact]
    public void What_is_kept_as_it_was_declined_or_is_beside_production_is_not_sent_on()
    {
        Assert.True(ForwardRules.IsTold(new AlertDecision.Store("A route keeps it.") { ByRoute = true }));
        Assert.False(ForwardRules.IsTold(new AlertDecision.Store("It was declined.")));
        Assert.False(ForwardRules.IsTold(new AlertDecision.Wait("It waits.")));
        Assert.False(ForwardRules.IsTold(new AlertDecision.Settle("It has time.")));
        Assert.False(ForwardRules.IsTold(new AlertDecision.Count("Too many.")));
        Assert.False(ForwardRules.IsTold(new AlertDecision.JoinExpected(1, 1, "It is expected.")));
    }

    [Fact]
    public void An_incident_is_well_once_all_of_it_is()
    {
        Assert.True(ForwardRules.IsWell(new AlertDecision.Recover(1, true, "")));
        Assert.False(ForwardRules.IsWell(new AlertDecision.Recover(1, false, "")));
        Assert.False(ForwardRules.IsWell(new AlertDecision.OfferResolve(1, "")));
        Assert.False(ForwardRules.IsWell(new AlertDecision.Gone(1, "")));
    }
}
