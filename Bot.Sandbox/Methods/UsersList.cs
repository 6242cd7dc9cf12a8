using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Everybody, deactivated people and bots included, page by page.</summary>
static class UsersList
{
    public static readonly Method Method = new("users.list", Tier.Two, "cursor include_locale limit team_id", Run)
    {
        Scopes = ["users:read"],
        Errors = ["invalid_cursor", "limit_required"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var withEmail = call.Token.Scopes.Contains("users:read.email");
        var answer = call.Page("members", call.Workspace.People.All, person => person.ToJson(call.Workspace.Now, withEmail));
        answer["cache_ts"] = call.Workspace.NowSeconds;
        return answer;
    }
}
