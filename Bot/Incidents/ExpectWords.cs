using System.Globalization;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident expects, in words.</summary>
static class ExpectWords
{
    const int Most = 500;

    public static string Began(TimelineEntry fact) =>
        $"expects alerts of {Text(fact.After)} until {Until(fact.Before)}: they join here and call nobody";

    /// <summary>What came of it, which is written down with it.</summary>
    public static string Over(TimelineEntry fact) =>
        $":hourglass: {Text(fact.Before)} is not expected any more: {Text(fact.After)}";

    static string Until(string? at) =>
        long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var until) ? When.At(until) : "some time";

    public static string Text(string? text) => Mrkdwn.Inert(IncidentMessages.OneLine(text ?? ""), Most);
}
