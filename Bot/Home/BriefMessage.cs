using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>A brief as its reader sees it: the words of the morning, with buttons for what can still be pressed.</summary>
static class BriefMessage
{
    const int MostSaid = 2, MostOffered = 3;

    public static Message Of(IDbConnection db, BriefRow brief, DateTimeOffset now)
    {
        var sections = BriefSection.Read(brief.Sections);
        var said = string.Join(". ", sections.Where(s => IsSeen(db, brief, s)).Select(s => s.Said).OfType<string>()
            .Take(MostSaid));
        return new Message
        {
            Text = said.Length > 0 ? said : "Your working day",
            Blocks = [.. sections.SelectMany(s => Blocks(db, brief, s, now))],
            UnfurlLinks = false,
        };
    }

    // What the notification says names one of them, or counts them.
    static bool IsSeen(IDbConnection db, BriefRow brief, BriefSection section) => MayRead(db, brief, section)
        && (section.Incidents ?? []).Concat(section.Asked is { } asked ? [asked] : [])
            .All(number => IncidentStore.Find(db, Viewer.Of(brief.Person), number) is not null);

    // Their words name them, so that none of it is read without all.
    static bool MayRead(IDbConnection db, BriefRow brief, BriefSection section) => BriefFollowUps.MayRead(db, brief, section)
        && BriefClosings.MayRead(db, brief, section) && BriefPostmortems.MayRead(db, brief, section);

    static IEnumerable<Block> Blocks(IDbConnection db, BriefRow brief, BriefSection section, DateTimeOffset now)
    {
        if (section is { Rotation: { } rotation, IsAhead: false }
            && CutShort(db, rotation, section.Starts, brief.Person, now) is { } over)
            return [Text([over])];
        if (section.IsOver(now)) return [Text([Past(db, section, brief.Person, now)])];
        var (buttons, lines) = (Below(db, brief, section, now).ToList(), Incidents(db, brief, section));
        // Whoever may not see them any more reads nothing of them.
        if ((section.Text.Length == 0 && lines.Count == 0) || (section.Asked is not null && !IsSeen(db, brief, section))
            || !MayRead(db, brief, section))
            return [Text(["Nothing here is yours any more."])];
        // What can be pressed stands below what it is about, and above a list so long that nobody would get to it.
        return buttons.Count == 0 || lines.Count <= MostOffered
            ? [Text([section.Text, .. lines]), .. buttons] : [Text([section.Text]), .. buttons, Text(lines)];
    }

    /// <summary>"Handed over Mon 30 Nov; Ana took 5."</summary>
    static string Past(IDbConnection db, BriefSection section, string person, DateTimeOffset now)
    {
        var ended = DateTimeOffset.FromUnixTimeMilliseconds(section.Ends!.Value);
        var day = When.Day(ended, PersonHours.ZoneOf(db, person), now);
        var next = section.Next is { } who ? $"; {Mrkdwn.Name(Person.NameOf(db, who))} took {section.NextTook}" : "";
        return $":telephone_receiver: Handed over {day}{next}.";
    }

    static string? CutShort(IDbConnection db, string rotation, long starts, string person, DateTimeOffset now) =>
        CoverMessages.CutShort(db, rotation, person, DateTimeOffset.FromUnixTimeMilliseconds(starts), now);

    // Each as it stands, and quiet for as long as it was when the brief was sent.
    static List<string> Incidents(IDbConnection db, BriefRow brief, BriefSection section) =>
    [
        .. (section.Incidents ?? []).Select(n => IncidentStore.Find(db, Viewer.Of(brief.Person), n)).OfType<IncidentRow>()
            .Select((i, nth) => Line(db, brief, section, i, nth)),
        .. section.Rest is { } rest ? [rest] : Array.Empty<string>(),
    ];

    // Others may lead it by now, whose names need room.
    static string Line(IDbConnection db, BriefRow brief, BriefSection section, IncidentRow incident, int nth)
    {
        string Said(int form) => Lines.Brief(
            db, incident, (brief.Person, form, section.IsLed), DateTimeOffset.FromUnixTimeMilliseconds(brief.At));
        return Enumerable.Range(Lines.Whole, Lines.OneRow).Select(Said)
            .FirstOrDefault(said => PhoneRows.Of(db, said) <= section.RowsOf(nth)) ?? Said(Lines.OneRow);
    }

    /// <summary>All that a section says while nothing in it is over.</summary>
    public static string Words(IDbConnection db, BriefRow brief, BriefSection section) =>
        string.Join('\n', Worded([section.Text, .. Incidents(db, brief, section)]));

    // A single incident needs no heading.
    static IEnumerable<string> Worded(IEnumerable<string> lines) => lines.Where(line => line.Length > 0);

    static IEnumerable<Block> Below(IDbConnection db, BriefRow brief, BriefSection section, DateTimeOffset now) => section switch
    {
        { Request: { } number } => Answer(db, number, brief.Person, now),
        { Asked: { } number } => AskStillOpen.Answer(db, brief, number),
        { Warnings: { } warnings } => BriefWarnings.Below(db, warnings, now),
        { FollowUps: { } numbers } => BriefFollowUps.Below(db, brief.Person, numbers),
        { Closings: { } numbers } => BriefClosings.Below(db, brief.Person, numbers),
        { Postmortems: { } numbers } => BriefPostmortems.Below(db, brief.Person, numbers),
        { OffersLead: true, Incidents: { } numbers } => TakeOver(db, brief.Person, numbers),
        { IsAhead: true } when section.Starts > now.ToUnixTimeMilliseconds() =>
            Pressed(HomePages.CoverButton()),
        { Rotation: { } rotation, IsAhead: false } => HandOff(db, section, rotation, brief, now),
        { WordFor: not null } => BriefHandover.Below(db, section, brief.Person, now),
        _ => [],
    };

    static IEnumerable<Block> HandOff(
        IDbConnection db, BriefSection section, string rotation, BriefRow brief, DateTimeOffset now)
    {
        var person = brief.Person;
        var isTaken = BriefStore.IsTaken(db, rotation, section.Starts, person);
        string?[] said = [isTaken ? ":white_check_mark: You have it." : null, section.Done];
        if (said.OfType<string>().Any()) yield return new ContextBlock { Elements = [string.Join(' ', said.OfType<string>())] };
        if (OnCallAnswers.At(db, rotation, now)?.Answer.Person != person) yield break;
        var value = string.Create(CultureInfo.InvariantCulture, $"{rotation}|{section.Starts}");
        List<Button> buttons = isTaken ? [] : [Press(HomeIds.HaveIt, "I have it", value) with { Style = ButtonStyle.Primary }];
        if (section.HasWork) buttons.AddRange(TakeWork.Buttons(db, section, person, value));
        // Until the end of the first day.
        if (section.HasPack && now.ToUnixTimeMilliseconds() < brief.Until) buttons.Add(ShowHandover.Button(rotation));
        if (buttons.Count > 0) yield return new ActionsBlock { Elements = buttons };
    }

    // Whoever was called at night goes to bed, and the team's own responder goes on; of a card somebody says what it is.
    static IEnumerable<Block> TakeOver(IDbConnection db, string person, IReadOnlyList<long> numbers)
    {
        var offered = numbers.Select(number => IncidentStore.Find(db, Viewer.Of(person), number)).OfType<IncidentRow>()
            .Where(i => i.IsOpen && (i.Unaccepted || (i.Lead is not null && i.Lead != person))).Take(MostOffered);
        // A block takes one button of a kind.
        return offered.Select(i => new ActionsBlock { Elements = [.. Offered(i)] });
    }

    static IEnumerable<Button> Offered(IncidentRow incident)
    {
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return incident.Unaccepted
            ?
            [
                Press(IncidentIds.OnIt, $"Accept {incident.Label}", number),
                Press(IncidentIds.OpenDecline, $"Decline {incident.Label}…", number),
            ]
            : [Press(IncidentIds.TakeOver, $"Take over {incident.Label} as lead", number)];
    }

    static IEnumerable<Block> Answer(IDbConnection db, long number, string person, DateTimeOffset now)
    {
        if (CoverRequestCard.Read(db, number, now) is not { } card) return [];
        if (!card.Request.IsOpen) return Said(RequestMessages.Outcome(card, person));
        return Waiting.IsAsked(db, number, person)
            ? [new ActionsBlock { Elements = Lines.Answers(number) }]
            : Said("You said that you can't.");
    }

    public static Button Press(string action, string text, string value) =>
        new() { ActionId = action, Text = text, Value = value };

    static IEnumerable<Block> Pressed(Button button) => [new ActionsBlock { Elements = [button] }];

    static IEnumerable<Block> Said(string text) => [new ContextBlock { Elements = [text] }];

    static SectionBlock Text(IEnumerable<string> lines) =>
        new() { Text = Limits.Truncate(string.Join('\n', Worded(lines)), Limits.Text) };
}
