using System.Data;
using Bot.Storage;

namespace Bot.Alerts.Intake;

/// <summary>
/// Who sent this? The one answer for every address, out of memory: sources of the configuration, and those made in Slack. These
/// are read when they change here, and where several bots share a database every other second, as another may have revoked one:
/// nobody who sends waits for that.
/// </summary>
public sealed class KnownSources(
    Database database, IntakeSettings settings, SealedSecrets secrets, Refusals refusals, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    readonly CancellationTokenSource end = new();
    readonly Lock showing = new();
    volatile WhoMaySend known = WhoMaySend.Of(settings, [], [], (_, _) => null);
    long began, shown;

    /// <summary>All of them, as they were read last.</summary>
    public IReadOnlyCollection<Sender> All => known.All;

    /// <summary>Knows them from now on, and what other bots change of them.</summary>
    public void Begin()
    {
        Show(Interlocked.Increment(ref began), database.Read(Load));
        if (database.IsShared) _ = Follow(end.Token);
    }

    async Task Follow(CancellationToken stop)
    {
        using var every = new PeriodicTimer(Fresh);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await every.WaitForNextTickAsync(stop)) await Changed();
            }
            catch (Exception e) when (e is StorageException or OperationCanceledException or ObjectDisposedException)
            {
                // What cannot be read now cannot be kept either, and that is said to whoever sends.
            }
        }
    }

    /// <summary>Reads what was changed just now.</summary>
    public async Task Changed()
    {
        var nth = Interlocked.Increment(ref began);
        Show(nth, await database.ReadInTurn(Load));
    }

    WhoMaySend Load(IDbConnection db) =>
        WhoMaySend.Of(settings, SourceStore.All(db), SourceStore.Tokens(db), secrets.Open);

    // What was read first may be there last.
    void Show(long nth, WhoMaySend senders)
    {
        lock (showing)
        {
            if (nth > shown) (shown, known) = (nth, senders);
        }
    }

    long Time => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// The source by its own name, or null when it has none of these tokens. Takes the same time whatever is wrong.
    /// </summary>
    public string? Authenticate(string source, IEnumerable<string?> tokens)
    {
        var (senders, now) = (known, Time);
        foreach (var token in tokens)
        {
            var (sender, isRight, isRefused) = senders.Check(source, token, now);
            if (isRight) return sender!.Name;
            if (isRefused) refusals.Count(sender!.Name);
        }

        return null;
    }

    /// <summary>The source whose token it is, or null; asks all of them, whichever it is.</summary>
    public string? SourceOf(string token)
    {
        var (sender, isRefused) = known.Holder(token, Time);
        if (isRefused) refusals.Count(sender!.Name);
        return isRefused ? null : sender?.Name;
    }

    /// <summary>Who may have signed something, and what that is checked with.</summary>
    public (Sender? Sender, byte[] Secret) Signer(string source) => known.Signer(source);

    /// <summary>The source whose signature was found right or wrong; null where it is refused.</summary>
    public string? Judged(Sender? sender, bool isRight)
    {
        if (sender is null) return null;
        // Where nobody can check it, all is counted.
        if (sender.LacksItsSecret || (isRight && sender.IsRevoked)) refusals.Count(sender.Name);
        return isRight && sender is { Secret: not null, IsRevoked: false } ? sender.Name : null;
    }

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }
}
