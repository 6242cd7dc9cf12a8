using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Alerts;

public sealed class AttributesTests
{
    [Theory]
    [InlineData("billing-prod", "billing")]
    [InlineData("STG_orders", "staging")]
    [InlineData("other", "rest")]
    public void A_finding_stands_for_what_its_mapping_says(string found, string value) => Assert.Equal(
        [value],
        new AttributeRule
        {
            Name = "team",
            Expression = "x",
            Mappings = [new("billing-prod", "billing"), new("/^stg_/", "staging")],
            Otherwise = "rest",
        }.Of([found]));

    [Fact]
    public void Kinds_take_what_they_are_and_leave_the_rest()
    {
        static IReadOnlyList<string> Of(AttributeKind kind, params string[] found) =>
            new AttributeRule { Name = "a", Expression = "x", Kind = kind }.Of(found);
        Assert.Equal(["1.50"], Of(AttributeKind.Number, "1.50"));
        Assert.Empty(Of(AttributeKind.Number, "many"));
        Assert.Equal(["yes"], Of(AttributeKind.YesNo, "True"));
        Assert.Empty(Of(AttributeKind.YesNo, "maybe"));
        Assert.Equal(["a", "b"], Of(AttributeKind.List, "a", "b", "A"));
        Assert.Equal(["a"], Of(AttributeKind.Text, "a", "b"));
    }

    [Fact]
    public async Task An_attribute_is_tried_on_the_last_alerts_and_then_routes_ask_for_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("stg_orders"));
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident attributes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "layer").Fill("Where it is found", "metadata.model")
            .Fill("What findings stand for", "/^stg_/ -> staging\n/^fct_/ -> facts").Submit();
        Assert.Contains("stg_orders failed", Text(ivy), StringComparison.Ordinal);
        Assert.Contains("→ staging", Text(ivy), StringComparison.Ordinal);
        await ivy.Modal.Submit();
        Assert.Contains("layer\nmetadata.model", Text(ivy).Replace("`", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await ivy.Modal.Close();

        await ivy.Slash("/incident routes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "Facts").Press("Add a condition");
        await ivy.Modal.Choose("Attribute", "layer").Fill("Values", "facts").Submit();
        await ivy.Modal.Choose("What becomes of it", "Keep it, tell nobody");
        await ivy.Modal.Submit();
        await ivy.Modal.Submit();
        await afternoon.Alert(Job("fct_orders"));
        Assert.Equal(
            "Route “Facts” takes it: layer is facts.",
            afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 1))[0].Reason);
    }

    [Fact]
    public async Task Sources_that_have_not_posted_yet_can_be_chosen_too_and_those_that_may_not_post_cannot()
    {
        await using var afternoon = await Afternoon.Begin();
        var ivy = afternoon.Ivy;
        await ivy.MakesSource("Any JSON", "a-revoked");
        await (await ivy.OpensSource()).Press("Revoke");
        await ivy.Modal.CloseAll();
        await ivy.MakesSource("dbt's files", "nightly");
        await afternoon.Alert(new { title = "x" });
        await ivy.Slash("/incident attributes");
        await ivy.Modal.Submit();
        var offered = ivy.Modal.Options("Of which source");
        Assert.Equal(["Every source", "circleci"], offered.Take(2));
        Assert.Contains("nightly", offered);
        Assert.Equal(offered.Distinct(), offered);
        Assert.DoesNotContain("a-revoked", offered);
    }

    [Fact]
    public async Task What_an_incident_knows_by_name_is_collected_as_its_alert_fires_again()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        var ivy = afternoon.Ivy;
        await ivy.Slash("/incident attributes");
        await ivy.Modal.Submit();
        await ivy.Modal.Fill("Name", "region").Fill("Where it is found", "metadata.region").Choose("It is a", "list")
            .Choose("When the alert fires again, its incident", "collects all").Submit();
        await ivy.Modal.Submit();
        foreach (var region in new[] { "eu", "us", "eu" })
            await afternoon.Alert(new { title = "load failed", metadata = new { job = "load", branch = "main", region } });
        Assert.Contains("region: eu, us", afternoon.Card("#inc-1-load-failed").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metadata.[", "Where it is found")]
    [InlineData("metadata.model == \"x\"", "Where it is found")]
    public async Task A_wrong_expression_is_told_under_its_field(string expression, string field)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident attributes");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Fill("Name", "layer").Fill("Where it is found", expression)
            .Fill("What findings stand for", "nothing").Submit();
        Assert.Equal([field, "What findings stand for"], afternoon.Ivy.Modal.Errors.Keys.Order(StringComparer.Ordinal).Reverse());
    }

    static string Text(Member member) => member.Modal.Text.Replace("*", "", StringComparison.Ordinal);

    static object Job(string model) => new { title = $"{model} failed", metadata = new { job = model, branch = "main", model } };
}
