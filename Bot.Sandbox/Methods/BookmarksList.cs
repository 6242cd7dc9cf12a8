using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The links in the bar of a channel.</summary>
static class BookmarksList
{
    public static readonly Method Method = new("bookmarks.list", Tier.Three, "channel_id", Run)
    {
        Scopes = ["bookmarks:read"],
        Errors = ["channel_not_found", "access_denied"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = BookmarkRules.Channel(call);
        return Call.Ok("bookmarks", new JsonArray([.. conversation.Bookmarks.Select(bookmark => bookmark.ToJson(conversation))]));
    }
}
