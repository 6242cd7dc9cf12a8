using System.Text.Json;

namespace Bot.Slack;

/// <summary>conversations.*</summary>
public sealed class ConversationsApi
{
    readonly SlackCalls calls;

    internal ConversationsApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod CreateMethod = SlackMethod.Once("conversations.create");
    static readonly SlackMethod JoinMethod = SlackMethod.Repeat("conversations.join");
    static readonly SlackMethod InviteMethod = SlackMethod.Repeat("conversations.invite");
    static readonly SlackMethod ArchiveMethod = SlackMethod.Repeat("conversations.archive");
    static readonly SlackMethod UnarchiveMethod = SlackMethod.Repeat("conversations.unarchive");
    static readonly SlackMethod RenameMethod = SlackMethod.Repeat("conversations.rename");
    static readonly SlackMethod Topic = SlackMethod.Once("conversations.setTopic");
    static readonly SlackMethod Purpose = SlackMethod.Once("conversations.setPurpose");
    static readonly SlackMethod InfoMethod = SlackMethod.Repeat("conversations.info");
    static readonly SlackMethod ListMethod = SlackMethod.Repeat("conversations.list");
    static readonly SlackMethod HistoryMethod = SlackMethod.Repeat("conversations.history");
    static readonly SlackMethod RepliesMethod = SlackMethod.Repeat("conversations.replies");
    static readonly SlackMethod OpenMethod = SlackMethod.Repeat("conversations.open");
    static readonly SlackMethod MembersMethod = SlackMethod.Repeat("conversations.members");

    /// <summary>Creates a channel; lower-case letters, digits, - and _, at most 80 characters.</summary>
    public Task<Conversation> Create(string name, bool isPrivate, CancellationToken stop) =>
        Channel(CreateMethod, new() { { "name", name }, { "is_private", isPrivate } }, stop);

    /// <summary>Joins a public channel; being in it already is success.</summary>
    public Task<Conversation> Join(string channel, CancellationToken stop) =>
        Channel(JoinMethod, new() { { "channel", channel } }, stop);

    /// <summary>
    /// Invites up to 100 people; who is in already counts as invited. With force those who can be are invited and the others
    /// come back with Slack's reason; without, one who cannot be stops all.
    /// </summary>
    public async Task<IReadOnlyList<InviteError>> Invite(
        string channel, IEnumerable<string> users, bool force, CancellationToken stop)
    {
        var form = new Form { { "channel", channel }, { "users", string.Join(',', users) }, { "force", force } };
        var answer = await calls.Ask(InviteMethod, form, SlackJson.Default.ChannelAnswer, stop);
        var left = Left(answer.Errors);
        var harmless = answer.Ok || answer.Error == "already_in_channel" || left is { Count: 0 } || (force && left is not null);
        return harmless ? left ?? [] : throw SlackCalls.Refusal(InviteMethod, answer);
    }

    /// <summary>Archives; an archived channel is success.</summary>
    public Task Archive(string channel, CancellationToken stop) =>
        calls.CallUnless("already_archived", ArchiveMethod, new() { { "channel", channel } }, stop);

    /// <summary>
    /// Takes a channel out of the archive, which Slack often refuses to bots; one that is not archived is success.
    /// </summary>
    public Task Unarchive(string channel, CancellationToken stop) =>
        calls.CallUnless("not_archived", UnarchiveMethod, new() { { "channel", channel } }, stop);

    public Task<Conversation> Rename(string channel, string name, CancellationToken stop) =>
        Channel(RenameMethod, new() { { "channel", channel }, { "name", name } }, stop);

    /// <summary>Sets the topic, at most 250 characters; Slack posts a line about it, so look before repeating.</summary>
    public Task SetTopic(string channel, string topic, CancellationToken stop) =>
        Channel(Topic, new() { { "channel", channel }, { "topic", topic } }, stop);

    /// <summary>Sets the purpose, at most 250 characters; Slack posts a line about it, so look before repeating.</summary>
    public Task SetPurpose(string channel, string purpose, CancellationToken stop) =>
        Channel(Purpose, new() { { "channel", channel }, { "purpose", purpose } }, stop);

    public Task<Conversation> Info(string channel, CancellationToken stop) =>
        Channel(InfoMethod, new() { { "channel", channel } }, stop);

    /// <summary>A page of the workspace's public channels.</summary>
    public Task<ConversationListResponse> List(
        bool excludeArchived = false, int limit = 200, string? cursor = null, CancellationToken stop = default) =>
        calls.Call(
            ListMethod,
            new()
            {
                { "types", "public_channel" },
                { "exclude_archived", excludeArchived },
                { "limit", limit },
                { "cursor", cursor },
            },
            SlackJson.Default.ConversationListResponse, stop);

    /// <summary>Messages, newest first.</summary>
    public Task<ConversationMessagesResponse> History(string channel, string? oldest = null,
        string? latest = null, bool inclusive = false, int limit = 100, bool includeAllMetadata = false,
        string? cursor = null, CancellationToken stop = default) =>
        calls.Call(HistoryMethod, Page(channel, oldest, latest, inclusive, limit, includeAllMetadata, cursor),
            SlackJson.Default.ConversationMessagesResponse, stop);

    /// <summary>A thread: its parent first, then oldest to newest.</summary>
    public Task<ConversationMessagesResponse> Replies(string channel, string ts, string? oldest = null,
        string? latest = null, bool inclusive = false, int limit = 100, bool includeAllMetadata = false,
        string? cursor = null, CancellationToken stop = default)
    {
        var form = Page(channel, oldest, latest, inclusive, limit, includeAllMetadata, cursor);
        form.Add("ts", ts);
        return calls.Call(RepliesMethod, form, SlackJson.Default.ConversationMessagesResponse, stop);
    }

    /// <summary>One message of a channel or of a thread as it is now; null where it was deleted.</summary>
    public async Task<MessageEvent?> Message(string channel, string ts, CancellationToken stop)
    {
        // Above a reply Slack gives the message that it replies to.
        var form = Page(channel, ts, ts, inclusive: true, limit: 10, metadata: false, cursor: null);
        form.Add("ts", ts);
        var answer = await calls.Ask(RepliesMethod, form, SlackJson.Default.ConversationMessagesResponse, stop);
        if (answer.Error is "thread_not_found" or "message_not_found") return null;
        if (!answer.Ok) throw SlackCalls.Refusal(RepliesMethod, answer);
        // Of a deleted message with a thread its place is left.
        return answer.Messages.FirstOrDefault(m => m.Ts == ts && m.Subtype != "tombstone");
    }

    /// <summary>The direct conversation with one person, or with up to eight.</summary>
    public Task<Conversation> Open(IEnumerable<string> users, CancellationToken stop) =>
        Channel(OpenMethod, new() { { "users", string.Join(',', users) } }, stop);

    /// <summary>The members' ids: all, or when a few are enough at least so many of them.</summary>
    public async Task<IReadOnlyList<string>> Members(string channel, CancellationToken stop, int enough = int.MaxValue)
    {
        var members = new List<string>();
        string? cursor = null;
        do
        {
            var page = await calls.Call(MembersMethod, new() { { "channel", channel }, { "limit", 200 }, { "cursor", cursor } },
                SlackJson.Default.MembersAnswer, stop);
            members.AddRange(page.Members);
            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (members.Count < enough && !string.IsNullOrEmpty(cursor));
        return members;
    }

    async Task<Conversation> Channel(SlackMethod method, Form form, CancellationToken stop) =>
        (await calls.Call(method, form, SlackJson.Default.ChannelAnswer, stop)).Channel;

    static Form Page(string channel, string? oldest, string? latest, bool inclusive, int limit, bool metadata, string? cursor) =>
        new()
    {
        { "channel", channel },
        { "oldest", oldest },
        { "latest", latest },
        { "inclusive", inclusive },
        { "limit", limit },
        { "include_all_metadata", metadata },
        { "cursor", cursor },
    };

    static List<InviteError>? Left(JsonElement? errors) => errors is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object)
            .Select(e => new InviteError(Field(e, "user"), Field(e, "error"))).Where(e => e.Error != "already_in_channel")]
        : null;

    static string Field(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? value.ToString() : "";
}
