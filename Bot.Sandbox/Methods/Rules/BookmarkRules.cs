using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What the bookmarks.* methods share.</summary>
static class BookmarkRules
{
    const int LongestLink = 2048;

    public static Conversation Channel(Call call)
    {
        if (!call.Arguments.Has("channel_id")) throw Refusal.InvalidArguments("missing required field: channel_id");
        var conversation = call.Conversation("channel_id");
        return conversation.Has(call.Actor.Id) ? conversation : throw new Refusal("access_denied");
    }

    public static Bookmark Find(Call call, Conversation conversation) =>
        conversation.Bookmarks.Find(bookmark => bookmark.Id == call["bookmark_id"]) ?? throw new Refusal("not_found");

    public static string Link(string link) =>
        link.Length <= LongestLink && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? link : throw new Refusal("invalid_link");

    public static string Emoji(string emoji) =>
        emoji.Length == 0 || (emoji.Length > 2 && emoji[0] == ':' && emoji[^1] == ':') ? emoji
            : throw new Refusal("invalid_emoji");

    public static JsonObject Answer(Call call, Conversation conversation, Bookmark bookmark)
    {
        call.Workspace.Note(new Change("channel", conversation.Id));
        return Call.Ok("bookmark", bookmark.ToJson(conversation));
    }
}
