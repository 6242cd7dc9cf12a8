using System.Diagnostics;
using System.Text;
using Bot.Alerts.Hooks;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts.Hooks;

/// <summary>Bodies that went wrong on their way, or were made to do harm: each is an alert, and none takes long.</summary>
public sealed class HostileHookTests
{
    static readonly string[] Names =
    [
        "airflow/openlineage.fail.json", "dagster/webhook.own-template.json", "elementary/slack-webhook.shape.json",
        "great-expectations/pagerduty.json", "soda/check-evaluation.json", "soda/incident-created.json",
        "monte-carlo/custom-rule.json", "datadog/own-template.triggered.json", "datadog/default-template.json",
        "sentry/event-alert.json", "sentry/issue.created.json", "sns/notification.cloudwatch.json",
        "sns/subscription-confirmation.json",
    ];

    static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ",", ":", "null", "[]", "{}", "1e999", "\\", "\0", "é", "\"x\":", "true", "-", "\ud83d"];

    static readonly int Count = Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 1000;

    [Fact]
    public void Whatever_becomes_of_a_body_it_is_an_alert()
    {
        var bodies = Names.Select(Samples.Text).ToList();
        var random = new Random(7);
        for (var i = 0; i < Count; i++)
        {
            var text = Mutated(random, bodies[i % bodies.Count], bodies[random.Next(bodies.Count)]);
            var read = ReadHook.Of("hooks", Encoding.UTF8.GetBytes(text), null, HookReader.ByItself);
            Assert.NotEmpty(read.Heard);
            Assert.All(read.Heard, h => Assert.True(
                h.Alert.Title.Length > 0 && h.Alert.DeduplicationKey.Length is > 0 and <= DeduplicationKey.Longest, text));
        }
    }

    static string Mutated(Random random, string text, string other)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (at, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
            if (at > to) (at, to) = (to, at);
            text = random.Next(5) switch
            {
                0 => text[..at],
                1 => text.Remove(at, Math.Min(to - at, 20)),
                2 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                3 => text.Insert(at, text[at..to]),
                _ => text[..at] + other[random.Next(other.Length)..],
            };
        }

        return text;
    }

    [Fact]
    public void A_payload_of_very_many_values_is_shown_and_takes_no_time()
    {
        var began = Stopwatch.StartNew();
        var json = $$"""
            {"AlarmName": "a", "NewStateValue": "ALARM", "l": [{{string.Join(',', Enumerable.Repeat('1', 100_000))}}]}
            """;
        Assert.Equal(
            "Unreadable alert from hooks",
            Assert.Single(ReadHook.Of("hooks", Encoding.UTF8.GetBytes(json), null, HookReader.ByItself).Heard).Alert.Title);
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(5), $"{began.Elapsed}");
    }
}
