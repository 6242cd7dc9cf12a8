using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>
/// Slack's Web API. Every call throws <see cref="SlackException"/> when Slack refuses and <see cref="SlackUnreachableException"/>
/// when it does not answer; a call that must not happen twice is never sent twice after it may have reached Slack.
/// </summary>
public sealed class SlackApi : IDisposable
{
    readonly SlackCalls _calls;

    public SlackApi(SlackOptions options, ILogger<SlackApi> log)
    {
        _calls = new SlackCalls(options, log);
        Auth = new AuthApi(_calls);
        Chat = new ChatApi(_calls);
        Conversations = new ConversationsApi(_calls);
        Users = new UsersApi(_calls);
        Pins = new PinsApi(_calls);
        Bookmarks = new BookmarksApi(_calls);
        UserGroups = new UserGroupsApi(_calls);
        Views = new ViewsApi(_calls, options.WireTime);
        Files = new FilesApi(options);
    }

    /// <summary>Raised when Slack refuses the bot token itself, by whatever call.</summary>
    public event Action? TokenRefused
    {
        add => _calls.TokenRefused += value;
        remove => _calls.TokenRefused -= value;
    }

    public AuthApi Auth { get; }
    public ChatApi Chat { get; }
    public ConversationsApi Conversations { get; }
    public UsersApi Users { get; }
    public PinsApi Pins { get; }
    public BookmarksApi Bookmarks { get; }
    public UserGroupsApi UserGroups { get; }
    public ViewsApi Views { get; }
    public FilesApi Files { get; }

    /// <summary>Sends a message to a response_url; Slack takes five within 30 minutes. Sent at most once.</summary>
    public Task Respond(string responseUrl, SlashResponse message, CancellationToken ct) =>
        _calls.Respond(responseUrl, message, ct);

    /// <summary>A new address for one Socket Mode connection.</summary>
    internal async Task<Uri> OpenConnection(CancellationToken ct) =>
        new((await _calls.Call(ConnectionsOpen, [], SlackJson.Default.ConnectionAnswer, ct)).Url);

    // The loop of each socket repeats it, with a new ticket.
    static readonly SlackMethod ConnectionsOpen = SlackMethod.Once("apps.connections.open", TokenKind.App);

    public void Dispose()
    {
        _calls.Dispose();
        Files.Dispose();
    }
}
