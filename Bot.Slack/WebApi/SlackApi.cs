using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>
/// Slack's Web API. Every call throws <see cref="SlackException"/> when Slack refuses and <see cref="SlackUnreachableException"/>
/// when it does not answer; a call that must not happen twice is never sent twice after it may have reached Slack.
/// </summary>
public sealed class SlackApi : IDisposable
{
    readonly SlackCalls calls;

    public SlackApi(SlackOptions options, ILogger<SlackApi> log)
    {
        calls = new SlackCalls(options, log);
        Auth = new AuthApi(calls);
        Chat = new ChatApi(calls);
        Conversations = new ConversationsApi(calls);
        Users = new UsersApi(calls);
        Pins = new PinsApi(calls);
        Reactions = new ReactionsApi(calls);
        Bookmarks = new BookmarksApi(calls);
        Canvases = new CanvasesApi(calls);
        UserGroups = new UserGroupsApi(calls);
        Views = new ViewsApi(calls, options.WireTime);
        Files = new FilesApi(calls, options);
    }

    /// <summary>Raised when Slack refuses the bot token itself, by whatever call.</summary>
    public event Action? TokenRefused
    {
        add => calls.TokenRefused += value;
        remove => calls.TokenRefused -= value;
    }

    /// <summary>What Slack has asked to wait.</summary>
    public MethodPauses Pauses => calls.Pauses;

    public AuthApi Auth { get; }
    public ChatApi Chat { get; }
    public ConversationsApi Conversations { get; }
    public UsersApi Users { get; }
    public PinsApi Pins { get; }
    public ReactionsApi Reactions { get; }
    public BookmarksApi Bookmarks { get; }
    public CanvasesApi Canvases { get; }
    public UserGroupsApi UserGroups { get; }
    public ViewsApi Views { get; }
    public FilesApi Files { get; }

    /// <summary>Sends a message to a response_url; Slack takes five within 30 minutes. Sent at most once.</summary>
    public Task Respond(string responseUrl, SlashResponse message, CancellationToken stop) =>
        calls.Respond(responseUrl, message, stop);

    /// <summary>A new address for one Socket Mode connection.</summary>
    internal async Task<Uri> OpenConnection(CancellationToken stop) =>
        new((await calls.Call(ConnectionsOpen, [], SlackJson.Default.ConnectionAnswer, stop)).Url);

    /// <summary>
    /// Whether Slack gives this app a connection; what it gives expires unused. Throws <see cref="SlackStoppedException"/> where
    /// somebody has to change something first.
    /// </summary>
    public async Task TryConnection(CancellationToken stop)
    {
        try
        {
            await OpenConnection(stop);
        }
        catch (SlackException e) when (FinalErrors.Of(e.Error) is { } final)
        {
            throw final;
        }
    }

    // The loop of each socket repeats it, with a new ticket.
    static readonly SlackMethod ConnectionsOpen = SlackMethod.Once("apps.connections.open", TokenKind.App);

    public void Dispose()
    {
        calls.Dispose();
        Files.Dispose();
    }
}
