using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Alerts.Forwarding;
using Bot.Tests.Laws;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>What docs/alerts.md says to those who take alerts is so.</summary>
public sealed partial class ForwardDocsTests
{
    static readonly string Page =
        File.ReadAllText(Path.Combine(Sources.Root(), "docs", "alerts.md")).Split("\n## Destinations\n")[1].Split("\n## ")[0];

    static readonly ForwardedAlert Alert = new()
    {
        Id = "evt_1",
        IsFiring = true,
        At = DateTimeOffset.UnixEpoch,
        Title = "orders failed",
        Source = "ci",
        DeduplicationKey = "orders",
        Incident = 12,
    };

    [Fact]
    public void A_webhook_gets_the_fields_of_the_page() => Assert.Equal(
        Fields(Encoding.UTF8.GetBytes(Json().Match(Page).Groups[1].Value)), Fields(WebhookBody.Of(Alert, "https://slack.com/x")));

    static string[] Fields(byte[] json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return
        [
            .. root.EnumerateObject().Select(p => p.Name),
            .. root.GetProperty("incident").EnumerateObject().Select(p => $"incident.{p.Name}"),
        ];
    }

    [Theory]
    [InlineData("", "True")]
    [InlineData("x", "False")]
    public async Task The_lines_of_the_page_tell_whether_it_is_ours(string added, string answer)
    {
        Assert.SkipUnless(NotifyRun.Has("python3"), "python3 is not installed here");
        var (secret, body) = (SealedAddress.NewSecret(), WebhookBody.Of(Alert, null));
        var seconds = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var script = string.Create(CultureInfo.InvariantCulture, $$"""
            {{Python().Match(Page).Groups[1].Value}}
            import sys
            print(is_ours("{{secret}}", {"webhook-id": "{{Alert.Id}}", "webhook-timestamp": "{{seconds}}",
                "webhook-signature": "{{WebhookBody.Signature(secret, Alert.Id, seconds, body)}}"},
                base64.b64decode("{{Convert.ToBase64String([.. body, .. Encoding.UTF8.GetBytes(added)])}}")))
            """);
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { RedirectStandardOutput = true })!;
        var said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answer, said.Trim());
    }

    [GeneratedRegex("```json\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("```python\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Python();
}
