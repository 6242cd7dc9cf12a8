using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Adds a link to the bar of a channel.</summary>
static class BookmarksAdd
{
    public static readonly Method Method = new("bookmarks.add", Tier.Two,
        "channel_id title* link type* emoji entity_id access_level parent_id", Run)
    {
        Scopes = ["bookmarks:write"],
        Errors =
        [
            "channel_not_found", "access_denied", "invalid_bookmark_type", "invalid_link", "invalid_emoji",
            "too_many_bookmarks",
        ],
    };

    const int Most = 100;
    const int LongestTitle = 256;

    static JsonObject Run(Call call)
    {
        var conversation = BookmarkRules.Channel(call);
        if (call["type"] != "link") throw new Refusal("invalid_bookmark_type");
        if (call["title"].Length is 0 or > LongestTitle)
            throw Refusal.InvalidArguments($"must be less than {LongestTitle + 1} characters [json-pointer:/title]");
        if (conversation.Bookmarks.Count >= Most) throw new Refusal("too_many_bookmarks");
        var bookmark = new Bookmark
        {
            Id = call.Workspace.Ids.Next("Bk"),
            Title = call["title"],
            Link = BookmarkRules.Link(call["link"]),
            Emoji = BookmarkRules.Emoji(call["emoji"]),
            AppId = call.App.Id,
            Created = call.Workspace.NowSeconds,
        };
        conversation.Bookmarks = conversation.Bookmarks.Add(bookmark);
        return BookmarkRules.Answer(call, conversation, bookmark);
    }
}
