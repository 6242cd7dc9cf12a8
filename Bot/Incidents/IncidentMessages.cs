using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident looks like in Slack: state in, blocks out.</summary>
public static class IncidentMessages
{
    const int MostText = 2000;
    const int MostAlerts = 15;
    const int LongestLink = 400;

    /// <summary>The pinned message of the incident's channel.</summary>
    public static Message Card(IncidentCard card) => new()
    {
        Text = $"{card.Incident.Label} {Name(card, 150)}: {card.Incident.Status}",
        Blocks = [.. CardBlocks(card)],
        UnfurlLinks = false,
    };

    static IEnumerable<Block> CardBlocks(IncidentCard card)
    {
        var incident = card.Incident;
        yield return new SectionBlock { Text = $"{Heading(card)}\n{State(incident)}\n{LeadLine(card)}" };
        if (incident.Known is { } known) yield return new SectionBlock { Text = Text(known, MostText) };
        if (card.Alerts.Count > 0) yield return new SectionBlock { Text = AlertLines(card) };
        if (card.Latest is { } latest) yield return new SectionBlock { Text = LatestLine(card, latest) };
        if (incident.Fix is { } fix) yield return new SectionBlock { Text = $"*What fixed it:* {Text(fix, MostText)}" };
        yield return new ActionsBlock { BlockId = "card", Elements = [.. Buttons(card)] };
    }

    static string Heading(IncidentCard card) =>
        $"{Words.Emoji(card.Incident.Status, card.Incident.Severity)} *{card.Incident.Label} {Name(card, 150)}*";

    static string State(IncidentRow incident)
    {
        var back = incident.Reopened > 0 ? $" · back for the {AlertedIncident.Time(incident.Reopened + 1)}" : "";
        return $"*{incident.Status}* · {incident.Severity} · {Words.People(incident.Affected)}{back}";
    }

    static string LeadLine(IncidentCard card) => (card.Incident.Lead, card.LeadFrom) switch
    {
        (null, _) => "Nobody is on call yet, so nobody leads this.",
        ({ } lead, { } from) => $"Lead: {Mrkdwn.Escape(card.NameOf(lead))}, from {At(from)}{Why(card)}",
        ({ } lead, null) => $"Lead: {Mrkdwn.User(lead)}{Why(card)}",
    };

    static string Why(IncidentCard card) => card.Incident.LeadWhy is { Length: > 0 } why ? $" ({Text(why, 200)})" : "";

    static string AlertLines(IncidentCard card)
    {
        List<string> lines = [];
        foreach (var line in card.Alerts.OrderByDescending(a => a.Firing).ThenByDescending(a => a.LastAt).Select(AlertLine))
        {
            if (lines.Count == MostAlerts || lines.Sum(l => l.Length) + line.Length > MostText) break;
            lines.Add(line);
        }

        if (card.Alerts.Count > lines.Count) lines.Add(string.Create(CultureInfo.InvariantCulture, $"… {card.Alerts.Count - lines.Count} more"));
        if (card.Recovered) lines.Add("The source says that it is fine again. Resolve when you agree.");
        return string.Join('\n', lines);
    }

    static string AlertLine(AlertSeen alert)
    {
        var title = Text(OneLine(alert.Title), 150);
        var shown = alert.SourceUrl is { Length: <= LongestLink } url ? Mrkdwn.Link(url, OneLine(Limits.Truncate(alert.Title, 100))) : title;
        var times = alert.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" · {alert.Count} times, last") : " ·";
        return $"{(alert.Firing != 0 ? ":red_circle:" : ":large_green_circle:")} {shown}{times} {When.At(alert.LastAt)}";
    }

    static string LatestLine(IncidentCard card, IncidentUpdate latest) =>
        $"*Latest update* · {Mrkdwn.Escape(card.NameOf(latest.Person))}, {At(DateTimeOffset.FromUnixTimeMilliseconds(latest.At))}\n{Text(latest.Text, MostText)}";

    static IEnumerable<Button> Buttons(IncidentCard card)
    {
        var number = card.Incident.Number.ToString(CultureInfo.InvariantCulture);
        if (card.Incident.IsOpen)
        {
            if (card.Incident.Lead is null)
                yield return new Button { ActionId = IncidentRoutes.BeLead, Text = "Be lead", Value = number, Style = ButtonStyle.Primary };
            else if (card.Incident.Status == IncidentStatus.Triage)
                yield return new Button { ActionId = IncidentRoutes.OnIt, Text = "I'm on it", Value = number, Style = ButtonStyle.Primary };
            yield return new Button { ActionId = IncidentRoutes.OpenUpdate, Text = "Update", Value = number };
        }

        yield return new Button { ActionId = IncidentRoutes.OpenStatus, Text = "Status", Value = number };
        if (card.Incident.IsOpen)
            yield return new Button { ActionId = IncidentRoutes.OpenResolve, Text = "Resolve", Value = number, Style = card.Recovered ? ButtonStyle.Primary : null };
    }

    /// <summary>The line in the announcement channel, edited through the incident's life.</summary>
    public static Message Announcement(IncidentCard card) => new()
    {
        Text = $"{card.Incident.Label} {Name(card, 150)}: {card.Incident.Status}",
        Blocks = [new SectionBlock { Text = string.Join('\n', AnnouncementLines(card)) }],
        UnfurlLinks = false,
    };

    static IEnumerable<string> AnnouncementLines(IncidentCard card)
    {
        var incident = card.Incident;
        yield return $"{Heading(card)}{(incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "")}";
        yield return $"{State(incident)} · {AnnouncedLead(card)}";
        if (incident.ToldGroup is { } group) yield return $"{Mrkdwn.UserGroup(group)} told, because it is out of hours.";
        if (incident.IsOpen && card.Latest is { } latest) yield return $"> {Text(OneLine(latest.Text), 300)}";
        if (incident.Fix is { } fix) yield return $"Fixed: {Text(OneLine(fix), 300)}";
        if (incident.ChannelTrouble is { } trouble) yield return $":warning: {Text(trouble, 500)}";
    }

    // Names, not mentions: the announcement informs, the incident's channel calls.
    static string AnnouncedLead(IncidentCard card) => (card.Incident.Lead, card.LeadFrom) switch
    {
        (null, _) => "no lead, nobody is on call yet",
        ({ } lead, { } from) => $"lead {Mrkdwn.Escape(card.NameOf(lead))}, whose hours begin {At(from)}",
        ({ } lead, null) => $"lead {Mrkdwn.Escape(card.NameOf(lead))}",
    };

    /// <summary>An update as a message of its own in the incident's channel.</summary>
    public static Message Update(IncidentCard card, IncidentUpdate update) => new()
    {
        Text = $"Update on {card.Incident.Label}",
        Blocks =
        [
            new SectionBlock { Text = $":mega: *Update* from {Mrkdwn.User(update.Person)}\n{Text(update.Text, MostText)}" },
        ],
    };

    // Slack posts a line whenever a topic changes, so it says only what does not.
    public static string Topic(IncidentRow incident) => Limits.Truncate($"{incident.Label} · {Tame(incident.Name)}", 250);

    // A topic is no mrkdwn, so what would mention somebody is taken apart instead of escaped.
    static string Tame(string name) => OneLine(name).Replace('<', '‹').Replace('>', '›');

    public static string Purpose(IncidentRow incident) =>
        Limits.Truncate($"Incident {incident.Label}: {Tame(incident.Name)}. The pinned message says where it stands.", 250);

    /// <summary>One line of <c>/incident list</c>.</summary>
    public static string ListLine(IncidentRow incident, string? lead)
    {
        var where = incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "";
        return $"{Words.Emoji(incident.Status, incident.Severity)} *{incident.Label}* {Text(OneLine(incident.Name), 100)}{where}\n      {incident.Status} · {incident.Severity} · {(lead is null ? "no lead" : $"lead {Mrkdwn.Escape(lead)}")} · since {At(DateTimeOffset.FromUnixTimeMilliseconds(incident.DeclaredAt))}";
    }

    static string Name(IncidentCard card, int most) => Text(OneLine(card.Incident.Name), most);

    // Cut after escaping, since Slack counts what it is sent.
    static string Text(string text, int most) => Limits.Truncate(Mrkdwn.Escape(text), most);

    static string OneLine(string text) => string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    static string At(DateTimeOffset at) => When.At(at);
}
