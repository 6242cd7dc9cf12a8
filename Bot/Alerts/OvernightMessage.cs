using System.Globalization;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary>What the overnight line looks like: quiet, nobody mentioned.</summary>
public static class OvernightMessage
{
    const int Most = 10;

    /// <param name="night">The night.</param>
    /// <param name="alerts">What came in it.</param>
    /// <param name="opened">The line of the incident that an alert opened.</param>
    /// <param name="command">What the command for incidents is called.</param>
    public static Message Of(NightRow night, IReadOnlyList<WaitingRow> alerts, Func<long, string> opened, string command)
    {
        var waiting = alerts.Count(a => a.Waits);
        // What became one incident is one line, where the first of it stands.
        var shown = alerts.GroupBy(a => a.Incident is { } number ? (number, 0L) : (0L, a.Id))
            .Select(one => one.ToList()).ToList();
        var lines = shown.Select(s => Line(s, night, opened));
        var heading = night.EndedAt is null ? Waiting(waiting, night) : Ended(alerts);
        return new()
        {
            Text = night.EndedAt is null ? $"Out of hours: {Number(waiting)}" : $"Overnight: {Number(alerts.Count)}",
            Blocks =
            [
                new SectionBlock { Text = heading },
                .. lines.Take(Most),
                .. More(alerts.Count - shown.Take(Most).Sum(s => s.Count), command),
            ],
            UnfurlLinks = false,
        };
    }

    static string Waiting(int waiting, NightRow night) => waiting == 0
        ? ":crescent_moon: *Out of hours:* all quiet again."
        : $":crescent_moon: *Out of hours:* {Number(waiting)} {(waiting == 1 ? "waits" : "wait")} until {When.At(night.Until)}.";

    static string Ended(IReadOnlyList<WaitingRow> alerts)
    {
        var recovered = alerts.Count(a => a.Incident is null);
        var rest = recovered == 0
            ? ""
            : recovered == alerts.Count ? "; all recovered by themselves"
            : $"; {recovered} recovered by themselves";
        return $":sunrise: *Overnight:* {Number(alerts.Count)}{rest}.";
    }

    static SectionBlock Line(List<WaitingRow> same, NightRow night, Func<long, string> opened)
    {
        var alert = same[0];
        return new()
        {
            Text = alert.Incident is { } number
                ? $":arrow_right: {opened(number)}{(same.Count > 1 ? $" · {Number(same.Count)}" : "")}"
                : $"{Sign(alert)} {AlertTexts.Title(alert.Title, alert.SourceUrl)} · {State(alert)}",
            Accessory = alert.Waits && night.EndedAt is null
                ? new Button
                {
                    ActionId = AlertIds.OpenNow,
                    Text = "Open now",
                    Value = alert.Id.ToString(CultureInfo.InvariantCulture),
                }
                : null,
        };
    }

    static string Sign(WaitingRow alert) => alert switch
    {
        { Firing: 0 } => ":large_green_circle:",
        _ => ":red_circle:",
    };

    static string State(WaitingRow alert) => alert switch
    {
        { Firing: 0 } => $"recovered {When.At(alert.LastAt)}",
        { Count: > 1 } => $"{alert.Count} times, last {When.At(alert.LastAt)}",
        _ => When.At(alert.LastAt),
    };

    static IEnumerable<Block> More(int more, string command) => more <= 0 ? [] :
        [new ContextBlock { Elements = [$"… {more} more: `{command} alerts`"] }];

    static string Number(int alerts) => alerts == 1 ? "1 alert" : $"{alerts} alerts";
}
