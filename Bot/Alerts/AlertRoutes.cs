using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>The feature's table of contents: which command, button, tick and request goes to which use case.</summary>
public sealed class AlertRoutes(
    BotCommands commands, AlertEndpoint endpoint, ListAlerts list, OvernightLine overnight, SettleAlerts settle, SayAlert say)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Incident, "alerts", list.Show);
        router.Action(AlertIds.OpenNow, overnight.OpenNow);
        synchroniser.Serve("overnight", overnight.Bring);
        synchroniser.Serve(SayAlert.Prefix, say.Bring);
        ticker.Each("overnight", overnight.Look);
        ticker.Each("settling alerts", settle.Look);
    }

    public void Map(IEndpointRouteBuilder http)
    {
        http.MapPost("/v2/alert_events/http/{source}", endpoint.Post);
        http.MapPost("/v1/alertmanager/{source}", endpoint.PostListed);
    }
}
