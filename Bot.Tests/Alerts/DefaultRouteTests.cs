using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

public sealed class DefaultRouteTests
{
    [Theory]
    [InlineData(null, null, "It names no branch and no environment, so it counts as production.")]
    [InlineData("main", null, "It is about branch main.")]
    [InlineData("refs/heads/Master", null, "It is about branch Master.")]
    [InlineData("production", "PROD", "It is about branch production in PROD.")]
    [InlineData(" ", "production", "It is about environment production.")]
    public void What_concerns_production_opens_an_incident(string? branch, string? environment, string reason) =>
        Assert.Equal(new(RouteChoice.OpenIncident, reason), Decide(new(), branch, environment));

    [Theory]
    [InlineData("feature/main", null, "Kept, nobody told: feature/main is no production branch.")]
    [InlineData("pull/12", "prod", "Kept, nobody told: pull/12 is no production branch.")]
    [InlineData("main", "staging", "Kept, nobody told: staging is no production environment.")]
    public void Anything_else_is_stored_with_the_reason(string? branch, string? environment, string reason) =>
        Assert.Equal(new(RouteChoice.Store, reason), Decide(new(), branch, environment));

    [Fact]
    public void Both_lists_are_settings()
    {
        var route = new DefaultRoute { Branches = ["trunk"], Environments = ["live"] };
        Assert.Equal(RouteChoice.OpenIncident, Decide(route, "trunk", "live").Choice);
        Assert.Equal("Kept, nobody told: main is no production branch.", Decide(route, "main", "live").Reason);
    }

    static RouteDecision Decide(DefaultRoute route, string? branch, string? environment) =>
        route.Decide(AlertRuleCases.Alert(branch, environment));
}
