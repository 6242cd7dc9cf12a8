using System.Globalization;
using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>What the same server does without keeping anything: an alert is read and answered.</summary>
static class NoStore
{
    /// <summary>The first argument that makes the sandbox this server; the second is its port.</summary>
    public const string Word = "bench-no-store";

    public static MeasuredApp Start(int port) => Child([Word, $"{port}"], new Dictionary<string, string>());

    /// <summary>Starts this program as another server that is measured.</summary>
    internal static MeasuredApp Child(string[] arguments, IReadOnlyDictionary<string, string> environment) =>
        MeasuredApp.Start("dotnet", [typeof(NoStore).Assembly.Location, .. arguments], environment)
            ?? throw new SandboxException("dotnet is not on the path.");

    public static async Task<int> Run(string port)
    {
        var site = Loopback.Site(int.Parse(port, CultureInfo.InvariantCulture));
        site.MapGet("/health/live", () => "alive");
        site.MapPost("/v2/alert_events/http/{source}", async (HttpContext http) =>
        {
            using var alert = await JsonDocument.ParseAsync(http.Request.Body);
            var key = alert.RootElement.GetProperty("deduplication_key").GetString();
            return Results.Json(new { deduplication_key = key, status = "success", message = "Read" }, statusCode: 202);
        });
        await site.RunAsync();
        return 0;
    }
}
