using System.Globalization;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident's card says of its alerts: what is known of what fails now, and a line for each.</summary>
static class CardAlerts
{
    // MostKnown is what the form to declare takes.
    const int MostKnown = 3000, MostText = 2000, MostAlerts = 5, MostTitle = 150;

    /// <summary>
    /// What is known beside the name. Of what alerts opened it is what the one says that has failed for longest, or did last: the
    /// first cause may be well while another is not.
    /// </summary>
    public static IReadOnlyList<Block> Known(IncidentCard card)
    {
        var incident = card.Incident;
        var cause = incident.DeclaredBy is null || incident.Known is null ? card.Cause : null;
        if ((cause is null ? incident.Known : cause.Said) is not { } known || SaysTheSame(known, incident.Name)) return [];
        var isNamed = cause is null || incident.Kinds == 1
            || incident.Name.Contains(cause.ShortTitle, StringComparison.OrdinalIgnoreCase);
        var heading = isNamed ? "" : $"*{Mrkdwn.Inert(IncidentMessages.OneLine(cause!.ShortTitle), MostTitle)}*";
        return LongText.Sections(heading, known, MostKnown);
    }

    public static string Lines(IncidentCard card, string command)
    {
        var incident = card.Incident;
        var isNamed = incident is { Kinds: 1, Storm: false } && (incident.DeclaredBy is null
            || incident.Name.Contains(card.Alerts[0].ShortTitle, StringComparison.OrdinalIgnoreCase));
        var ended = incident.IsOpen ? "it ended" : Words.Of(incident.Status);
        var common = isNamed ? [] : AlertLine.Common(card.Alerts);
        List<string> lines = common.Count > 0 ? [string.Join(" · ", common)] : [];
        var shown = 0;
        foreach (var line in card.Alerts.Select(a => AlertLine.Of(a, isNamed, common, ended, IsNew(card, a))))
        {
            if (shown == MostAlerts || lines.Sum(l => l.Length) + line.Length > MostText) break;
            lines.Add(line);
            shown++;
        }

        if (Counted(card, isCut: incident.Kinds > shown) is { } counted) lines.Insert(0, counted);
        if (incident.Kinds > shown)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"… {incident.Kinds - shown} more: `{command} alerts`"));
        if (card.Recovered) lines.Add("The source says that it is fine again. Resolve when you agree.");
        return string.Join('\n', lines);
    }

    static bool IsNew(IncidentCard card, AlertSeen alert) =>
        card is { Incident.IsOpen: true, Run: { IsNews: true } run } && alert.Firing != 0 && alert.RedSince == run.At;

    /// <summary>"*3 of 12 still fail.* In the last run 1 new, 2 well again."</summary>
    static string? Counted(IncidentCard card, bool isCut)
    {
        if (card.Incident is not { IsOpen: true, FiringKinds: > 0 and var firing, Kinds: var all }) return null;
        var run = card.Run is { IsNews: true } news ? news : null;
        if (run is null && (!isCut || firing == all)) return null;
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"*{(firing == all ? $"{all} fail" : $"{firing} of {all} still fail")}*");
        if (run is null || all == 1) return all == 1 ? null : counts;
        string?[] changes = [run.New > 0 ? $"{run.New} new" : null, run.Well > 0 ? $"{run.Well} well again" : null];
        return $"{counts} · last run: {string.Join(", ", changes.OfType<string>())}";
    }

    static bool SaysTheSame(string known, string name) => string.Equals(
        IncidentMessages.OneLine(known), IncidentMessages.OneLine(name), StringComparison.OrdinalIgnoreCase);
}
