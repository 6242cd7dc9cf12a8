using System.Data;
using System.Reflection;
using Bot.Delivery;
using Bot.Settings;
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

    /// <summary>What <c>/health/live</c> answers.</summary>
    public const string Alive = "alive";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<IResult> Ready(
        Database database, SlackStatus slack, Introduce introduce, Replicas replicas, Ticker ticker, ILoggerFactory logs)
    {
        try
        {
            var seen = await database.ReadInTurn(db => Look(db, database.WireNow, replicas));
            var trouble = NotKept(database) ?? NotTaken(introduce) ?? NotConnected(slack) ?? Others(slack)
                ?? NothingThrough(seen) ?? Standstill(ticker, seen.Waited);
            return Answered(
                new Answer(trouble?.Status ?? "ready", trouble?.Reason, seen.Applied, seen.Refused, Version, seen.Note));
        }
        catch (Exception e)
        {
            logs.CreateLogger("Health").LogWarning("The database does not answer: {Reason}", e.Message);
            return Answered(new Answer("the database does not answer", e.Message, null, null, Version, null));
        }
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

    static Seen Look(IDbConnection db, long now, Replicas replicas) => new(
        db.ExecuteScalar<long>("select count(*) from SchemaVersions"), Failing.Count(db, now),
        TimeSpan.FromMilliseconds(now - (Claims.LongestLeft(db, now) ?? now)), Failing.Longest(db, now),
        replicas.SinceBrought(db), Notes(db, replicas));

    static string? Notes(IDbConnection db, Replicas replicas)
    {
        string[] notes = [.. replicas.Notes(db), .. RestoreRow.Note(db) is { } note ? [note] : Array.Empty<string>()];
        return notes.Length > 0 ? string.Join(' ', notes) : null;
    }

    /// <summary>
    /// Every look at a channel is brought as well, so within minutes something gets through where anything can.
    /// </summary>
    static Trouble? NothingThrough(Seen seen) => seen.Failing is { } why && seen.SinceBrought > Failing.Patience
        ? new("nothing gets through to Slack", why) : null;

    static Trouble? NotKept(Database database) =>
        database.Trouble is { } reason ? new("the database takes no changes", reason) : null;

    static Trouble? NotTaken(Introduce introduce) =>
        introduce.Refused is { } reason ? new("Slack does not take the bot's token for now", reason) : null;

    static Trouble? NotConnected(SlackStatus slack) => slack.Ready > 0 ? null : new("not connected to Slack", slack.LastError);

    static Trouble? Others(SlackStatus slack) => slack.Others == 0 ? null : new(
        "another process uses the same tokens",
        $"Slack counts {slack.Others} more connections of this app than the bot has on its database: the two answer in turn. "
            + "Stop one of them.");

    static Trouble? Standstill(Ticker ticker, TimeSpan waited)
    {
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

    /// <param name="Applied">Migrations.</param>
    /// <param name="Refused">How much Slack refuses.</param>
    /// <param name="Waited">For how long that has been due which nobody brings.</param>
    /// <param name="Failing">Why what has failed for longest does.</param>
    /// <param name="SinceBrought">Since when none of the bots has brought anything.</param>
    /// <param name="Note">What is to be put right, though the bot works.</param>
    sealed record Seen(
        long Applied, long Refused, TimeSpan Waited, string? Failing, TimeSpan SinceBrought, string? Note);

    sealed record Answer(string Status, string? Reason, long? Migrations, long? Refused, string Version, string? Note);
}
