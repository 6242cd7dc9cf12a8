using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The question which incident a verb means, and what can be done with one: what is known in, blocks out.</summary>
public static class AskWhich
{
    const int Most = 25, MostLabel = 45;

    /// <summary>Asks in private; a verb that was the beginning of a name is one press away from being declared.</summary>
    /// <param name="asked">The verb and the words behind it.</param>
    /// <param name="said">All that was typed behind the command.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="from">The incidents that the verb can mean, newest first.</param>
    /// <param name="asker">Whoever typed it; the one incident that they lead is offered first.</param>
    public static SlashResponse Question(Asked asked, string said, string command, IReadOnlyList<IncidentRow> from, string asker)
    {
        var none = asked.Verb switch
        {
            Verbs.Reopen => "No incident has ended yet",
            Verbs.Unmerge => "Nothing was merged within a day",
            _ => "Nothing is open",
        };
        var text = from.Count == 0
            ? $"{none}, so there is nothing to {Doing(asked.Verb)}. "
                + $"`{command} declare {Code(said)}` declares an incident of that name."
            : $"Which incident do you want to {Doing(asked.Verb)}?";
        List<Block> blocks = [new SectionBlock { Text = text }];
        if (asked.Typed.Length > 0 && from.Count > 0) blocks.AddRange(Words(asked));
        List<BlockElement> buttons = [];
        if (from.Count > 0) buttons.AddRange([Menu(from, asker), Press(Sign(asked.Verb), asked, ButtonStyle.Primary)]);
        if (asked.Typed.Length > 0 || from.Count == 0) buttons.AddRange(Naming(said));
        if (buttons.Count > 0) blocks.Add(new ActionsBlock { BlockId = IncidentIds.WhichMenu, Elements = buttons });
        return new() { Text = text, Blocks = blocks };
    }

    static IEnumerable<Button> Naming(string said)
    {
        var name = new Asked(Verbs.Declare, Typed: said);
        if (name.IsCarried) yield return Press($"Declare “{Limits.Truncate(said, MostLabel)}”", name);
    }

    static IEnumerable<Block> Words(Asked asked) => asked.IsCarried
        ? [new ContextBlock { Elements = [$"With it goes: “{Mrkdwn.Inert(asked.Typed, 300)}”"] }]
        : LongText.Sections("That is too long to be carried along. Copy it into the form:", asked.Typed);

    static StaticSelectMenu Menu(IReadOnlyList<IncidentRow> from, string asker)
    {
        var shown = from.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Number).Take(Most)
            .Select(i => (Row: i, Option: new Option(Limits.Truncate(Line(i), Limits.OptionText), Number(i)))).ToList();
        var led = shown.Where(i => i.Row.Lead == asker).ToList();
        return new()
        {
            ActionId = IncidentIds.WhichMenu,
            Options = [.. shown.Select(i => i.Option)],
            InitialOption = (led.Count == 1 ? led : shown)[0].Option,
        };
    }

    static string Line(IncidentRow incident) =>
        $"{incident.Label}{(incident.Severity == Severity.Minor ? "" : $" · {incident.Severity}")} · {incident.Name}";

    /// <summary>What can be done with one incident.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="stands">Where it stands with its lead.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="here">The channel that they ask in.</param>
    /// <param name="isSubscribed">They hear of it in private.</param>
    /// <param name="isUndone">It went into another one, which can be taken back.</param>
    /// <param name="hasSuspects">It is known between which commits its job broke.</param>
    public static ModalViewDefinition Actions(
        IncidentRow incident, string stands, string reader, string here, bool isSubscribed = false,
        bool isUndone = false, bool hasSuspects = false) => new()
        {
            Title = incident.Label,
            PrivateMetadata = here,
            Close = "Close",
            Blocks =
        [
            new SectionBlock
            {
                Text = $"{Incidents.Words.Emoji(incident.Status, incident.Severity)} *{Mrkdwn.Inert(incident.Name, 150)}*\n"
                    + $"{incident.Status}, {incident.Severity}, {stands}",
            },
            .. Ways(incident, reader, isSubscribed, isUndone, hasSuspects).Select(way => new SectionBlock
            {
                Text = way.Says,
                Accessory = Press(way.Label, new(way.Verb, incident.Number)),
            }),
        ],
        };

    static IEnumerable<(string Verb, string Label, string Says)> Ways(
        IncidentRow incident, string reader, bool isSubscribed, bool isUndone, bool hasSuspects)
    {
        if (isUndone) yield return (Verbs.Unmerge, "Undo the merge", "It goes on by itself, with all that went along");
        if (Taking(incident, reader) is var (verb, label)) yield return (verb, label, "You lead it from now on");
        if (incident is { IsOpen: true, Unaccepted: false, Lead: not null })
            yield return (Verbs.HandOver, "Hand over", "Somebody else leads it from now on");
        if (incident is { IsOpen: true, Unaccepted: true }) yield return (Verbs.Decline, "Decline", "It is no incident");
        if (incident.IsOpen) yield return (Verbs.Update, "Update", "Say what is new");
        yield return (Verbs.Status, "Change", "Status, severity, who is affected, lead, name");
        yield return incident.IsOpen
            ? (Verbs.Resolve, "Resolve", "It is over: say what fixed it")
            : (Verbs.Reopen, "Reopen", "It is back");
        if (SplitIncident.CanBe(incident)) yield return (Verbs.Split, "Split", "Some of what fails gets an incident of its own");
        if (incident.IsOpen) yield return (Verbs.Merge, "Merge", "It is about the same as another one");
        if (incident.IsOpen) yield return (Verbs.Expect, "Expect alerts", "They join it and call nobody");
        if (incident is { IsOpen: true, Private: false, Unaccepted: false })
            yield return (Verbs.Notice, "Notice", "Tell readers of data what is stale");
        if (incident is { IsOpen: true, Private: false })
            yield return (Verbs.MakePrivate, "Move to private", "Only those whom you pick see it from then on");
        yield return isSubscribed
            ? (Verbs.Unsubscribe, "Unsubscribe", "Its updates come to you in private now")
            : (Verbs.Subscribe, "Subscribe", "Its updates come to you in private");
        yield return (Verbs.CatchUp, "Catch me up", "What has happened so far, and what is next");
        yield return (Verbs.Summary, "Summary", "A draft of it, to accept or edit");
        yield return (Verbs.Timeline, "See the timeline", "What happened, when, and who did it");
        yield return (Verbs.Similar, "See similar ones", "Incidents like it, and how they were dealt with");
        if (!incident.IsOpen && incident.Status != IncidentStatus.Declined && incident.MergedInto is null)
            yield return (Verbs.Postmortem, "Postmortem", "What is learnt from it: who writes it, until when");
        if (hasSuspects) yield return (Verbs.Suspects, "See suspects", "Commits that touch what fails");
        yield return (Verbs.Declare, "Declare another", "Something else is wrong");
    }

    static (string Verb, string Label)? Taking(IncidentRow incident, string reader) => incident switch
    {
        { IsOpen: false } => null,
        { Unaccepted: true } => (Verbs.Acknowledge, "Accept"),
        { Lead: null } => (Verbs.Acknowledge, "I'll lead"),
        { IsWaiting: true } => (Verbs.Acknowledge, "I'm on it"),
        _ => incident.Lead == reader ? null : (Verbs.TakeOver, "Take over"),
    };

    static Button Press(string label, Asked asked, ButtonStyle? style = null) => new()
    {
        ActionId = asked.Verb == Verbs.Declare ? IncidentIds.WhichDeclare
            : asked.Typed.Length == 0 && Verbs.AtOnce.Contains(asked.Verb) ? IncidentIds.WhichNow
            : IncidentIds.WhichDo,
        Text = label,
        Value = asked.ToString(),
        Style = style,
    };

    static string Sign(string verb) => verb switch
    {
        Verbs.Status => "Change the status",
        Verbs.Severity => "Change the severity",
        Verbs.Lead => "Change the lead",
        Verbs.Timeline => "See the timeline",
        Verbs.Expect => "Expect alerts",
        Verbs.Subscribers => "See who subscribed",
        Verbs.Similar => "See similar ones",
        Verbs.Suspects => "See suspects",
        Verbs.Summary => "Write a summary",
        Verbs.Postmortem => "See the postmortem",
        Verbs.Notice => "Give a notice",
        _ => $"{char.ToUpperInvariant(verb[0])}{verb[1..]}",
    };

    static string Doing(string verb) => verb switch
    {
        Verbs.Status => "change the status of",
        Verbs.Severity => "change the severity of",
        Verbs.Lead => "change the lead of",
        Verbs.Timeline => "see the timeline of",
        Verbs.Expect => "expect alerts in",
        Verbs.Subscribe => "subscribe to",
        Verbs.Unsubscribe => "unsubscribe from",
        Verbs.Subscribers => "see the subscribers of",
        Verbs.Similar => "see what is like",
        Verbs.Suspects => "see the suspects of",
        Verbs.Summary => "summarise",
        Verbs.Postmortem => "see the postmortem of",
        Verbs.Notice => "give readers notice of",
        Verbs.Unmerge => "take out of another one",
        _ => verb,
    };

    // Between two backticks nothing else may be one.
    public static string Code(string said) => Mrkdwn.Escape(Limits.Truncate(said, 100)).Replace('`', '\'');

    static string Number(IncidentRow incident) => incident.Number.ToString(CultureInfo.InvariantCulture);
}
