using System.Globalization;
using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>The feature's table of contents: which command, button, tick and request goes to which use case.</summary>
public sealed class AlertRoutes(
    BotCommands commands, AlertEndpoint endpoint, ListAlerts list, OvernightLine overnight, SettleAlerts settle, SayAlert say,
    Restores restores)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Incident, "alerts", list.Show);
        router.Action(AlertIds.OpenNow, overnight.OpenNow);
        synchroniser.Serve("overnight", overnight.Bring);
        synchroniser.Serve(SayAlert.Prefix, say.Bring);
        ticker.Each("overnight", overnight.Look);
        ticker.Each("settling alerts", settle.Look);
        restores.Quiet(Miss);
    }

    // What waited until before a restore may have opened its incidents, which nobody here knows: people are told how many.
    static void Miss(Tx tx, Restored restored)
    {
        if (WaitingStore.AfterRestore(tx) + SettlingStore.AfterRestore(tx) is > 0 and var missed)
            tx.Note(
                Restored.SubjectOf(restored.AsOf), RestoreFacts.AlertsMissed, "bot",
                after: missed.ToString(CultureInfo.InvariantCulture));
    }

    public void Map(IEndpointRouteBuilder http)
    {
        http.MapPost("/v2/alert_events/http/{source}", endpoint.Post);
        http.MapPost("/v1/alertmanager/{source}", endpoint.PostListed);
    }
}
