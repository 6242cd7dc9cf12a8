namespace Bot.Sandbox.Page;

/// <summary>Tells one window that the workspace changed, ten times a second at most, however much happens.</summary>
public sealed class Live : IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    readonly Workspace _workspace;
    readonly CancellationTokenSource _end = new();
    int _waiting;

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
        await Task.Delay(Beat, TimeProvider.System, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
