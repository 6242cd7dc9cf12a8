using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Name and domain of the workspace.</summary>
static class TeamInfo
{
    public static readonly Method Method = new("team.info", Tier.Three, "domain team", Run)
    {
        Scopes = ["team:read"],
    };

    static JsonObject Run(Call call)
    {
        var options = call.Workspace.Options;
        return Call.Ok("team", new JsonObject
        {
            ["id"] = call.Workspace.TeamId,
            ["name"] = options.Name,
            ["url"] = $"https://{options.Domain}.slack.com/",
            ["domain"] = options.Domain,
            ["email_domain"] = "example.com",
            ["icon"] = new JsonObject { ["image_default"] = true },
        });
    }
}
