using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>An app that speaks to the emulator in bare HTTP and WebSocket frames, with no client library between.</summary>
sealed class RawApp : IAsyncDisposable
{
    public const string Manifest = """
        display_information: { name: Raw }
        features:
          app_home: { home_tab_enabled: true }
          bot_user: { display_name: Raw }
          shortcuts:
            - { name: Make a ticket, type: message, callback_id: ticket, description: Makes a ticket }
          slash_commands:
            - { command: /raw, description: Raw, should_escape: true }
        oauth_config:
          scopes:
            bot: [commands, "chat:write", "channels:manage", "channels:read", "channels:join", "channels:history", "im:write",
                "pins:write",
                  "bookmarks:read", "bookmarks:write", "usergroups:read", "usergroups:write", "users:read",
                  "reactions:read", "reactions:write", "files:write", "files:read",
                  "canvases:read", "canvases:write"]
        settings:
          event_subscriptions:
            bot_events: [app_home_opened, message.channels, member_joined_channel, subteam_members_changed, user_change,
                         reaction_added, reaction_removed, file_shared]
          interactivity: { is_enabled: true }
          socket_mode_enabled: true
        """;

    readonly HttpClient http;
    readonly Channel<JsonElement> frames = Channel.CreateUnbounded<JsonElement>();
    ClientWebSocket? socket;

    public RawApp(Workspace workspace, string manifest = Manifest)
    {
        Workspace = workspace;
        App = workspace.AddApp(manifest);
        http = new HttpClient { BaseAddress = workspace.ApiUrl };
    }

    public Workspace Workspace { get; }
    public InstalledApp App { get; }
    public ClientWebSocket Socket => socket!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Calls with a JSON body and the bot token.</summary>
    public Task<JsonElement> Call(string method, object? arguments = null, string? token = null) =>
        Send(method, token ?? App.BotToken,
        new StringContent(JsonSerializer.Serialize(arguments ?? new { }), Encoding.UTF8, "application/json"));

    public Task<JsonElement> Form(string method, string? token = null, params (string Name, string Value)[] arguments) =>
        Send(method, token ?? App.BotToken,
        new FormUrlEncodedContent(arguments.Select(argument => KeyValuePair.Create(argument.Name, argument.Value))));

    public async Task<HttpResponseMessage> Raw(string method, string? token, HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, Cancel);
    }

    async Task<JsonElement> Send(string method, string? token, HttpContent content)
    {
        using var response = await Raw(method, token, content);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.Clone();
    }

    /// <summary>The error of a call that must be refused.</summary>
    public async Task<string> Refused(string method, object? arguments = null, string? token = null)
    {
        var answer = await Call(method, arguments, token);
        Assert.False(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        return answer.GetProperty("error").GetString()!;
    }

    public async Task<JsonElement> Done(string method, object? arguments = null, string? token = null)
    {
        var answer = await Call(method, arguments, token);
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        return answer;
    }

    public async Task<string> NewChannel(string name) => (await Done("conversations.create", new { name }))
        .GetProperty("channel").GetProperty("id").GetString()!;

    public async Task<ClientWebSocket> Connect()
    {
        var answer = await Done("apps.connections.open", token: App.AppToken);
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(answer.GetProperty("url").GetString()!), Cancel);
        return socket;
    }

    /// <summary>
    /// Connects and acknowledges every envelope with what <paramref name="answer"/> gives; null acknowledges without a payload.
    /// </summary>
    public async Task Serve(Func<JsonElement, Task<JsonNode?>>? answer = null)
    {
        socket = await Connect();
        _ = Task.Run(() => Loop(socket, answer ?? (_ => Task.FromResult<JsonNode?>(null))), Cancel);
        await App.Sockets.WhenConnected(stop: Cancel);
    }

    async Task Loop(ClientWebSocket socket, Func<JsonElement, Task<JsonNode?>> answer)
    {
        while (await Receive(socket) is { } frame)
        {
            if (!frame.TryGetProperty("envelope_id", out var id)) continue;
            frames.Writer.TryWrite(frame);
            var ack = new JsonObject { ["envelope_id"] = id.GetString() };
            if (await answer(frame) is { } payload) ack["payload"] = payload;
            await socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, true, Cancel);
        }
    }

    /// <summary>The next envelope that <see cref="Serve"/> has received.</summary>
    public ValueTask<JsonElement> Next() => frames.Reader.ReadAsync(Cancel);

    public static async Task<JsonElement?> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel);
                if (result.MessageType == WebSocketMessageType.Close) return null;
                length += result.Count;
                if (result.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket?.Abort();
        socket?.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
