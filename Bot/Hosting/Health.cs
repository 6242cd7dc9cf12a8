using System.Data;
using System.Reflection;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Hosting;

/// <summary>
/// <c>/health/ready</c>: 200 while the database answers and takes changes, Slack is connected, no other process answers in the
/// bot's place and nothing that is due stands still; else 503 with the reason. What Slack refuses for good, and what has failed
/// for ten minutes while other things get through, is counted: it makes the bot no worse at all else.
/// </summary>
public static class Health
{
    /// <summary>The version that is stated with every release.</summary>
    public static string Version { get; } = typeof(Health)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static IResult Ready(
        Database database, SlackStatus slack, Introduce introduce, Synchroniser synchroniser, Ticker ticker, ILoggerFactory logs)
    {
        try
        {
            var (applied, refused, oldest) = database.Read(Look);
            var trouble = NotKept(database) ?? NotTaken(introduce) ?? NotConnected(slack) ?? Others(slack)
                ?? NothingThrough(database.Read(Waits), synchroniser.SinceBrought) ?? Standstill(ticker, oldest);
            return Answered(new Answer(trouble?.Status ?? "ready", trouble?.Reason, applied, refused, Version));
        }
        catch (Exception e)
        {
            logs.CreateLogger("Health").LogWarning("The database does not answer: {Reason}", e.Message);
            return Answered(new Answer("the database does not answer", e.Message, null, null, Version));
        }
    }

    /// <summary>Asks the bot that listens at this address, on this machine, whether it is alive.</summary>
    /// <returns>Why it is not, in one sentence; null where it is.</returns>
    public static async Task<string?> NotAlive(string address)
    {
        var here = address.Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal);
        var asked = $"{here.TrimEnd('/')}/health/live";
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

    static (long Applied, long Refused, long? Oldest) Look(IDbConnection db) => (
        db.ExecuteScalar<long>("select count(*) from SchemaVersions"),
        Failing.Count(db),
        db.ExecuteScalar<long?>("select min(due_at) from wakes where parked is null and due_at > 0"));

    static string? Waits(IDbConnection db) => Failing.Longest(db);

    /// <summary>
    /// Every look at a channel is brought as well, so within minutes something gets through where anything can.
    /// </summary>
    static Trouble? NothingThrough(string? why, TimeSpan since) =>
        why is not null && since > Failing.Patience ? new("nothing gets through to Slack", why) : null;

    static Trouble? NotKept(Database database) =>
        database.Trouble is { } reason ? new("the database takes no changes", reason) : null;

    static Trouble? NotTaken(Introduce introduce) =>
        introduce.Refused is { } reason ? new("Slack does not take the bot's token for now", reason) : null;

    static Trouble? NotConnected(SlackStatus slack) => slack.Ready > 0 ? null : new("not connected to Slack", slack.LastError);

    static Trouble? Others(SlackStatus slack) => slack.Others == 0 ? null : new(
        "another process uses the same tokens",
        $"Slack counts {slack.Others} more connections of this app than this process has: the two answer in turn. Stop one of "
            + "them.");

    static Trouble? Standstill(Ticker ticker, long? oldest)
    {
        var waited = oldest is { } due
            ? TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(due)
            : TimeSpan.Zero;
        if (waited > Patience)
            return new("what is due stands still", $"Something has waited for Slack for {waited.TotalSeconds:0} s.");
        return ticker.SinceLook > Patience
            ? new("what is due stands still", "The clock's work has not been looked at for over a minute.")
            : null;
    }

    static IResult Answered(Answer answer) =>
        Results.Json(
            answer, statusCode: answer.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    sealed record Trouble(string Status, string? Reason);

    sealed record Answer(string Status, string? Reason, long? Migrations, long? Refused, string Version);
}
