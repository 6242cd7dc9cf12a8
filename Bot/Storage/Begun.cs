namespace Bot.Storage;

/// <summary>A change begins, or is given up by whoever waited for it: one of the two.</summary>
sealed class Begun
{
    const int Waits = 0, Runs = 1, GivenUp = 2;

    int state;

    /// <summary>False where nobody waits for it any more, so that it is not to be made.</summary>
    public bool Begin() => Interlocked.CompareExchange(ref state, Runs, Waits) != GivenUp;

    /// <summary>False where it may be made already.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waits) == Waits;
}
