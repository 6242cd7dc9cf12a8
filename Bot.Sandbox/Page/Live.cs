namespace Bot.Sandbox.Page;

/// <summary>Tells one window that the workspace changed: almost at once, but ten times a second at most, however much happens.</summary>
public sealed class Live : IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(10);
    readonly Workspace _workspace;
    readonly CancellationTokenSource _end = new();
    int _waiting;
    long _told;

    public Live(Stage stage)
    {
        _workspace = stage.Workspace;
        _workspace.Changed += Note;
    }

    public event Action? Changed;

    void Note(Change change)
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0) _ = Tell();
    }

    async Task Tell()
    {
        var rest = Beat - TimeProvider.System.GetElapsedTime(_told);
        await Task.Delay(rest > Blink ? rest : Blink, TimeProvider.System, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _told = TimeProvider.System.GetTimestamp();
        Volatile.Write(ref _waiting, 0);
        if (!_end.IsCancellationRequested) Changed?.Invoke();
    }

    public void Dispose()
    {
        _workspace.Changed -= Note;
        _end.Cancel();
        _end.Dispose();
    }
}
