using System.Globalization;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident looks like in Slack: state in, blocks out.</summary>
public static class IncidentMessages
{
    // MostKnown is what the form to declare takes.
    const int MostKnown = 3000;
    const int MostText = 2000, MostAlerts = 5;

    /// <summary>The pinned message of the incident's channel.</summary>
    /// <param name="card">The incident.</param>
    /// <param name="command">What the command for incidents is called.</param>
    public static Message Card(IncidentCard card, string command) => new()
    {
        Text = $"{card.Incident.Label} {Name(card, 150)}: {card.Incident.Status}",
        Blocks = [.. CardBlocks(card, command)],
        UnfurlLinks = false,
    };

    static IEnumerable<Block> CardBlocks(IncidentCard card, string command)
    {
        var incident = card.Incident;
        yield return new SectionBlock
        {
            Text = $"{Heading(card)}\n{State(card)}\n{LeadLine(card)}",
            Accessory = IncidentButtons.More(incident),
        };
        if (incident.Known is { } known && !SaysTheSame(known, incident.Name))
            foreach (var section in LongText.Sections("", known, MostKnown)) yield return section;
        if (card.Alerts.Count > 0) yield return new SectionBlock { Text = AlertLines(card, command) };
        if (card.Latest is { } latest && latest.At >= incident.OpenedAt)
            yield return new SectionBlock { Text = LatestLine(card, latest) };
        if (incident.Fix is { } fix && (incident.IsOpen || incident.IsFixKnown))
            yield return new SectionBlock { Text = $"*{(incident.IsOpen ? "Last time this fixed it" : "What fixed it")}:* {Text(fix, MostText)}" };
        if (card.CanCallLead) yield return CallNow(card);
        else if (AskedMessages.Of(card) is { } asked) yield return asked;
        yield return new ActionsBlock { BlockId = "card", Elements = [.. IncidentButtons.Of(card)] };
    }

    static string Heading(IncidentCard card) =>
        $"{Words.Emoji(card.Incident.Status, card.Incident.Severity)} *{card.Incident.Label} {Inert(Titled(card), 150)}*";

    static string State(IncidentCard card)
    {
        var incident = card.Incident;
        return $"{Standing(card)} · {incident.Severity} · {Words.People(incident.Affected)}{Back(card)}";
    }

    /// <summary>"back after 3 h" when it returns first, then "back for the second time".</summary>
    static string Back(IncidentCard card) => (card.Incident.Reopened, card.Return?.After) switch
    {
        (0, _) => "",
        (1, { } away) => $" · back after {LineText.Span(long.Parse(away, CultureInfo.InvariantCulture))}",
        (1, null) => " · open again",
        var (times, _) => $" · back for the {AlertedIncident.Time(times)}",
    };

    /// <summary>"*Triage* since 18:26", "*Resolved* by Ben, today at 10:03, after 1 h 12 min".</summary>
    static string Standing(IncidentCard card)
    {
        var incident = card.Incident;
        if (incident.IsOpen) return $"*{incident.Status}* · open since {When.At(incident.OpenedAt)}";
        if (incident.ResolvedAt is not { } ended) return $"*{incident.Status}*";
        var by = incident.EndedBy is { } person ? $" by {Mrkdwn.Name(card.NameOf(person))}" : "";
        return $"*{incident.Status}*{by}, {When.At(ended)}, after {LineText.Span(ended - incident.OpenedAt)}";
    }

    // Names, not mentions: the line that calls somebody does so once.
    static string LeadLine(IncidentCard card) => (card.Incident.Lead, card.Incident.IsWaiting, card.LeadFrom) switch
    {
        (null, _, _) => "Nobody is on call yet, so nobody leads this.",
        ({ } lead, true, { } from) => $"Waits for *{Mrkdwn.Name(card.NameOf(lead))}*, whose hours open {When.At(from)}",
        ({ } lead, true, null) => $"Waits for *{Mrkdwn.Name(card.NameOf(lead))}*{Why(card)}",
        ({ } lead, false, _) => $"Lead: *{Mrkdwn.Name(card.NameOf(lead))}*{Why(card)}",
    };

    static string Why(IncidentCard card) => card.Incident.LeadWhy is { Length: > 0 } why ? $" ({Mrkdwn.Inert(why, 200)})" : "";

    static SectionBlock CallNow(IncidentCard card) => new()
    {
        Text = $":warning: *Nobody is called* before {When.At(card.LeadFrom!.Value)}: it is out of hours.",
        Accessory = IncidentButtons.CallNow(card),
    };

    static string AlertLines(IncidentCard card, string command)
    {
        var isNamed = card.Alerts.Count == 1 && !card.Incident.Storm;
        var ended = card.Incident.IsOpen ? "it ended" : Words.Of(card.Incident.Status);
        List<string> lines = [];
        foreach (var line in card.Alerts.OrderByDescending(a => a.Firing).ThenByDescending(a => a.LastAt)
            .Select(a => AlertLine.Of(a, isNamed, ended)))
        {
            if (lines.Count == MostAlerts || lines.Sum(l => l.Length) + line.Length > MostText) break;
            lines.Add(line);
        }

        if (card.Alerts.Count > lines.Count)
            lines.Add($"… {card.Alerts.Count - lines.Count} more: `{command} alerts`");
        if (card.Recovered) lines.Add("The source says that it is fine again. Resolve when you agree.");
        return string.Join('\n', lines);
    }

    static string LatestLine(IncidentCard card, IncidentUpdate latest) =>
        $"*{(latest.IsNote != 0 ? "Note" : "Latest update")}* · {Mrkdwn.Name(card.NameOf(latest.Person))}, "
        + $"{When.At(latest.At)}\n{Text(latest.Text, MostText)}";

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
        yield return $"{State(card)} · {AnnouncedLead(card)}";
        if (incident.IsWaiting && card.GroupCalled) yield return "The out-of-hours group is called.";
        if (incident.IsOpen && card.Latest is { } latest && latest.At >= incident.OpenedAt) yield return $"> {Text(OneLine(latest.Text), 300)}";
        if (incident is { IsFixKnown: true, Fix: { } fix }) yield return $"Fixed: {Text(OneLine(fix), 300)}";
        if (incident.ChannelTrouble is { } trouble) yield return $":warning: {Text(trouble, 500)}";
    }

    static string AnnouncedLead(IncidentCard card) => (card.Incident.Lead, card.Incident.IsWaiting, card.LeadFrom) switch
    {
        (null, _, _) => "no lead, nobody is on call yet",
        ({ } lead, true, { } from) => $"waits for {Mrkdwn.Name(card.NameOf(lead))}, whose hours open {When.At(from)}",
        ({ } lead, true, null) => $"waits for {Mrkdwn.Name(card.NameOf(lead))}",
        ({ } lead, false, _) => $"lead {Mrkdwn.Name(card.NameOf(lead))}",
    };

    /// <summary>An update as a message of its own in the incident's channel.</summary>
    /// <param name="card">The incident.</param>
    /// <param name="update">The update.</param>
    /// <param name="changed">What was changed with it, in words; null when nothing was.</param>
    public static Message Update(IncidentCard card, IncidentUpdate update, string? changed = null)
    {
        var name = Mrkdwn.Name(card.NameOf(update.Person));
        return new()
        {
            Text = Limits.TruncateEscaped($"{card.Incident.Label}, {name}: {Mrkdwn.Escape(OneLine(update.Text))}", 300),
            Blocks =
            [
                .. LongText.Sections($"{(update.IsNote != 0 ? ":memo: *Note*" : ":mega: *Update*")} from *{name}*", update.Text),
                .. changed is null ? [] : new[] { new ContextBlock { Elements = [changed] } },
            ],
        };
    }

    /// <summary>What somebody changed, in the incident's channel.</summary>
    public static Message Line(IncidentRow incident, string said) => new()
    {
        Text = Limits.TruncateEscaped($"{incident.Label}: {said}", 300),
        Blocks = [new ContextBlock { Elements = [Limits.TruncateEscaped(said, MostText)] }],
    };

    /// <summary>The same under the announcement, for those who follow from outside.</summary>
    public static Message Reply(IncidentRow incident, string said, string thread, bool broadcast) => new()
    {
        Text = Limits.TruncateEscaped($"{incident.Label} {Text(OneLine(incident.Name), 150)}: {said}", 300),
        Blocks =
        [
            new SectionBlock
            {
                Text = Limits.TruncateEscaped($"*{incident.Label} {Inert(incident.Name, 150)}*\n{said}", MostText),
            },
        ],
        ThreadTs = thread,
        ReplyBroadcast = broadcast ? true : null,
        UnfurlLinks = false,
    };

    // Slack posts a line whenever a topic changes, so it says only what does not.
    // Escaped like any text: Slack keeps it so, and what would mention somebody mentions nobody.
    public static string Topic(IncidentRow incident) =>
        Limits.TruncateEscaped(Mrkdwn.Escape($"{incident.Label} · {OneLine(incident.Name)}"), Limits.Topic);

    /// <summary>One line of <c>/incident list</c>.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="stands">Where it stands with its lead.</param>
    public static string ListLine(IncidentRow incident, string stands)
    {
        var where = incident.ChannelId is { } channel ? $" {Mrkdwn.Channel(channel)}" : "";
        return $"{Words.Emoji(incident.Status, incident.Severity)} *{incident.Label}* {Inert(incident.Name, 100)}{where}\n"
            + $"      {incident.Status} · {incident.Severity} · {stands} · since {When.At(incident.Since)}";
    }

    // In a heading, where marks of the name's own would end it.
    static string Inert(string name, int most) => Mrkdwn.Inert(OneLine(name), most);

    static string Name(IncidentCard card, int most) => Text(OneLine(Titled(card)), most);

    // A storm is named by its size.
    static string Titled(IncidentCard card) => card.Incident.Storm && card.Incident.Name == StormName && card.Alerts.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{card.Alerts.Count} alerts at once")
        : card.Incident.Name;

    /// <summary>What a storm is called until somebody names it.</summary>
    public const string StormName = "Many alerts at once";

    static bool SaysTheSame(string known, string name) => string.Equals(OneLine(known), OneLine(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>Escaped, and cut after that, since Slack counts what it is sent.</summary>
    public static string Text(string text, int most) => Limits.TruncateEscaped(Mrkdwn.Escape(text), most);

    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
