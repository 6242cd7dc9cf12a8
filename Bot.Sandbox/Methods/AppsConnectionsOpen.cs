using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Gives a one-shot address for a Socket Mode connection.</summary>
static class AppsConnectionsOpen
{
    public static readonly Method Method = new("apps.connections.open", Tier.Three, "", Run)
    {
        ByApp = true,
    };

    static JsonObject Run(Call call)
    {
        var answer = Call.Ok();
        var address = new UriBuilder(call.Workspace.Url) { Scheme = "ws", Path = "/link/" };
        answer["url"] = $"{address.Uri}?ticket={call.App.Sockets.GiveTicket()}&app_id={call.App.Id}";
        return answer;
    }
}
