using System.Data;
using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>What is not known to a bot whose store was restored: times are unix milliseconds of workspace time.</summary>
/// <param name="AsOf">When the backup was made.</param>
/// <param name="At">When a bot began on it.</param>
public sealed record Restored(long AsOf, long At)
{
    /// <summary>The subject of the news of it, and of its history.</summary>
    public const string Subject = "restore";

    public static string SubjectOf(long asOf) => string.Create(CultureInfo.InvariantCulture, $"{Subject}:{asOf}");
}

/// <summary>
/// A store that was restored from a backup is behind Slack. In one change, before anything else is done, what was on its way then
/// is looked for before it is sent, and each feature lets go of what was due meanwhile: nothing is said twice, and nobody is
/// called for what is over.
/// </summary>
public sealed class Restores(Database database, ILogger<Restores> log) : IHostedService
{
    readonly List<Action<Tx, Restored>> quiet = [];
    volatile bool wasRestored;

    /// <summary>Whether the store has ever been: then a name that is new may have been another's.</summary>
    public bool Any => wasRestored;

    /// <summary>Lets go of what was due before the restore, and wakes what is to be looked for.</summary>
    public void Quiet(Action<Tx, Restored> act) => quiet.Add(act);

    /// <summary>Before the intake opens, and before anything is brought to Slack.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (database.Read(RestoreRow.Last) is not { } last) return;
            wasRestored = true;
            if (last.BeganAt is not null || await database.Change(Begin) is not { } restored) return;
            log.LogWarning(
                "The store was restored from a backup as of {AsOf:yyyy-MM-dd HH:mm:ss} UTC. Who is on call waits to be confirmed",
                DateTimeOffset.FromUnixTimeMilliseconds(restored.AsOf));
        }
        catch (StorageException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Restored? Begin(Tx tx)
    {
        // Of several bots the first does it.
        if (RestoreRow.Begin(tx) is not { } asOf) return null;
        var restored = new Restored(asOf, tx.Now);
        Posts.AfterRestore(tx, restored);
        foreach (var act in quiet) act(tx, restored);
        Claims.AfterRestore(tx, restored);
        tx.Note(Restored.SubjectOf(asOf), RestoreFacts.Restored, "bot");
        tx.Wake(Restored.SubjectOf(asOf));
        tx.WakeHomes();
        return restored;
    }

    /// <summary>
    /// As of when what is being brought was on its way when a backup was made, so that it may be in Slack already; null where it
    /// was not.
    /// </summary>
    public long? AsOfRun(IDbConnection db) => Any && OwnRun.Now is { Subject: var subject }
        ? db.ExecuteScalar<long?>("select as_of from wakes where subject = @subject", new { subject })
        : null;
}
