namespace Bot.Slack;

/// <summary>bookmarks.*, links only.</summary>
public sealed class BookmarksApi
{
    readonly SlackCalls calls;

    internal BookmarksApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod AddMethod = SlackMethod.Once("bookmarks.add");
    static readonly SlackMethod EditMethod = SlackMethod.Repeat("bookmarks.edit");
    static readonly SlackMethod ListMethod = SlackMethod.Repeat("bookmarks.list");
    static readonly SlackMethod RemoveMethod = SlackMethod.Repeat("bookmarks.remove");

    /// <summary>
    /// Adds a link (http or https, title at most 256 characters, link at most 2048); a repeat would add a twin.
    /// </summary>
    public async Task<Bookmark> Add(string channel, string title, string link, string? emoji = null,
        CancellationToken stop = default) =>
        (await calls.Call(AddMethod,
            new() { { "channel_id", channel }, { "title", title }, { "type", "link" }, { "link", link }, { "emoji", emoji } },
            SlackJson.Default.BookmarkAnswer, stop)).Bookmark;

    public async Task<Bookmark> Edit(string channel, string bookmark, string title, string link, string? emoji = null,
        CancellationToken stop = default) =>
        (await calls.Call(EditMethod,
            new()
            {
                { "channel_id", channel },
                { "bookmark_id", bookmark },
                { "title", title },
                { "link", link },
                { "emoji", emoji },
            },
            SlackJson.Default.BookmarkAnswer, stop)).Bookmark;

    public async Task<IReadOnlyList<Bookmark>> List(string channel, CancellationToken stop) =>
        (await calls.Call(ListMethod, new() { { "channel_id", channel } }, SlackJson.Default.BookmarksAnswer, stop)).Bookmarks;

    /// <summary>Removes a bookmark; one that is gone already is success.</summary>
    public Task Remove(string channel, string bookmark, CancellationToken stop) =>
        calls.CallUnless("not_found", RemoveMethod, new() { { "channel_id", channel }, { "bookmark_id", bookmark } }, stop);
}
