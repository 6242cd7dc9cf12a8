using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A user group (@data-responder): a mention that stands for people.</summary>
public sealed class UserGroup
{
    public required string Id { get; init; }
    public required string TeamId { get; init; }
    public required string Name { get; set; }
    public required string Handle { get; set; }
    public string Description { get; set; } = "";
    public List<string> Channels { get; set; } = [];
    public required string CreatedBy { get; init; }
    public required string UpdatedBy { get; set; }
    public long Created { get; init; }
    public long Updated { get; set; }
    /// <summary>When it was disabled (unix seconds); 0 while it is enabled.</summary>
    public long Disabled { get; set; }
    public List<string> Members { get; internal set; } = [];

    internal JsonObject ToJson(bool users, bool count, bool countAsText = false)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["team_id"] = TeamId,
            ["is_usergroup"] = true,
            ["is_subteam"] = true,
            ["name"] = Name,
            ["description"] = Description,
            ["handle"] = Handle,
            ["is_external"] = false,
            ["date_create"] = Created,
            ["date_update"] = Updated,
            ["date_delete"] = Disabled,
            ["auto_type"] = null,
            ["auto_provision"] = false,
            ["created_by"] = CreatedBy,
            ["updated_by"] = UpdatedBy,
            ["deleted_by"] = null,
            ["prefs"] = new JsonObject { ["channels"] = Json.Strings(Channels), ["groups"] = new JsonArray() },
        };
        if (users) json["users"] = Json.Strings(Members);
        // Slack gives the count as text in lists and as a number elsewhere.
        if (count) json["user_count"] = countAsText ? Members.Count.ToString() : Members.Count;
        if (count) json["channel_count"] = Channels.Count;
        return json;
    }
}
