namespace Bot.Slack;

/// <summary>chat.*; posts into one channel and edits of one message are paced.</summary>
public sealed class ChatApi
{
    readonly SlackCalls calls;

    internal ChatApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod Post = SlackMethod.Once("chat.postMessage").ByChannel();
    static readonly SlackMethod Ephemeral = SlackMethod.Once("chat.postEphemeral").ByChannel();
    static readonly SlackMethod UpdateMethod = SlackMethod.Repeat("chat.update");
    static readonly SlackMethod DeleteMethod = SlackMethod.Repeat("chat.delete");
    static readonly SlackMethod Permalink = SlackMethod.Repeat("chat.getPermalink");

    /// <summary>
    /// Posts; after a <see cref="SlackUnreachableException"/> the message may stand there: look for its metadata first.
    /// </summary>
    public async Task<PostMessageResponse> PostMessage(string channel, Message message, CancellationToken stop)
    {
        await calls.PostTurn(channel, stop);
        return await calls.Call(Post, Content(channel, message), SlackJson.Default.PostMessageResponse, stop);
    }

    /// <summary>Replaces text, blocks and metadata; a message without blocks removes the blocks.</summary>
    public async Task<PostMessageResponse> Update(string channel, string ts, Message message, CancellationToken stop)
    {
        await calls.EditTurn(channel, ts, stop);
        var form = Content(
            channel, message with { ThreadTs = null, ReplyBroadcast = null, UnfurlLinks = null, UnfurlMedia = null });
        form.Add("ts", ts);
        return await calls.Call(UpdateMethod, form, SlackJson.Default.PostMessageResponse, stop);
    }

    /// <summary>Deletes; one that is gone already is success.</summary>
    public Task Delete(string channel, string ts, CancellationToken stop) =>
        calls.CallUnless("message_not_found", DeleteMethod, new() { { "channel", channel }, { "ts", ts } }, stop);

    /// <summary>Shows a message to one person in a channel, a courtesy that Slack may lose. Returns its ts.</summary>
    public async Task<string> PostEphemeral(string channel, string user, Message message, CancellationToken stop)
    {
        await calls.PostTurn(channel, stop);
        var form = Content(
            channel, message with { Metadata = null, ReplyBroadcast = null, UnfurlLinks = null, UnfurlMedia = null });
        form.Add("user", user);
        return (await calls.Call(Ephemeral, form, SlackJson.Default.EphemeralAnswer, stop)).MessageTs;
    }

    public async Task<string> GetPermalink(string channel, string messageTs, CancellationToken stop) =>
        (await calls.Call(Permalink, new() { { "channel", channel }, { "message_ts", messageTs } },
            SlackJson.Default.PermalinkAnswer, stop)).Permalink;

    static Form Content(string channel, Message message) => new()
    {
        { "channel", channel },
        { "text", message.Text },
        { "blocks", message.Blocks, SlackJson.Default.IReadOnlyListBlock },
        { "metadata", message.Metadata, SlackJson.Default.MessageMetadata },
        { "thread_ts", message.ThreadTs },
        { "reply_broadcast", message.ReplyBroadcast },
        { "unfurl_links", message.UnfurlLinks },
        { "unfurl_media", message.UnfurlMedia },
    };
}
