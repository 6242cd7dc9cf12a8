using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

public sealed class ProductionTests
{
    [Theory]
    [InlineData(null, null, "It names no branch and no environment, so it counts as production.")]
    [InlineData("main", null, "It is about branch main.")]
    [InlineData("refs/heads/Master", null, "It is about branch Master.")]
    [InlineData("production", "PROD", "It is about branch production in PROD.")]
    [InlineData(" ", "production", "It is about environment production.")]
    public void What_concerns_production_says_why(string? branch, string? environment, string reason)
    {
        Assert.Null(Beside(new(), branch, environment));
        Assert.Equal(reason, Production.Reason(AlertRuleCases.Alert(branch, environment)));
    }

    [Theory]
    [InlineData("feature/main", null, "Kept, nobody told: feature/main is no production branch.")]
    [InlineData("pull/12", "prod", "Kept, nobody told: pull/12 is no production branch.")]
    [InlineData("main", "staging", "Kept, nobody told: staging is no production environment.")]
    public void Anything_else_is_beside_it_with_the_reason(string? branch, string? environment, string reason) =>
        Assert.Equal(reason, Beside(new(), branch, environment));

    [Fact]
    public void Both_lists_are_settings()
    {
        var production = new Production { Branches = ["trunk"], Environments = ["live"] };
        Assert.Null(Beside(production, "trunk", "live"));
        Assert.Equal("Kept, nobody told: main is no production branch.", Beside(production, "main", "live"));
    }

    static string? Beside(Production production, string? branch, string? environment) =>
        production.Beside(AlertRuleCases.Alert(branch, environment));
}
