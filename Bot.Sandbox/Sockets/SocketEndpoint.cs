using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Sandbox;

/// <summary>Takes WebSocket upgrades at /link/: one-shot tickets, at most ten connections an app.</summary>
sealed class SocketEndpoint(Workspace workspace)
{
    const string HandshakeKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public async Task Serve(HttpContext context)
    {
        var ticket = context.Request.Query["ticket"].ToString();
        var app = workspace.Apps.All.FirstOrDefault(each => each.Sockets.TakeTicket(ticket));
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (app is null || upgrade is not { IsUpgradableRequest: true } || workspace.Faults.Sockets.TakeRefusal())
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            return;
        }
        var line = new Line(await Accept(context, upgrade));
        using var web = WebSocket.CreateFromStream(line,
            new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        await using var socket = new AppSocket(workspace, app, line, web, context.Abort);
        await app.Sockets.Serve(socket);
    }

    // The handshake is done by hand so that the raw line is ours: for Slack's own ping text, and for half-open connections.
    static async Task<Stream> Accept(HttpContext context, IHttpUpgradeFeature upgrade)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
#pragma warning disable CA5350 // The WebSocket handshake (RFC 6455) is defined with SHA-1; nothing is kept secret by it.
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(
            SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeKey)));
#pragma warning restore CA5350
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        return await upgrade.UpgradeAsync();
    }
}
