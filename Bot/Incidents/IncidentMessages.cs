using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident looks like in Slack: state in, blocks out.</summary>
public static class IncidentMessages
{
    const int MostText = 2000, OneRow = 30;

    // For so long the time of the message says since when it is open.
    static readonly TimeSpan Today = TimeSpan.FromHours(8), Near = TimeSpan.FromHours(20);

    /// <summary>The pinned message of the incident's channel.</summary>
    /// <param name="card">The incident.</param>
    /// <param name="command">What the command for incidents is called.</param>
    /// <param name="now">When it is shown.</param>
    /// <param name="reach">Who is called, where its lead is not.</param>
    public static Message Card(IncidentCard card, string command, DateTimeOffset now, string? reach = null) => new()
    {
        Text = $"{card.Incident.Label} {Name(card, 150)}: {card.Incident.Status}",
        Blocks = [.. CardBlocks(card, command, now, reach)],
        UnfurlLinks = false,
    };

    static IEnumerable<Block> CardBlocks(IncidentCard card, string command, DateTimeOffset now, string? reach)
    {
        var incident = card.Incident;
        yield return new SectionBlock
        {
            Text = string.Join(
                '\n', new[] { Heading(card), State(card, now), LeadLine(card), NextDue(card) }.OfType<string>()),
            Accessory = IncidentButtons.More(incident),
        };
        foreach (var section in CardAlerts.Known(card)) yield return section;
        if (card.Alerts.Count > 0) yield return new SectionBlock { Text = CardAlerts.Lines(card, command) };
        if (CardNotices.Section(card) is { } told) yield return told;
        if (card.Latest is { } latest && latest.At >= incident.OpenedAt)
            yield return new SectionBlock { Text = LatestLine(card, latest) };
        if (card.Pulls.Count > 0) yield return new SectionBlock { Text = CardPulls.Lines(card.Pulls) };
        if (card.Same.Count > 0) yield return new SectionBlock { Text = SameIncidents.Line(card.Same) };
        if (incident.Fix is { } fix && (incident.IsOpen || incident.IsFixKnown))
            yield return new SectionBlock
            {
                Text = $"*{(incident.IsOpen ? "Last time this fixed it" : "What fixed it")}:* {Text(fix, MostText)}",
            };
        if (card.Summary is { } summary) yield return SummaryLines.OnCard(incident, summary, card.NameOf);
        if (reach is not null) yield return new SectionBlock { Text = reach, Accessory = IncidentButtons.CallNow(card) };
        else if (AskedMessages.Of(card) is { } asked) yield return asked;
        if (incident is { IsOpen: true, ChannelId: not null, ChannelTrouble: { } closed })
            yield return new ContextBlock { Elements = [$":lock: {Text(closed, 500)}"] };
        if (incident.Private)
            yield return new ContextBlock { Elements = [":lock: Private: only who is in this channel sees it."] };
        yield return new ActionsBlock { BlockId = "card", Elements = [.. IncidentButtons.Of(card)] };
    }

    static string Heading(IncidentCard card) =>
        $"{Words.Emoji(card.Incident.Status, card.Incident.Severity)} *{card.Incident.Label} {Inert(Titled(card), 150)}*";

    /// <summary>
    /// "*Triage* · Major, customers affected", "*Resolved* by ben, today at 10:03, after 1 h 12 min. Major". The point stands
    /// where no phone breaks the row, and what nobody knows is not said.
    /// </summary>
    static string State(IncidentCard card, DateTimeOffset now)
    {
        var incident = card.Incident;
        string?[] parts =
        [
            $"{Standing(card)}{(incident.IsOpen || incident.ResolvedAt is null ? " ·" : ".")} {incident.Severity}",
            incident.Affected == Affected.NotSure ? null : Words.People(incident.Affected),
            incident.IsOpen ? Since(card, now) : null,
        ];
        return string.Join(", ", parts.OfType<string>()) + card.Team;
    }

    /// <summary>"open since yesterday at 18:26", "back after 3 h", "opened again 10:47 (first 10:00)"; else nothing.</summary>
    static string? Since(IncidentCard card, DateTimeOffset now)
    {
        var incident = card.Incident;
        string At(long at)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(at);
            return now - time < Near ? When.Time(time) : When.At(time);
        }

        return (incident.Reopened, card.Return?.After) switch
        {
            (0, _) => now.ToUnixTimeMilliseconds() - incident.OpenedAt > Today.TotalMilliseconds
                ? $"open since {When.At(incident.OpenedAt)}" : null,
            (1, { } away) => $"back after {LineText.Span(long.Parse(away, CultureInfo.InvariantCulture))}",
            (1, null) => $"opened again {At(incident.OpenedAt)} (first {At(incident.Since)})",
            var (times, _) => $"back for the {AlertedIncident.Time(times)} {At(incident.OpenedAt)} (first {At(incident.Since)})",
        };
    }

    static string Standing(IncidentCard card)
    {
        var incident = card.Incident;
        if (incident.IsOpen || incident.ResolvedAt is not { } ended) return $"*{incident.Status}*";
        // Before it was closed it was resolved, then and by them.
        var (status, closed) = incident.Status == IncidentStatus.Closed ? (IncidentStatus.Resolved, "; closed")
            : (incident.Status, "");
        var stands = incident.MergedInto is { } into ? $"Merged into {IncidentRow.LabelOf(into)}" : status.ToString();
        var by = incident.EndedBy is { } person ? $" by {Mrkdwn.Name(card.NameOf(person))}"
            : incident.IsQuietlyOver ? " by itself" : "";
        var again = incident.Reopened == 0 ? ""
            : $" (opened again {When.At(incident.OpenedAt)}, first {When.At(incident.Since)})";
        return $"*{stands}*{by}, {When.At(ended)}, after {LineText.Span(ended - incident.OpenedAt)}{again}{closed}";
    }

    // Names, not mentions: the line that calls somebody does so once.
    static string LeadLine(IncidentCard card) => (card.Incident.Lead, card.Incident.IsWaiting, card.LeadFrom) switch
    {
        (null, _, _) => "Nobody is on call, so nobody leads this.",
        ({ } lead, true, _) when Called(card, lead) is { } called =>
            $"Waits for *{Mrkdwn.Name(card.NameOf(lead))}*{Choice(card)}, called {called}",
        ({ } lead, true, { } from) => $"Waits for *{Mrkdwn.Name(card.NameOf(lead))}*, whose hours open {When.At(from)}",
        ({ } lead, true, null) => $"Waits for *{Mrkdwn.Name(card.NameOf(lead))}*{Why(card)}",
        ({ } lead, false, _) => $"Lead: *{Mrkdwn.Name(card.NameOf(lead))}*{Why(card)}",
    };

    /// <summary>"10:00 PM by gwen": when they were called last, and who had them called.</summary>
    static string? Called(IncidentCard card, string lead)
    {
        var calls = card.Asked.Where(c => c.Reached != 0 && c.CalledIn is null && c.Persons.Contains(lead));
        if (calls.LastOrDefault() is not { } last) return null;
        var by = IncidentChange.CallerIn(card.Incident.LeadWhy) is { } caller ? $" by {Text(caller, 100)}" : "";
        return $"{When.At(last.Time)}{by}";
    }

    // That they are on call goes without saying where they have been called.
    static string Choice(IncidentCard card) => card.Incident.LeadWhy?.Split(", called by ")[0] is { Length: > 0 } why
        && !why.StartsWith("on call", StringComparison.Ordinal) ? $" ({Text(why, 200)})" : "";

    static string Why(IncidentCard card) => card.Incident.LeadWhy is { Length: > 0 } why ? $" ({Text(why, 200)})" : "";

    static string? NextDue(IncidentCard card) => card.NextDue is { } due
        ? $"{(card.IsUpdateLate ? "Update was due" : "Next update due")} {When.At(due)}" : null;

    static string LatestLine(IncidentCard card, IncidentUpdate latest) =>
        $"*{(latest.IsNote != 0 ? "Note" : "Latest update")}* · {Mrkdwn.Name(card.NameOf(latest.Person))}, "
        + $"{When.At(latest.At)}\n{Text(latest.Text, MostText)}";

    /// <summary>The line in the announcement channel, edited through the incident's life.</summary>
    /// <param name="card">The incident.</param>
    /// <param name="command">What the command for incidents is called.</param>
    /// <param name="now">When it is shown.</param>
    public static Message Announcement(IncidentCard card, string command, DateTimeOffset now) => new()
    {
        Text = $"{card.Incident.Label} {Name(card, 150)}: {card.Incident.Status}",
        Blocks =
        [
            new SectionBlock { Text = string.Join('\n', AnnouncementLines(card, now)) },
            .. card.Incident is { IsOpen: true, Unaccepted: true } ? Triage(card, command) : [],
        ],
        UnfurlLinks = false,
    };

    /// <summary>What else a card says that nobody has accepted: it has no other place.</summary>
    static IEnumerable<Block> Triage(IncidentCard card, string command)
    {
        foreach (var section in CardAlerts.Known(card)) yield return section;
        if (card.Alerts.Count > 0) yield return new SectionBlock { Text = CardAlerts.Lines(card, command) };
        if (AskedMessages.Of(card) is { } asked) yield return asked;
        yield return new ContextBlock { Elements = ["Is it an incident? *Accept* opens its channel."] };
        yield return new ActionsBlock { BlockId = "triage", Elements = [.. IncidentButtons.Triage(card.Incident)] };
    }

    static IEnumerable<string> AnnouncementLines(IncidentCard card, DateTimeOffset now)
    {
        var incident = card.Incident;
        yield return Announced(card);
        yield return incident.IsOpen ? $"{State(card, now)}, {AnnouncedLead(card)}" : State(card, now);
        if (incident.IsWaiting && card.GroupCalled) yield return "The out-of-hours group is called.";
        if (incident.IsOpen && card.Latest is { } latest && latest.At >= incident.OpenedAt)
            yield return $"> {Text(OneLine(latest.Text), 300)}";
        if (NextDue(card) is { } due) yield return due;
        if (incident is { Unaccepted: true, MergedInto: null } && card.Declined is { } why)
            yield return $"> {Text(OneLine(why), 300)}";
        if (incident is { IsFixKnown: true, Fix: { } fix }) yield return $"Fixed: {Text(OneLine(fix), 300)}";
        if (incident is { ChannelId: null, ChannelTrouble: { } trouble }) yield return $":warning: {Text(trouble, 500)}";
    }

    // A name of more than a row stands there once, as its channel's.
    static string Announced(IncidentCard card)
    {
        var incident = card.Incident;
        if (incident.ChannelId is not { } channel) return Heading(card);
        var isLong = incident.Label.Length + 1 + OneLine(Titled(card)).Length > OneRow;
        return isLong && Titles.IsInChannel(incident, Titled(card))
            ? $"{Words.Emoji(incident.Status, incident.Severity)} {Mrkdwn.Channel(channel)}"
            : $"{Heading(card)} {Mrkdwn.Channel(channel)}";
    }

    static string AnnouncedLead(IncidentCard card) => (card.Incident.Lead, card.Incident.IsWaiting, card.LeadFrom) switch
    {
        (null, _, _) => "no lead, nobody is on call",
        ({ } lead, true, _) when Called(card, lead) is { } called =>
            $"waits for {Mrkdwn.Name(card.NameOf(lead))}, called {called}",
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
        // What its own author changed with it stands in its heading.
        var own = changed?.StartsWith($"*{name}*: ", StringComparison.Ordinal) == true ? changed[(name.Length + 2)..] : "";
        return new()
        {
            Text = Limits.TruncateEscaped($"{card.Incident.Label}, {name}: {Mrkdwn.Escape(OneLine(update.Text))}", 300),
            Blocks =
            [
                .. LongText.Sections(
                    $"{(update.IsNote != 0 ? ":memo: *Note*" : ":mega: *Update*")} from *{name}*{own}", update.Text),
                .. changed is null || own.Length > 0 ? [] : new[] { new ContextBlock { Elements = [changed] } },
            ],
        };
    }

    /// <summary>What somebody changed, in the incident's channel.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="said">What it was.</param>
    /// <param name="undo">The incident that went into this one, while it can be taken out again.</param>
    public static Message Line(IncidentRow incident, string said, long? undo = null) => new()
    {
        Text = Limits.TruncateEscaped($"{incident.Label}: {said}", 300),
        Blocks =
        [
            new ContextBlock { Elements = [Limits.TruncateEscaped(said, MostText)] },
            .. undo is { } merged
                ? [new ActionsBlock { BlockId = "undo", Elements = [IncidentButtons.Unmerge(merged)] }] : Array.Empty<Block>(),
        ],
    };

    /// <summary>The same under the announcement, which names it, for those who follow from outside.</summary>
    public static Message Reply(IncidentRow incident, string said, string thread, bool broadcast) => new()
    {
        Text = Limits.TruncateEscaped($"{incident.Label} {Text(OneLine(incident.Name), 150)}: {said}", 300),
        Blocks = [new SectionBlock { Text = Limits.TruncateEscaped(said, MostText) }],
        ThreadTs = thread,
        ReplyBroadcast = broadcast ? true : null,
        UnfurlLinks = false,
    };

    // Slack posts a line whenever a topic changes, so it says only what does not.
    // Escaped like any text: Slack keeps it so, and what would mention somebody mentions nobody.
    public static string Topic(IncidentRow incident) =>
        Limits.TruncateEscaped(Mrkdwn.Escape($"{incident.Label} · {OneLine(incident.Name)}"), Limits.Topic);

    // In a heading, where marks of the name's own would end it.
    static string Inert(string name, int most) => Mrkdwn.Inert(OneLine(name), most);

    static string Name(IncidentCard card, int most) => Text(OneLine(Titled(card)), most);

    static string Titled(IncidentCard card) => Titles.Of(card.Incident);

    /// <summary>Escaped, and cut after that, since Slack counts what it is sent.</summary>
    public static string Text(string text, int most) => Limits.TruncateEscaped(Mrkdwn.Escape(text), most);

    public static string OneLine(string text) =>
        string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
