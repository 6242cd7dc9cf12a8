using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>One person's profile.</summary>
static class UsersInfo
{
    public static readonly Method Method = new("users.info", Tier.Four, "include_locale user*", Run)
    {
        Scopes = ["users:read"],
        Errors = ["user_not_found"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        return Call.Ok("user", call.PersonIn("user").ToJson(call.Workspace.Now, call.Token.Scopes.Contains("users:read.email")));
    }
}
