using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A member of the workspace: a person, a bot user, or Slackbot.</summary>
public sealed class Person
{
    public required string Id { get; init; }
    public required string TeamId { get; init; }
    /// <summary>
    /// The workspaces of which they are in an organisation of Enterprise Grid; the first is the one that Slack names as theirs.
    /// Null in a workspace of its own.
    /// </summary>
    public IReadOnlyList<string>? Organisation { get; set; }

    /// <summary>The short name people type after @.</summary>
    public required string Handle { get; set; }
    public required string RealName { get; set; }
    /// <summary>What the person is called; the short name where they have chosen none.</summary>
    public string? DisplayName { get => field ?? Handle; set; }
    public required TimeZoneInfo Zone { get; set; }
    /// <summary>Reads 14:00 where others read 2:00 PM.</summary>
    public bool Has24Hours { get; set; }
    public bool IsAdmin { get; set; }
    public bool IsOwner { get; set; }
    public bool IsGuest { get; set; }
    /// <summary>Comes from another organisation through a shared channel.</summary>
    public bool IsStranger { get; init; }
    public bool Deleted { get; set; }
    public bool IsBot => App is not null;
    public InstalledApp? App { get; init; }
    public long Updated { get; set; }

    public string Email => $"{Handle}@example.com";

    internal JsonObject ToJson(DateTimeOffset now, bool withEmail = true)
    {
        var json = Json(now, withEmail);
        if (Organisation is { } teams)
            json["enterprise_user"] = new JsonObject
            {
                ["id"] = Id,
                ["enterprise_id"] = "E0SANDBOX",
                ["enterprise_name"] = "Sandbox",
                ["is_admin"] = false,
                ["is_owner"] = false,
                ["teams"] = new JsonArray([.. teams.Select(t => (JsonNode)t)]),
            };
        return json;
    }

    JsonObject Json(DateTimeOffset now, bool withEmail) => new()
    {
        ["id"] = Id,
        ["team_id"] = Organisation?[0] ?? TeamId,
        ["name"] = Handle,
        ["deleted"] = Deleted,
        ["color"] = "9f69e7",
        ["real_name"] = RealName,
        ["tz"] = Zone.Id,
        ["tz_label"] = Zone.StandardName,
        ["tz_offset"] = (int)Zone.GetUtcOffset(now).TotalSeconds,
        ["profile"] = Profile(withEmail),
        ["is_admin"] = IsAdmin,
        ["is_owner"] = IsOwner,
        ["is_primary_owner"] = IsOwner,
        ["is_restricted"] = IsGuest,
        ["is_ultra_restricted"] = false,
        ["is_bot"] = IsBot,
        ["is_stranger"] = IsStranger,
        ["is_app_user"] = false,
        ["updated"] = Updated,
    };

    JsonObject Profile(bool withEmail)
    {
        var profile = new JsonObject
        {
            ["real_name"] = RealName,
            ["real_name_normalized"] = RealName,
            ["display_name"] = IsBot ? "" : DisplayName,
            ["display_name_normalized"] = IsBot ? "" : DisplayName,
            ["title"] = "",
            ["status_text"] = "",
            ["status_emoji"] = "",
            ["team"] = TeamId,
        };
        if (withEmail && !IsBot) profile["email"] = Email;
        if (App is not null) profile["api_app_id"] = App.Id;
        return profile;
    }
}
