using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Takes a link from the bar of a channel.</summary>
static class BookmarksRemove
{
    public static readonly Method Method = new("bookmarks.remove", Tier.Two, "channel_id bookmark_id quip_section_id", Run)
    {
        Scopes = ["bookmarks:write"],
        Errors = ["channel_not_found", "access_denied", "not_found"],
    };

    static JsonObject Run(Call call)
    {
        var conversation = BookmarkRules.Channel(call);
        conversation.Bookmarks = conversation.Bookmarks.Remove(BookmarkRules.Find(call, conversation));
        call.Workspace.Note(new Change("channel", conversation.Id));
        return Call.Ok();
    }
}
