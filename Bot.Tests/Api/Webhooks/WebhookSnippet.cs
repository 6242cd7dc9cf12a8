using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Tests.Alerts;
using Bot.Tests.Laws;

namespace Bot.Tests.Api.Webhooks;

/// <summary>The lines of docs/api.md that check from whom something comes, run by Python as they stand.</summary>
static partial class WebhookSnippet
{
    public static Task Accepts(string secret, (string Id, long Seconds, string Signature) sent, string body) =>
        Says("True", secret, sent, body);

    public static Task Refuses(string secret, (string Id, long Seconds, string Signature) sent, string body) =>
        Says("False", secret, sent, body);

    static async Task Says(string answer, string secret, (string Id, long Seconds, string Signature) sent, string body)
    {
        Assert.SkipUnless(NotifyRun.Has("python3"), "Needs Python: the lines of docs/api.md were not run.");
        var stop = TestContext.Current.CancellationToken;
        var page = await File.ReadAllTextAsync(Path.Combine(Sources.Root(), "docs", "api.md"), stop);
        var lines = Assert.Single(Python().Matches(page)).Groups[1].Value;
        var call = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["webhook-id"] = sent.Id,
            ["webhook-timestamp"] = sent.Seconds.ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = $"v1,bm90aGlz {sent.Signature}",
        });
        var script = $"{lines}\nimport sys\nprint(is_genuine({call}, sys.stdin.buffer.read()))";
        var info = new ProcessStartInfo("python3", ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["WEBHOOK_SECRET"] = secret;
        using var process = Process.Start(info)!;
        await process.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body), stop);
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        Assert.Equal((answer, ""), (said[0].Trim(), said[1]));
    }

    [GeneratedRegex("```python\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Python();
}
