using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>How conversations and bookmarks look in Slack's answers.</summary>
static class ConversationJson
{
    public static JsonObject ToJson(this Conversation conversation, string viewer, bool withMembership = true)
    {
        var json = conversation.IsDirect ? Direct(conversation, viewer) : Channel(conversation);
        if (withMembership) json["is_member"] = conversation.Has(viewer);
        return json;
    }

    static JsonObject Direct(Conversation conversation, string viewer) => new()
    {
        ["id"] = conversation.Id,
        ["created"] = conversation.Created,
        ["is_im"] = conversation.Kind == ConversationKind.Direct,
        ["is_mpim"] = conversation.Kind == ConversationKind.GroupDirect,
        ["is_archived"] = false,
        ["is_org_shared"] = false,
        ["user"] = conversation.Members.FirstOrDefault(id => id != viewer) ?? viewer,
        ["is_user_deleted"] = false,
        ["priority"] = 0,
    };

    static JsonObject Channel(Conversation conversation) => new()
    {
        ["id"] = conversation.Id,
        ["name"] = conversation.Name,
        ["name_normalized"] = conversation.Name,
        ["is_channel"] = true,
        ["is_group"] = false,
        ["is_im"] = false,
        ["is_mpim"] = false,
        ["is_private"] = conversation.Kind == ConversationKind.Private,
        ["created"] = conversation.Created,
        ["creator"] = conversation.Creator,
        ["is_archived"] = conversation.Archived,
        ["is_general"] = conversation.IsGeneral,
        ["unlinked"] = 0,
        ["is_shared"] = conversation.IsShared,
        ["is_ext_shared"] = conversation.IsShared,
        ["is_org_shared"] = false,
        ["pending_shared"] = new JsonArray(),
        ["is_pending_ext_shared"] = false,
        ["topic"] = conversation.Topic.ToJson(),
        ["purpose"] = conversation.Purpose.ToJson(),
        ["previous_names"] = Json.Strings(conversation.PreviousNames),
        ["updated"] = conversation.Created * 1000,
    };

    public static JsonObject ToJson(this Bookmark bookmark, Conversation conversation) => new()
    {
        ["id"] = bookmark.Id,
        ["channel_id"] = conversation.Id,
        ["title"] = bookmark.Title,
        ["link"] = bookmark.Link,
        ["emoji"] = bookmark.Emoji,
        ["icon_url"] = null,
        ["type"] = "link",
        ["entity_id"] = null,
        ["date_created"] = bookmark.Created,
        ["date_updated"] = bookmark.Updated,
        ["rank"] = "i",
        ["last_updated_by_user_id"] = "",
        ["shortcut_id"] = null,
        ["app_id"] = bookmark.AppId,
    };
}
