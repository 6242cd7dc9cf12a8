using System.Text;
using System.Text.Json;
using Bot.Alerts.Forwarding;
using Bot.Domain.Alerts;
using CsCheck;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>Whatever an alert is made of, PagerDuty can take it.</summary>
public sealed class PagerDutyEventTests
{
    static readonly string[] Severities = ["critical", "error", "warning", "info"];

    static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.Const(""), Gen.Const("  "), Gen.Int[1, 6000].Select(n => new string('ä', n)),
        Gen.Int[1, 3000].Select(n => string.Concat(Enumerable.Repeat("😀", n))));

    static readonly Gen<Dictionary<string, IReadOnlyList<string>>> AnyAttributes =
        Gen.Select(AnyText, Gen.Select(AnyText, AnyText)).Array[0, 100].Select(all =>
        {
            var named = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var (name, (one, other)) in all) named[name] = [one, other];
            return named;
        });

    static readonly Gen<string?> AnyLink = Gen.OneOf(
        Gen.String.Select(s => (string?)s),
        Gen.OneOf<string?>(null, "https://ci.example.com/1", "javascript:alert(1)", "ftp://x/y", "/relative"));

    static readonly Gen<ForwardedAlert> AnyAlert = Gen.Select(
        Gen.Select(AnyText, AnyText, AnyText, AnyText), AnyAttributes, AnyLink, Gen.Enum<ForwardSeverity>(),
        Gen.Int[0, 3].Select(n => n == 0 ? (long?)null : n), Gen.Bool,
        (texts, attributes, link, severity, incident, isFiring) => new ForwardedAlert
        {
            Id = "evt_1",
            IsFiring = isFiring,
            At = DateTimeOffset.UnixEpoch,
            Title = texts.Item1,
            Description = texts.Item2,
            Source = texts.Item3,
            DeduplicationKey = texts.Item4,
            Attributes = attributes,
            Link = link,
            Severity = severity,
            Incident = incident,
            Component = texts.Item2,
        });

    [Fact]
    public void Every_event_keeps_the_limits() => AnyAlert.Sample(alert =>
    {
        // As it is read back from its row.
        var kept = ForwardedAlert.Read(alert.Write());
        var bytes = PagerDutyEvent.Of(kept, ForwardActs.Key, alert.Incident is null ? null : "https://slack.com/x");
        Assert.True(bytes.Length < 512_000, $"{bytes.Length} bytes");
        var json = JsonDocument.Parse(bytes).RootElement;
        Assert.InRange(Text(json, "dedup_key").Length, 1, PagerDutyEvent.LongestKey);
        Assert.Equal(alert.IsFiring ? "trigger" : "resolve", Text(json, "event_action"));
        if (!alert.IsFiring)
        {
            Assert.False(json.TryGetProperty("payload", out _));
            return;
        }

        var payload = json.GetProperty("payload");
        Assert.InRange(Text(payload, "summary").Trim().Length, 1, PagerDutyEvent.LongestSummary);
        Assert.False(string.IsNullOrWhiteSpace(Text(payload, "source")));
        Assert.Contains(Text(payload, "severity"), Severities);
        if (json.TryGetProperty("links", out var links))
            Assert.All(links.EnumerateArray(), l => Assert.StartsWith("http", Text(l, "href"), StringComparison.Ordinal));
    }, iter: 300);

    [Fact]
    public void Of_two_long_keys_that_begin_alike_each_stays_its_own()
    {
        var beginning = new string('k', 400);
        var (one, other) = (PagerDutyEvent.Key($"ci/{beginning}1"), PagerDutyEvent.Key($"ci/{beginning}2"));
        Assert.NotEqual(one, other);
        Assert.Equal(one, PagerDutyEvent.Key($"ci/{beginning}1"));
        Assert.Equal("ci/orders", PagerDutyEvent.Key("ci/orders"));
    }

    [Fact]
    public void An_alert_is_kept_whole() => AnyAlert.Sample(alert =>
        Assert.Equal(alert.Write(), ForwardedAlert.Read(alert.Write()).Write()), iter: 100);

    /// <summary>The example of the standard's own text.</summary>
    [Fact]
    public void A_signature_is_that_of_Standard_Webhooks() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookBody.Signature(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
            Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));

    static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
