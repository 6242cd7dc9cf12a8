using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>The feature's table of contents: which command, button, tick and request goes to which use case.</summary>
public sealed class AlertRoutes(BotCommands commands, AlertEndpoint endpoint, ListAlerts list, OvernightLine overnight)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string OpenNow = "alerts_open_now";

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Incident, "alerts", list.Show);
        router.Action(OpenNow, overnight.OpenNow);
        synchroniser.Serve("overnight", overnight.Bring);
        ticker.Each("overnight", overnight.Look);
    }

    public void Map(IEndpointRouteBuilder http) => http.MapPost("/v2/alert_events/http/{source}", endpoint.Post);
}
