using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>What a condition may compare an attribute with that has no other values than a few.</summary>
public sealed class FixedValuesTests
{
    static readonly AttributeRule YesNo = new() { Name = "nightly", Expression = "x", Kind = AttributeKind.YesNo };

    [Theory]
    [InlineData("customer-facing", "customer-facing")]
    [InlineData(" Customer  Facing", "customer-facing")]
    [InlineData("customer_facing", "customer-facing")]
    [InlineData("INTERNAL", "internal")]
    public void Case_and_spaces_do_not_matter(string typed, string meant)
    {
        var (condition, problem) = FixedValues.Checked(new("Impact", Comparison.Is, [typed]), null);
        Assert.Equal((meant, null), (Assert.Single(condition.Values), problem));
    }

    [Theory]
    [InlineData(Comparison.Is)]
    [InlineData(Comparison.IsNot)]
    public void What_impact_can_never_be_is_refused_however_the_team_works_it_out(Comparison comparison)
    {
        Condition asked = new("impact", comparison, ["internal", "customers"]);
        const string Never = "impact is customer-facing, internal or unknown, never “customers”.";
        Assert.Equal(Never, FixedValues.Checked(asked, null).Problem);
        AttributeRule own = new()
        {
            Name = "impact",
            Expression = "tier",
            Mappings = [new("1", "customers")],
            Otherwise = "customers",
        };
        Assert.Equal(Never, FixedValues.Checked(asked, own).Problem);
        // So it is: what it comes to is one of the three, which the refused one is not.
        var known = AlertAttributes.Of(
            new() { Source = "ci", Title = "x", DeduplicationKey = "x" },
            new Dictionary<string, IReadOnlyList<string>> { ["impact"] = own.Of(["1"]) });
        Assert.Equal(["customer-facing"], known["impact"]);
    }

    [Fact]
    public void A_part_or_a_pattern_may_fit_and_is_left_as_it_is()
    {
        foreach (var comparison in new[] { Comparison.Contains, Comparison.Matches })
        {
            Condition asked = new("impact", comparison, ["custom"]);
            Assert.Equal((asked, null), FixedValues.Checked(asked, null));
        }
    }

    [Fact]
    public void An_attribute_of_yes_and_no_is_one_of_them()
    {
        Assert.Equal(
            "nightly is yes or no, never “true”.",
            FixedValues.Checked(new("nightly", Comparison.Is, ["true"]), YesNo).Problem);
        Assert.Equal(["no"], FixedValues.Checked(new("nightly", Comparison.Is, ["No"]), YesNo).Condition.Values);
    }

    [Fact]
    public void Where_other_values_may_come_nothing_is_refused()
    {
        Assert.Null(FixedValues.Of("severity", null));
        Assert.Null(FixedValues.Of("nightly", YesNo with { Otherwise = "maybe" }));
        Assert.Null(FixedValues.Of("team", YesNo with { Name = "team" }));
        Assert.Null(FixedValues.Of("layer", new() { Name = "layer", Expression = "x", Mappings = [new("a", "b")] }));
    }
}
