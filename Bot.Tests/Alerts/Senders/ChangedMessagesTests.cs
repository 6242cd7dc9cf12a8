using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.Alerts.Senders;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts.Senders;

/// <summary>
/// Messages of senders that have changed their form, which nobody announces: each field gone, or of another kind.
/// </summary>
public sealed class ChangedMessagesTests
{
    static readonly string[] Others = ["null", "7", "true", "\"\"", "\"x\"", "[]", "[[1]]", "{}", "{\"x\":{\"y\":1}}"];

    [Theory]
    [InlineData("circleci/workflow-completed.failed.gitlab")]
    [InlineData("circleci/job-completed.success")]
    [InlineData("circleci/workflow-completed.tag-nulls")]
    [InlineData("dbt-cloud/completed.errored")]
    [InlineData("dbt-cloud/old-2023.errored")]
    [InlineData("pagerduty/trigger.full")]
    [InlineData("pagerduty/change")]
    [InlineData("alertmanager/v0.25.truncated")]
    [InlineData("grafana/derived.resolved-missing-series")]
    public void Whatever_has_become_of_a_field_the_message_is_an_alert(string sample)
    {
        var text = Samples.Text($"{sample}.json");
        foreach (var path in Paths(JsonNode.Parse(text)!, []).ToList())
            foreach (var other in Others)
            {
                var json = JsonNode.Parse(text)!;
                Put(json, path, JsonNode.Parse(other));
                var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
                foreach (var heard in Read(sample, bytes))
                {
                    Assert.NotEmpty(heard.Alert.Title);
                    AlertRules.Decide(heard.Alert, AlertRuleCases.Route(heard.Alert), AlertRuleCases.Nothing, new(5));
                }
            }
    }

    static IReadOnlyList<Heard> Read(string sample, byte[] body)
    {
        var heard = sample.Split('/')[0] switch
        {
            "circleci" => CircleCi.Read("ci", body, null),
            "dbt-cloud" => DbtCloud.Read("ci", body, null, "x"),
            "pagerduty" when sample.EndsWith("change", StringComparison.Ordinal) => PagerDuty.Changes("ci", body, null),
            "pagerduty" => PagerDuty.Events("ci", body, null),
            _ => AlertBody.Read("ci", body),
        };
        Assert.NotEmpty(heard);
        if (sample.StartsWith("pagerduty", StringComparison.Ordinal)) PagerDuty.Problems(body, null, isChange: false);
        return heard;
    }

    static IEnumerable<object[]> Paths(JsonNode node, object[] path) => node switch
    {
        JsonObject json => json.SelectMany(p => Below(p.Value, [.. path, p.Key])),
        JsonArray list => list.SelectMany((one, i) => Below(one, [.. path, i])),
        _ => [],
    };

    static IEnumerable<object[]> Below(JsonNode? node, object[] path) =>
        node is null ? [path] : Paths(node, path).Prepend(path);

    static void Put(JsonNode json, object[] path, JsonNode? other)
    {
        foreach (var step in path[..^1]) json = step is int i ? json[i]! : json[(string)step]!;
        if (path[^1] is int at) json[at] = other;
        else json[(string)path[^1]] = other;
    }
}
