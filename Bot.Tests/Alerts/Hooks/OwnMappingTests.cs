using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Hooks;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>What own expressions make of a payload.</summary>
public sealed class OwnMappingTests
{
    static IReadOnlyList<Alert> Read(string json, params (string, string)[] fields) =>
        [.. ReadHook.Of("own", Encoding.UTF8.GetBytes(json), null, new(null, Mapping.Of(fields))).Heard.Select(h => h.Alert)];

    [Fact]
    public void Each_part_of_what_is_unwrapped_is_an_alert()
    {
        var alerts = Read(
            new JsonObject
            {
                ["inside"] = """{"jobs": [{"n": "a", "s": "ok"}, {"n": "b", "s": "broken"}, {"n": "c", "s": "ignore"}]}""",
            }.ToJsonString(),
            (Mapping.Unwrap, "inside"), (Mapping.Each, "jobs[]"), (Mapping.Title, "Job {n}"), (Mapping.Status, "s"),
            (Mapping.Key, "jobs/{n}"), (Mapping.Severity, "'P1'"));
        Assert.Equal(["Job a", "Job b", "Job c"], alerts.Select(a => a.Title));
        Assert.Equal(["jobs/a", "jobs/b", "jobs/c"], alerts.Select(a => a.DeduplicationKey));
        Assert.Equal([AlertStatus.Resolved, AlertStatus.Firing, AlertStatus.Firing], alerts.Select(a => a.Status));
        Assert.Equal([null, null, "Its status says that it is to be ignored."], alerts.Select(a => a.OfNoInterest));
        Assert.All(alerts, a => Assert.Equal("P1", a["severity"]));
    }

    [Theory]
    [InlineData("nothing", "Its title is asked for by nothing, which finds nothing in it.")]
    [InlineData("sum(@)", "The title of this alert is not known: sum(@) cannot be worked out")]
    public void Without_a_title_what_came_is_shown_with_the_reason(string title, string why)
    {
        var alert = Assert.Single(Read("""{"a": "b"}""", (Mapping.Title, title)));
        Assert.Equal("Unreadable alert from own", alert.Title);
        Assert.Contains(why, alert.Description, StringComparison.Ordinal);
        Assert.Contains("""{"a":"b"}""", alert.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_field_that_cannot_be_worked_out_is_said_and_costs_no_alert()
    {
        var alert = Assert.Single(Read(
            """{"a": "b"}""", (Mapping.Title, "a"), (Mapping.Status, "sum(@)"), (Mapping.Link, "max(@)")));
        Assert.Equal(("b", AlertStatus.Firing), (alert.Title, alert.Status));
        Assert.Contains("The status of this alert is not known", alert.Description, StringComparison.Ordinal);
        Assert.Contains("The link of this alert is not known", alert.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inside": "no json"}""", "What stands at inside is no JSON in a text.")]
    [InlineData("""{"other": 1}""", "At inside there is nothing to unwrap.")]
    public void What_cannot_be_unwrapped_is_shown(string json, string why) => Assert.Contains(
        why, Assert.Single(Read(json, (Mapping.Unwrap, "inside"), (Mapping.Title, "a"))).Description, StringComparison.Ordinal);

    [Fact]
    public void Each_alert_of_a_message_that_comes_again_is_known_again()
    {
        var sns = new JsonObject
        {
            ["Type"] = "Notification",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:1:t",
            ["MessageId"] = "m",
            ["Message"] = """{"l": [{"n": 1}, {"n": 2}]}""",
        };
        var mapping = Mapping.Of((Mapping.Unwrap, "Message"), (Mapping.Each, "l"), (Mapping.Title, "n"));
        var heard = ReadHook.Of("own", Encoding.UTF8.GetBytes(sns.ToJsonString()), null, new(null, mapping)).Heard;
        Assert.Equal(["m/0", "m/1"], heard.Select(h => h.Delivery));
    }

    [Fact]
    public void A_post_of_too_many_alerts_says_that_there_are_more()
    {
        var list = string.Join(',', Enumerable.Repeat("""{"n": 1}""", LenientJson.Most + 1));
        var alerts = Read($$"""{"l": [{{list}}]}""", (Mapping.Each, "l"), (Mapping.Title, "n"));
        Assert.Equal(LenientJson.Most + 1, alerts.Count);
        Assert.Contains(
            $"at most {LenientJson.Most} alerts; this one holds {LenientJson.Most + 1}", alerts[^1].Description,
            StringComparison.Ordinal);
    }
}
