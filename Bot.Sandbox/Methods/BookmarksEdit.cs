using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Changes a link in the bar of a channel.</summary>
static class BookmarksEdit
{
    public static readonly Method Method = new("bookmarks.edit", Tier.Two, "channel_id bookmark_id title link emoji", Run)
    {
        Scopes = ["bookmarks:write"],
        Errors = ["channel_not_found", "access_denied", "not_found", "invalid_link", "invalid_emoji"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = BookmarkRules.Channel(call);
        var bookmark = BookmarkRules.Find(call, conversation);
        if (call.Arguments.Has("link")) bookmark.Link = BookmarkRules.Link(call["link"]);
        if (call.Arguments.Has("emoji")) bookmark.Emoji = BookmarkRules.Emoji(call["emoji"]);
        if (call["title"].Length > 0) bookmark.Title = call["title"];
        bookmark.Updated = call.Workspace.NowSeconds;
        return BookmarkRules.Answer(call, conversation, bookmark);
    }
}
