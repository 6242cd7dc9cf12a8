using System.Reflection;
using Bot.Settings;

namespace Bot.Hosting;

/// <summary>
/// What is asked of the bot's health over HTTP: <c>/health/live</c>, and <c>/health/ready</c>, which is 200 or 503 with the
/// reason.
/// </summary>
public static class Health
{
    /// <summary>The version that is stated with every release.</summary>
    public static string Version { get; } = typeof(Health)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>What <c>/health/live</c> answers.</summary>
    public const string Alive = "alive";

    public static async Task<IResult> Ready(Readiness readiness)
    {
        var answer = await readiness.Look();
        return Results.Json(
            answer, statusCode: answer.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Asks the bot that listens at this address, on this machine, whether it is alive.</summary>
    /// <returns>Why it is not, in one sentence; null where it is.</returns>
    public static async Task<string?> NotAlive(string address)
    {
        var asked = $"{Listening.Here(address)}/health/live";
        try
        {
            // No proxy leads to this machine.
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(3) };
            var answer = await http.GetAsync(new Uri(asked));
            return answer.IsSuccessStatusCode ? null : $"{asked} answers {(int)answer.StatusCode}: that is no bot that is alive.";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException
            or NotSupportedException)
        {
            return $"No bot answers at {asked}: {e.Message}";
        }
    }
}
