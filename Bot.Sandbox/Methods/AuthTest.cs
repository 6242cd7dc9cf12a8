using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Who the token belongs to.</summary>
static class AuthTest
{
    public static readonly Method Method = new("auth.test", Tier.Special, "", Run);

    static JsonObject Run(Call call)
    {
        var workspace = call.Workspace;
        var answer = Call.Ok();
        answer["url"] = $"https://{workspace.Options.Domain}.slack.com/";
        answer["team"] = workspace.Options.Name;
        answer["user"] = call.Actor.Handle;
        answer["team_id"] = workspace.TeamId;
        answer["user_id"] = call.Actor.Id;
        if (call.Token.Kind == TokenKind.Bot) answer["bot_id"] = call.App.BotId;
        answer["is_enterprise_install"] = false;
        return answer;
    }
}
