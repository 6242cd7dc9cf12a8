namespace Bot.Sandbox;

/// <summary>Troubles of the Socket Mode connections; each concerns one app, or all of them without one.</summary>
public sealed class SocketFaults
{
    readonly Workspace workspace;
    int refusals;

    internal SocketFaults(Workspace workspace) => this.workspace = workspace;

    /// <summary>Cuts the open connections without a closing handshake.</summary>
    public void Drop(InstalledApp? app = null) => Each(app, socket => socket.Abort());

    /// <summary>The connections stay open but nothing passes any more, in either direction.</summary>
    public void HalfOpen(InstalledApp? app = null) => Each(app, socket => socket.Deafen());

    /// <summary>Answers the next upgrades with 408, as Slack does with a stale ticket.</summary>
    public void Refuse(int times) => Interlocked.Exchange(ref refusals, times);

    /// <summary>
    /// Slack's refresh: a warning if wanted, refresh_requested, and the close after <paramref name="grace"/> (wire time).
    /// </summary>
    public Task Refresh(TimeSpan grace, bool warn = true, InstalledApp? app = null) =>
        Task.WhenAll(Sockets(app).Select(socket => socket.Refresh(grace, warn)));

    /// <summary>Sends a disconnect with that reason to every connection and closes it.</summary>
    public Task Disconnect(string reason, InstalledApp? app = null) =>
        Task.WhenAll(Sockets(app).Select(socket => socket.Disconnect(reason)));

    internal bool TakeRefusal()
    {
        if (Interlocked.Decrement(ref refusals) >= 0) return true;
        Interlocked.Exchange(ref refusals, 0);
        return false;
    }

    internal void Clear() => Interlocked.Exchange(ref refusals, 0);

    void Each(InstalledApp? app, Action<AppSocket> strike)
    {
        foreach (var socket in Sockets(app)) strike(socket);
    }

    List<AppSocket> Sockets(InstalledApp? app) =>
        [.. workspace.Apps.All.Where(each => app is null || each == app).SelectMany(each => each.Sockets.Open)];
}
