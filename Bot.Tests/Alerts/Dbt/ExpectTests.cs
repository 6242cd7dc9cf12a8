using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Alerts that somebody knows will come call nobody. It is a Tuesday, and Ana is on call.</summary>
public sealed class ExpectTests
{
    const string Channel = "#inc-1-we-rebuild-orders";

    [Fact]
    public async Task What_is_expected_joins_without_a_mention_and_the_end_says_what_came()
    {
        await using var afternoon = await Expecting("A model of dbt, with its tests", "stg_orders");
        afternoon.Ana.Sees(
            "ana: expects alerts of model stg_orders until today at 2:00 PM: they join here and call nobody", Channel);
        var (told, messages) = (afternoon.Workspace.Notifications.Count, afternoon.Finn.Messages(Channel).Count());
        await afternoon.Runs("error stg_orders");
        Assert.Equal("Joined INC-1, which expects model stg_orders.", afternoon.Ledger()[0].Reason);
        Assert.Equal((told, messages), (afternoon.Workspace.Notifications.Count, afternoon.Finn.Messages(Channel).Count()));
        Assert.Contains("stg_orders failed", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromHours(4));
        var end = afternoon.Ben.Sees(
            "model stg_orders is not expected any more: 1 came, stg_orders failed: Key (email)=(…) of stg_orders exists.",
            Channel);
        Assert.Empty(end.Notified);
        Assert.Equal(told, afternoon.Workspace.Notifications.Count);
    }

    [Fact]
    public async Task What_came_before_a_merge_is_said_as_well()
    {
        await using var afternoon = await Expecting("A model of dbt, with its tests", "stg_orders");
        await afternoon.Runs("error stg_orders");
        await afternoon.Ben.Slash("/incident warehouse is moved");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Merge(1, 2);
        await afternoon.Pass(TimeSpan.FromHours(4));
        afternoon.Ben.Sees("model stg_orders is not expected any more: 1 came, stg_orders failed", "#inc-2-warehouse-is-moved");
    }

    [Fact]
    public async Task What_nobody_expects_is_an_incident_as_ever()
    {
        await using var afternoon = await Expecting("A model of dbt, with its tests", "stg_orders");
        await afternoon.Runs("error stg_users");
        Assert.Equal(2, afternoon.Ledger()[0].Incident);
        await afternoon.Pass(TimeSpan.FromHours(4));
        afternoon.Ben.Sees("model stg_orders is not expected any more: none came.", Channel);
        await afternoon.Runs("error stg_users", "error stg_orders");
        Assert.Equal(2, afternoon.Ledger()[0].Incident);
    }

    [Fact]
    public async Task A_job_that_is_expected_no_longer_is_an_incident_again()
    {
        await using var afternoon = await Expecting("A job", "dbt_build");
        await afternoon.Plain("firing");
        Assert.Equal(1, afternoon.Ledger()[0].Incident);
        await afternoon.Plain("resolved");
        await afternoon.Ana.Slash("/incident expect 1");
        Assert.Contains("Expected already: job dbt_build", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Choose("What", "A job").Fill("Its name", "dbt_build")
            .Choose("For how long", "No longer").Submit();
        afternoon.Ben.Sees("job dbt_build is not expected any more: 1 came, dbt_build failed.", Channel);
        await afternoon.Ana.Slash("/incident expect 1");
        await afternoon.Ana.Modal.Fill("Its name", "dbt_build").Choose("For how long", "No longer").Submit();
        Assert.Equal(
            "INC-1 does not expect model dbt_build.", Assert.Single(afternoon.Ana.Modal.Errors).Value);
    }

    [Fact]
    public async Task An_incident_that_is_over_expects_nothing()
    {
        await using var afternoon = await Expecting("A job", "dbt_build");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Plain("firing");
        Assert.Equal(2, afternoon.Ledger()[0].Incident);
        await afternoon.Pass(TimeSpan.FromHours(5));
        afternoon.Ben.DoesNotSee("is not expected any more", Channel);
    }

    [Theory]
    [InlineData(ExpectedBy.Job, "DBT_Build", true)]
    [InlineData(ExpectedBy.Job, "dbt", false)]
    [InlineData(ExpectedBy.Model, "stg_orders", true)]
    [InlineData(ExpectedBy.Model, "test.acme.not_null_stg_orders_id.0123456789", true)]
    [InlineData(ExpectedBy.Model, "orders", false)]
    [InlineData(ExpectedBy.Tag, "finance", true)]
    [InlineData(ExpectedBy.Tag, "fin", false)]
    public void An_alert_is_expected_by_its_job_its_model_or_a_tag(ExpectedBy by, string value, bool isExpected)
    {
        var alert = Dbt();
        Assert.Equal(isExpected, new Expectation(by, value).Matches(alert));
        // Of several nodes only one is known to be expected.
        if (by != ExpectedBy.Job) Assert.False(new Expectation(by, value).Matches(Dbt(("dbt_nodes", "3"))));
    }

    static Alert Dbt(params (string Name, string Value)[] more) => new()
    {
        Source = "ci",
        Title = "failed",
        DeduplicationKey = "a",
        Metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["job"] = "dbt_build",
            ["dbt_node"] = "test.acme.not_null_stg_orders_id.0123456789",
            ["dbt_tested"] = "model.acme.stg_orders",
            ["dbt_tags"] = "daily, finance",
        }.Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value))).ToDictionary(StringComparer.OrdinalIgnoreCase),
    };

    static async Task<Afternoon> Expecting(string kind, string value)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Slash("/incident we rebuild orders");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "More…");
        await afternoon.Ana.Modal.Press("Expect alerts");
        await afternoon.Ana.Modal.Choose("What", kind).Fill("Its name", value).Submit();
        return afternoon;
    }
}
