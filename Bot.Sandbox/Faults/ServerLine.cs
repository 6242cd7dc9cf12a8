using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Bot.Sandbox;

/// <summary>
/// The line between a bot and its PostgreSQL server, which can be cut: all connections are gone at once and new ones are refused,
/// as the end of the server looks from here.
/// </summary>
sealed class ServerLine : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Socket, bool> open = new();
    readonly (string Host, int Port) server;
    readonly CancellationTokenSource end = new();
    readonly Task accepting;
    volatile bool isCut;
    volatile TaskCompletionSource? silence;
    string? lost;
    bool arrives;

    /// <param name="connectionString">Names the server by an address of the network.</param>
    public ServerLine(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        server = (parts.Host!, parts.Port);
        listener.Start();
        (parts.Host, parts.Port) = ("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        ConnectionString = parts.ConnectionString;
        accepting = Accept(end.Token);
    }

    /// <summary>The same database, over this line.</summary>
    public string ConnectionString { get; }

    /// <summary>How often a line was lost for what was sent on it.</summary>
    public int Lost { get; private set; }

    /// <summary>How long each connection takes to be made.</summary>
    public TimeSpan Takes { get; set; }

    public void Cut()
    {
        isCut = true;
        foreach (var socket in open.Keys) Break(socket);
    }

    /// <summary>
    /// Nothing goes through, in either direction, and nothing is lost: as a server that is frozen looks, or a network in between.
    /// </summary>
    public void Silence() => silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        isCut = false;
        (var was, silence) = (silence, null);
        was?.TrySetResult();
    }

    /// <summary>
    /// Loses the one connection that sends this text next; the server hears it or does not, and what it answers is lost.
    /// </summary>
    public void LoseAt(string text, bool serverHears) => (arrives, lost) = (serverHears, text);

    async Task Accept(CancellationToken stop)
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptSocketAsync(stop), stop);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    async Task Serve(Socket here, CancellationToken stop)
    {
        var there = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        here.NoDelay = true;
        open[here] = open[there] = true;
        try
        {
            if (isCut) return;
            await Task.Delay(Takes, stop);
            await there.ConnectAsync(server.Host, server.Port, stop);
            if (isCut) return;
            var lines = new[] { Pump(here, there, mayLose: true, stop), Pump(there, here, mayLose: false, stop) };
            await await Task.WhenAny(lines);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end went.
        }
        finally
        {
            Break(here);
            Break(there);
        }
    }

    async Task Pump(Socket from, Socket to, bool mayLose, CancellationToken stop)
    {
        var buffer = new byte[65_536];
        while (await from.ReceiveAsync(buffer, stop) is > 0 and var length)
        {
            if (mayLose && lost is { } text && Encoding.UTF8.GetString(buffer, 0, length).Contains(
                text, StringComparison.Ordinal))
            {
                (lost, Lost) = (null, Lost + 1);
                Break(from);
                // It goes on there, and answers nobody.
                if (arrives) await to.SendAsync(buffer.AsMemory(0, length), stop);
                await Task.Delay(100, stop);
                return;
            }

            while (silence is { } now) await now.Task.WaitAsync(stop);

            await to.SendAsync(buffer.AsMemory(0, length), stop);
        }
    }

    void Break(Socket socket)
    {
        open.TryRemove(socket, out _);
        try
        {
            // As a machine that is gone: what was on its way is lost.
            socket.LingerState = new(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is broken already.
        }

        socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Cut();
        listener.Dispose();
        await accepting;
        end.Dispose();
    }
}
