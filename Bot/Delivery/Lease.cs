namespace Bot.Delivery;

/// <summary>
/// What a bot has taken it brings for as long as it could say that it still has it. A bot that slept, or whose database was away
/// for so long, may not go on with what another has taken meanwhile.
/// </summary>
sealed class Lease : IDisposable
{
    // The word that it is kept takes its time to get to disk.
    static readonly TimeSpan Trusted = Claims.Kept - TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource source;

    /// <summary>A subject of a bot that is alone is never another's.</summary>
    public Lease(bool isShared, CancellationToken stop)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (isShared) Renew();
    }

    /// <summary>Ends the run, also where the bot itself ends.</summary>
    public CancellationToken Stop => source.Token;

    /// <summary>It has just been taken, or kept.</summary>
    public void Renew() => Within(Trusted);

    /// <summary>Another has it.</summary>
    public void End() => Within(TimeSpan.Zero);

    void Within(TimeSpan time)
    {
        try
        {
            source.CancelAfter(time);
        }
        catch (ObjectDisposedException)
        {
            // It was brought meanwhile.
        }
    }

    public void Dispose() => source.Dispose();
}
