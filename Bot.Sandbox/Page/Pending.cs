namespace Bot.Sandbox.Page;

/// <summary>
/// What one window has asked of apps and is not answered yet. What takes longer than a moment is shown, so that nobody presses
/// twice.
/// </summary>
public sealed class Pending(Workspace workspace, Action redraw)
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    readonly List<(InstalledApp App, object Where)> slow = [];

    /// <summary>"Data Responder is working…" for a conversation or a view, or null when all is quiet there.</summary>
    public string? In(object where) =>
        slow.Find(each => each.Where == where) is { App: { } app } ? $"{app.Name} is working…" : null;

    /// <summary>Waits for the work and shows it when it takes long.</summary>
    public async Task Track(InstalledApp app, object where, Task work)
    {
        if (await Task.WhenAny(work, Task.Delay(Moment)) == work)
        {
            await work;
            return;
        }
        slow.Add((app, where));
        redraw();
        try { await work; }
        finally
        {
            slow.Remove((app, where));
            redraw();
        }
    }

    /// <summary>
    /// Ends when the work has and something has come of it: an app may acknowledge first and open its modal later.
    /// </summary>
    public async Task WithOutcome(Task work)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void See(Change change)
        {
            if (change.Kind is "message" or "view" or "home") seen.TrySetResult();
        }
        workspace.Changed += See;
        try
        {
            await work;
            await Task.WhenAny(seen.Task, Task.Delay(Patience));
        }
        finally { workspace.Changed -= See; }
    }
}
