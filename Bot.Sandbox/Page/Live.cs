namespace Bot.Sandbox.Page;

/// <summary>
/// Tells one window that the workspace changed: almost at once, but ten times a second at most, however much happens.
/// </summary>
public sealed class Live : IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(10);
    readonly Workspace workspace;
    readonly CancellationTokenSource end = new();
    int waiting;
    long told;

    public Live(Stage stage)
    {
        workspace = stage.Workspace;
        workspace.Changed += Note;
    }

    public event Action? Changed;

    void Note(Change change)
    {
        if (Interlocked.Exchange(ref waiting, 1) == 0) _ = Tell();
    }

    async Task Tell()
    {
        var rest = Beat - TimeProvider.System.GetElapsedTime(told);
        await Task.Delay(rest > Blink ? rest : Blink, TimeProvider.System, end.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        told = TimeProvider.System.GetTimestamp();
        Volatile.Write(ref waiting, 0);
        if (!end.IsCancellationRequested) Changed?.Invoke();
    }

    public void Dispose()
    {
        workspace.Changed -= Note;
        end.Cancel();
        end.Dispose();
    }
}
