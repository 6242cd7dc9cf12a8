namespace Bot.Slack;

/// <summary>users.*</summary>
public sealed class UsersApi
{
    readonly SlackCalls calls;

    internal UsersApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod InfoMethod = SlackMethod.Repeat("users.info");
    static readonly SlackMethod ListMethod = SlackMethod.Repeat("users.list");
    static readonly SlackMethod ConversationsMethod = SlackMethod.Repeat("users.conversations");

    public async Task<User> Info(string user, CancellationToken stop) =>
        (await calls.Call(InfoMethod, new() { { "user", user } }, SlackJson.Default.UserAnswer, stop)).User;

    /// <summary>A page of the workspace's people and bots, deactivated ones included; Slack advises at most 200.</summary>
    public Task<UserListResponse> List(int limit = 200, string? cursor = null, CancellationToken stop = default) =>
        calls.Call(ListMethod, new() { { "limit", limit }, { "cursor", cursor } }, SlackJson.Default.UserListResponse, stop);

    /// <summary>
    /// A page of the conversations that the bot is in; types is Slack's comma list, such as public_channel,private_channel.
    /// </summary>
    public Task<ConversationListResponse> Conversations(string types = "public_channel",
        bool excludeArchived = false, int limit = 200, string? cursor = null, CancellationToken stop = default) =>
        calls.Call(ConversationsMethod,
            new() { { "types", types }, { "exclude_archived", excludeArchived }, { "limit", limit }, { "cursor", cursor } },
            SlackJson.Default.ConversationListResponse, stop);
}
