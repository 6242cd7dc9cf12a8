using System.Data;
using System.Text.Json.Serialization;
using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Hosting;

/// <summary>
/// Whether the bot does what it is there for: the database answers and takes changes, Slack is connected, no other process
/// answers in the bot's place and nothing that is due stands still. What Slack refuses for good, and what has failed for ten
/// minutes while other things get through, is counted: it makes the bot no worse at all else.
/// </summary>
public sealed class Readiness(
    Database database, SlackStatus slack, Introduce introduce, Replicas replicas, Ticker ticker, ILogger<Readiness> log)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks for it over HTTP, or before it is told outside.</summary>
    public async Task<Answer> Look()
    {
        try
        {
            return Judge(await database.ReadInTurn(db => See(db, database.WireNow)));
        }
        catch (Exception e)
        {
            log.LogWarning("The database does not answer: {Reason}", e.Message);
            return new("the database does not answer", e.Message, null, null, Health.Version, null);
        }
    }

    /// <summary>The same beside others that are read of the same moment.</summary>
    public Answer Look(IDbConnection db) => Judge(See(db, database.WireNow));

    Answer Judge(Seen seen)
    {
        var trouble = NotKept() ?? NotTaken() ?? NotConnected() ?? Others() ?? NothingThrough(seen) ?? Standstill(seen.Waited);
        return new(trouble?.Status ?? Answer.Ready, trouble?.Reason, seen.Applied, seen.Refused, Health.Version, seen.Note);
    }

    Seen See(IDbConnection db, long now) => new(
        db.ExecuteScalar<long>("select count(*) from SchemaVersions"), Failing.Count(db, now),
        TimeSpan.FromMilliseconds(now - (Claims.LongestLeft(db, now) ?? now)), Failing.Longest(db, now),
        replicas.SinceBrought(db), Notes(db));

    string? Notes(IDbConnection db)
    {
        string[] notes = [.. replicas.Notes(db), .. RestoreRow.Note(db) is { } note ? [note] : Array.Empty<string>()];
        return notes.Length > 0 ? string.Join(' ', notes) : null;
    }

    /// <summary>
    /// Every look at a channel is brought as well, so within minutes something gets through where anything can.
    /// </summary>
    static Trouble? NothingThrough(Seen seen) => seen.Failing is { } why && seen.SinceBrought > Failing.Patience
        ? new("nothing gets through to Slack", why) : null;

    Trouble? NotKept() =>
        database.Trouble is { } reason ? new("the database takes no changes", reason) : null;

    Trouble? NotTaken() =>
        introduce.Refused is { } reason ? new("Slack does not take the bot's token for now", reason) : null;

    Trouble? NotConnected() => slack.Ready > 0 ? null : new("not connected to Slack", slack.LastError);

    Trouble? Others() => slack.Others == 0 ? null : new(
        "another process uses the same tokens",
        $"Slack counts {slack.Others} more connections of this app than the bot has on its database: the two answer in turn. "
            + "Stop one of them.");

    Trouble? Standstill(TimeSpan waited)
    {
        if (waited > Patience)
            return new("what is due stands still", $"Something has waited for Slack for {waited.TotalSeconds:0} s.");
        return ticker.SinceLook > Patience
            ? new("what is due stands still", "The clock's work has not been looked at for over a minute.")
            : null;
    }

    sealed record Trouble(string Status, string? Reason);

    /// <param name="Applied">Migrations.</param>
    /// <param name="Refused">How much Slack refuses.</param>
    /// <param name="Waited">For how long that has been due which nobody brings.</param>
    /// <param name="Failing">Why what has failed for longest does.</param>
    /// <param name="SinceBrought">Since when none of the bots has brought anything.</param>
    /// <param name="Note">What is to be put right, though the bot works.</param>
    sealed record Seen(
        long Applied, long Refused, TimeSpan Waited, string? Failing, TimeSpan SinceBrought, string? Note);

    /// <summary>What is answered.</summary>
    /// <param name="Status">In a few words.</param>
    /// <param name="Reason">Why it is not ready.</param>
    /// <param name="Migrations">How many the database has had.</param>
    /// <param name="Refused">How much Slack refuses.</param>
    /// <param name="Version">The bot's.</param>
    /// <param name="Note">What is to be put right, though the bot works.</param>
    public sealed record Answer(
        string Status, string? Reason, long? Migrations, long? Refused, string Version, string? Note)
    {
        internal const string Ready = "ready";

        [JsonIgnore]
        public bool IsReady => Status == Ready;
    }
}
