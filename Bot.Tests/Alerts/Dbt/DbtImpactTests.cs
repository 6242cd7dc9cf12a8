using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Tests.Alerts.Dbt;

public sealed class DbtImpactTests
{
    const string Staging = "model.a.stg_orders", Fact = "model.a.orders", Test = "test.a.not_null_orders_id.0123456789";

    [Fact]
    public void Of_what_no_manifest_knows_nobody_can_tell() =>
        Assert.Equal(new(Impact.Unknown, null), DbtImpact.Of([Staging], DbtGraph.None, "impact"));

    [Fact]
    public void What_nothing_is_shown_of_is_internal() =>
        Assert.Equal(
            new(Impact.Internal, "nothing that is shown is made from it"), DbtImpact.Of([Staging], Graph([]), "impact"));

    [Theory]
    [InlineData("application", Impact.CustomerFacing, "Shop is an application")]
    [InlineData("dashboard", Impact.Internal, "Shop is a dashboard")]
    [InlineData(null, Impact.Internal, "Shop shows it")]
    public void The_kind_of_an_exposure_says_who_looks(string? type, Impact impact, string by) =>
        Assert.Equal(new(impact, by), DbtImpact.Of([Staging], Graph([Shop(type)]), "impact"));

    [Fact]
    public void What_the_authors_of_an_exposure_wrote_counts_more_than_its_kind() =>
        Assert.Equal(
            new(Impact.CustomerFacing, "Shop says so (impact: customers)"),
            DbtImpact.Of([Test], Graph([Shop("dashboard") with { Meta = Meta("customers") }]), "impact"));

    [Fact]
    public void What_the_authors_of_the_node_wrote_counts_most() =>
        Assert.Equal(
            new(Impact.Internal, "orders says so (Impact: internal)"),
            DbtImpact.Of([Fact], Graph([Shop("application")], fact: "internal"), "Impact"));

    [Fact]
    public void A_node_behind_it_that_customers_see_is_enough() =>
        Assert.Equal(
            new(Impact.CustomerFacing, "orders behind it says so (audience: external)"),
            DbtImpact.Of([Staging], Graph([], fact: "external", key: "audience"), "audience"));

    [Fact]
    public void A_word_that_says_nothing_is_passed_over() =>
        Assert.Equal(Impact.Internal, DbtImpact.Of([Fact], Graph([], fact: "tbd"), "impact").Impact);

    static DbtExposure Shop(string? type) =>
        new() { Id = "exposure.a.shop", Label = "Shop", Type = type, Parents = [Fact] };

    static Dictionary<string, string> Meta(string word, string key = "impact") => new() { [key] = word };

    static DbtGraph Graph(IReadOnlyList<DbtExposure> exposures, string? fact = null, string key = "impact") => new(
        [
            new() { Id = Staging },
            new() { Id = Fact, Parents = [Staging], Meta = fact is null ? Meta("") : Meta(fact, key) },
            new() { Id = Test, Parents = [Fact], Tested = Fact },
        ],
        exposures);
}
