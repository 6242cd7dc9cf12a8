using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// What happened to an incident, in words: the lines of its channel, the replies under its announcement and its timeline say it
/// alike.
/// </summary>
public static class LineText
{
    const int MostWhy = 500, MostOthers = 5;

    /// <summary>One line for what one person changed.</summary>
    /// <param name="line">The line.</param>
    /// <param name="facts">What it is made of.</param>
    /// <param name="name">The name of a person by id.</param>
    /// <param name="mention">A mention of a person by id, where they are to be told; null where they are not.</param>
    public static string Of(
        IncidentLine line, IReadOnlyList<TimelineEntry> facts, Func<string, string> name, Func<string, string?>? mention = null)
    {
        var who = Who(line.Actor, name);
        var end = facts.LastOrDefault(
            f => f.Verb == IncidentFacts.Status && !(Read(f.Before).IsOpen() && Read(f.After).IsOpen()));
        List<string> sentences =
        [
            .. facts.Where(f => f.Verb == IncidentFacts.Returned)
            .Select(f => $":repeat: It is back{After(f, name, EndedAs(facts))}."),
            .. end is null ? [] : Ending(who, end, facts, line.Lasted),
        ];
        if (Others(facts) is { } others) sentences.Add(others);
        sentences.AddRange(facts.Where(f => f.Is(IncidentFacts.FixLive)).Select(f => CardPulls.Live(f, name, mention)));
        sentences.AddRange(facts.Where(f => f.Is(
            IncidentFacts.Split, IncidentFacts.SplitFrom, IncidentFacts.Merged, IncidentFacts.MergedIn, IncidentFacts.Unmerged,
            IncidentFacts.UnmergedFrom, IncidentFacts.Expects, IncidentFacts.ExpectedOver, IncidentFacts.SameAs,
            IncidentFacts.NotSame))
            .Select(f => Sentence.Ended($"{who}{Of(f, name)}")));
        var changes = Changes(facts, name).ToList();
        var lead = facts.LastOrDefault(f => f.Verb == IncidentFacts.Lead)?.After;
        if (lead is not null && changes.Count + sentences.Count > 0)
        {
            var former = From(line.Actor, facts, name, mention);
            changes.Add($"lead {(former is null ? "" : $"{former} → ")}*{Person(lead, name)}*");
        }

        if (changes.Count > 0) sentences.Add($"{Sign(facts)}{who}{string.Join(", ", changes)}");
        else if (sentences.Count == 0) sentences.AddRange(Leading(who, line.Actor, facts, name, mention));
        // Whatever else was written down is said as the timeline says it.
        if (sentences.Count == 0) sentences.Add($"{who}{string.Join(", ", facts.Select(f => Of(f, name)))}");
        var said = string.Join(' ', sentences);
        return Why(facts) is { } why ? Sentence.Joined(said, $"“{why}”") : said;
    }

    /// <summary>What else fails of a job whose incident this is; of many the first ones, as the card lists them.</summary>
    static string? Others(IReadOnlyList<TimelineEntry> facts)
    {
        var others = facts.Where(f => f.Verb == IncidentFacts.Alert).Select(f => Text(f.After)).ToList();
        if (others.Count == 0) return null;
        var more = others.Count - MostOthers;
        return $":red_circle: Also fails: {string.Join("; ", others.Take(MostOthers))}{(more > 0 ? $"; and {more} more" : "")}.";
    }

    /// <summary>What a single fact says on the timeline, without who and when.</summary>
    public static string Of(TimelineEntry fact, Func<string, string> name) => fact switch
    {
        _ when fact.Is(IncidentFacts.Opened) => $"opened “{Text(fact.After)}”{Because(fact)}",
        _ when fact.Is(IncidentFacts.Status) => $"{Status(fact.Before)} → *{Status(fact.After)}*{Because(fact)}",
        _ when fact.Is(IncidentFacts.Severity, IncidentFacts.Affected, IncidentFacts.Name, IncidentFacts.Rotation) =>
            string.Concat(Changes([fact], name)) + Because(fact),
        _ when fact.Is(IncidentFacts.Lead) && fact.After == fact.Actor => $"took the lead{Because(fact)}",
        _ when fact.Is(IncidentFacts.Lead) => $"lead: *{Person(fact.After, name)}*{Because(fact)}",
        _ when fact.Is(IncidentFacts.OnIt) => fact.After == fact.Actor ? "is on it" : $"*{Person(fact.After, name)}* is on it",
        _ when fact.Is(IncidentFacts.Returned) => $"it came back{After(fact, name)}",
        _ when fact.Is(IncidentFacts.Called) => $"called {Called(fact, name)}",
        _ when fact.Is(IncidentFacts.CallNow) && fact.After is null => "wanted somebody called at once",
        _ when fact.Is(IncidentFacts.CallNow) => $"wanted *{Person(fact.After, name)}* called at once",
        _ when fact.Is(IncidentFacts.Split) => $"split off into {Other(fact)}: {Text(fact.Before)}",
        _ when fact.Is(IncidentFacts.SplitFrom) => $"split this off from {Other(fact)}: {Text(fact.Before)}",
        _ when fact.Is(IncidentFacts.Accepted) => $"accepted it as an incident{Because(fact)}",
        _ when fact.Is(IncidentFacts.Merged) => $"merged this into {Other(fact)}",
        _ when fact.Is(IncidentFacts.MergedIn) => $"merged {Other(fact)} into this: {Text(fact.Before)}",
        _ when fact.Is(IncidentFacts.Unmerged) => $"took this out of {Other(fact)} again",
        _ when fact.Is(IncidentFacts.UnmergedFrom) => $"took {Other(fact)} out of this again",
        _ when fact.Is(IncidentFacts.SameAs) => $"this is the same as {Other(fact)}",
        _ when fact.Is(IncidentFacts.NotSame) => $"this is not the same as {Other(fact)}",
        _ when fact.Is(IncidentFacts.SplitChannel) => $"{Text(fact.After)} has its channel",
        _ when fact.Is(IncidentFacts.Expects) => ExpectWords.Began(fact),
        _ when fact.Is(IncidentFacts.Expected) => $"came as expected: {Text(fact.After)}",
        _ when fact.Is(IncidentFacts.ExpectedOver) => ExpectWords.Over(fact),
        _ when fact.Is(IncidentFacts.PullAttached) => $"attached {CardPulls.Label(fact.After)}",
        _ when fact.Is(IncidentFacts.PullRemoved) => $"took {CardPulls.Label(fact.After)} off again",
        _ when fact.Is(IncidentFacts.PullIs) => CardPulls.Became(fact),
        _ when fact.Is(IncidentFacts.FixLive) => $"fix is live: {CardPulls.Label(fact.After)}",
        _ when fact.Is(IncidentFacts.NoticeGiven) => $"told {Text(fact.Before)} about “{Text(fact.After)}”",
        _ when fact.Is(IncidentFacts.NoticeChanged, IncidentFacts.NoticeLate, IncidentFacts.NoticeEnded,
            IncidentFacts.NoticeCame) => CardNotices.Said(fact),
        _ when fact.Is(IncidentFacts.KeptOpen) => "said that it is still open",
        _ when fact.Is(IncidentFacts.Fix) => $"what fixed it: {Text(fact.After)}",
        _ when fact.Is(IncidentFacts.NextUpdate) => $"next update: {NextUpdateWords.Of(fact.After)}",
        _ when fact.Is(IncidentFacts.CloseAnswers) =>
            $"answered what was asked before it closes: {ClosingWords.Of(ClosingWords.Read(fact.After))}",
        _ when fact.Is(IncidentFacts.SummaryAccepted) => "accepted the summary",
        _ when fact.Is(IncidentFacts.PostmortemIs) => $"{PostmortemWords.Became(fact.After)}{Because(fact)}",
        _ when fact.Is(IncidentFacts.PostmortemOwner) => $"gave the postmortem to *{Person(fact.After, name)}*",
        _ when fact.Is(IncidentFacts.Update) => $"update: {Text(fact.After)}",
        _ when fact.Is(IncidentFacts.Alert) => $"also fails: {Text(fact.After)}{Because(fact)}",
        _ when fact.Is(IncidentFacts.Gone) => $"is heard of no more: {Text(fact.After)}{Because(fact)}",
        _ when fact.Is(IncidentFacts.MovedToPrivate) => "moved this to private",
        _ when fact.Is(IncidentFacts.AskedAccess) => "asked to see this",
        _ when fact.Is(IncidentFacts.LetIn) => $"let *{Person(fact.After, name)}* in",
        _ when fact.Is(IncidentFacts.KeptOut) => $"did not let *{Person(fact.After, name)}* in",
        _ when fact.Is(IncidentFacts.Invited) => $"invited {InviteByName.Named((fact.After ?? "").Split(' '), name)}",
        _ => OfChannel(fact) ?? $"{Text(fact.Verb)} {Text(fact.After)}".TrimEnd() + Because(fact),
    };

    static string? OfChannel(TimelineEntry fact) => fact switch
    {
        _ when fact.Is(IncidentFacts.Adopted) => $"made {Mrkdwn.Channel(fact.After!)} its channel",
        _ when fact.Is(IncidentFacts.LeadLeft) => "left this channel, and still leads",
        _ when fact.Is(IncidentFacts.ChannelKept) => "keeps the channel",
        _ when fact.Is(IncidentFacts.ArchiveNow) => "had the channel archived",
        _ when fact.Is(IncidentFacts.Archived) => "the channel was archived",
        _ when fact.Is(IncidentFacts.NotArchived) => $"the channel could not be archived{Because(fact)}",
        _ when fact.Is(IncidentFacts.ChannelBack) && fact.After is not null => "the channel is back",
        _ when fact.Is(IncidentFacts.ChannelBack) => "the channel was archived too early, and is back",
        _ when fact.Is(IncidentFacts.NoChannel) && fact.Before is { } lost =>
            $"{Lost(lost, fact.After)} cannot be used any more, so another channel is made",
        _ => null,
    };

    static string Other(TimelineEntry fact) =>
        fact.Why is { } channel ? $"{Text(fact.After)} {Mrkdwn.Channel(channel)}" : Text(fact.After);

    /// <summary>A channel that an incident had: by its name where it is gone.</summary>
    public static string Lost(string channel, string? name) => name is null ? Mrkdwn.Channel(channel) : $"#{Mrkdwn.Name(name)}";

    static IEnumerable<string> Ending(string who, TimelineEntry end, IReadOnlyList<TimelineEntry> facts, long? lasted)
    {
        var fix = facts.LastOrDefault(f => f.Verb == IncidentFacts.Fix)?.After;
        switch (Read(end.After))
        {
            case IncidentStatus.Resolved when end.Why == QuietEnd.Why:
                yield return $":white_check_mark: Recovered by itself{(lasted is { } quiet ? $" after {Span(quiet)}" : "")}: "
                    + $"{Domain.Alerts.Words.Number(GreenRuns.Enough, "run", "runs")} in a row were well, and nobody was needed.";
                break;
            case IncidentStatus.Resolved:
                yield return $":white_check_mark: {Named(who)}resolved this{(lasted is { } span ? $" after {Span(span)}" : "")}.";
                if (end.Why == ResolveIncident.WhileFiring) yield return "An alert was still firing.";
                if (fix is not null) yield return $"Fixed: {Sentence.Ended(Text(fix))}";
                break;
            case IncidentStatus.Declined when facts.Any(f => f.Is(IncidentFacts.Merged)):
            case not IncidentStatus.Closed when facts.Any(f => f.Is(IncidentFacts.Unmerged)):
                break;
            case IncidentStatus.Declined:
                yield return $":white_circle: {Named(who)}declined this: not an incident.";
                break;
            case IncidentStatus.Closed:
                yield return $":white_check_mark: {Named(who)}closed this: nothing is left to do.";
                break;
            case not IncidentStatus.Closed when end.Actor != IncidentChange.Alert:
                yield return $":repeat: {Named(who)}opened this again.";
                break;
        }
    }

    static IEnumerable<string> Changes(IReadOnlyList<TimelineEntry> facts, Func<string, string> name)
    {
        if (Chain(facts, IncidentFacts.Severity, Severity) is { } severity) yield return severity;
        if (facts.LastOrDefault(f => f.Verb == IncidentFacts.Affected) is { } affected)
            yield return Words.People(Choices.Read(affected.After, Domain.Incidents.Affected.NotSure));
        var steps = facts.Where(f => f.Verb == IncidentFacts.Status).ToList();
        var isBegun = facts.Any(f => f.Is(IncidentFacts.OnIt, IncidentFacts.Lead));
        if (steps.Count > 0 && IsStep(steps, isBegun) && Chain(steps, IncidentFacts.Status, Status) is { } status)
            yield return status;
        if (Chain(facts, IncidentFacts.Rotation, id => Mrkdwn.Name(name(id ?? ""))) is { } team) yield return $"team {team}";
        if (facts.LastOrDefault(f => f.Verb == IncidentFacts.Name) is { } renamed)
            yield return $"now named “{Text(renamed.After)}”";
    }

    /// <summary>
    /// From one open status to another by a person's choice; what follows from "I'm on it" goes without saying.
    /// </summary>
    static bool IsStep(List<TimelineEntry> steps, bool isBegun) =>
        Read(steps[0].Before).IsOpen() && Read(steps[^1].After).IsOpen()
        && !(isBegun && Read(steps[0].Before) == IncidentStatus.Triage && Read(steps[^1].After) == IncidentStatus.Investigating);

    static string? Chain(IReadOnlyList<TimelineEntry> facts, string verb, Func<string?, string> word)
    {
        var steps = facts.Where(f => f.Verb == verb).ToList();
        if (steps.Count == 0) return null;
        return $"{string.Join(" → ", steps.Select(s => word(s.Before)))} → *{word(steps[^1].After)}*";
    }

    static IEnumerable<string> Leading(
        string who, string actor, IReadOnlyList<TimelineEntry> facts, Func<string, string> name, Func<string, string?>? mention)
    {
        if (facts.LastOrDefault(f => f.Verb == IncidentFacts.Lead)?.After is { } lead)
            yield return lead == actor ? $":eyes: {Named(who)}is on it and leads this now{InPlaceOf(facts, name, mention)}."
                : who.Length == 0 ? $"*{Person(lead, name)}* leads this now, being on call."
                : $"{Named(who)}handed the lead {(From(actor, facts, name, mention) is { } former ? $"from {former} " : "")}"
                    + $"to *{Person(lead, name)}*.";
        else if (facts.Any(f => f.Verb == IncidentFacts.OnIt)) yield return $":eyes: {Named(who)}is on it.";
        else if (facts.LastOrDefault(f => f.Verb == IncidentFacts.CallNow)?.After is { } called)
            yield return $"{Named(who)}has *{Person(called, name)}* called now.";
    }

    // Who was still waited for has been called, and their call says who came.
    static string InPlaceOf(IReadOnlyList<TimelineEntry> facts, Func<string, string> name, Func<string, string?>? mention) =>
        facts.First(f => f.Verb == IncidentFacts.Lead).Before is { } former && facts.All(f => f.Verb != IncidentFacts.OnIt)
            ? $", in place of {mention?.Invoke(former) ?? $"*{Person(former, name)}*"}"
            : "";

    /// <summary>Who led before somebody else gave it away: they hear of it, where they are to be told.</summary>
    static string? From(
        string actor, IReadOnlyList<TimelineEntry> facts, Func<string, string> name, Func<string, string?>? mention) =>
        facts.First(f => f.Verb == IncidentFacts.Lead).Before is { } former && former != actor
            && actor is not (IncidentChange.Alert or IncidentChange.Bot)
            ? mention?.Invoke(former) ?? $"*{Person(former, name)}*"
            : null;

    static string Sign(IReadOnlyList<TimelineEntry> facts) =>
        facts.LastOrDefault(f => f.Verb == IncidentFacts.Severity)?.After is { } severity
        ? $"{Words.Emoji(IncidentStatus.Investigating, Choices.Read(severity, Domain.Incidents.Severity.Minor))} " : "";

    // "*Ana*: " before changes, "*Ana* " before a verb, nothing where no person did it.
    static string Who(string actor, Func<string, string> name) =>
        actor is IncidentChange.Alert or IncidentChange.Bot ? "" : $"*{Person(actor, name)}*: ";

    static string Named(string who) => who.Length == 0 ? "" : who[..^2] + " ";

    // "resolved", "closed", "declined", where that was written down beside its return.
    static string EndedAs(IReadOnlyList<TimelineEntry> facts) =>
        facts.FirstOrDefault(f => f.Verb == IncidentFacts.Status && !Read(f.Before).IsOpen()) is { } end
            // Whoever is named resolved it, before it was closed.
            ? Words.Of(Read(end.Before) == IncidentStatus.Closed ? IncidentStatus.Resolved : Read(end.Before))
            : "ended";

    static string After(TimelineEntry fact, Func<string, string> name, string ended = "ended")
    {
        if (!long.TryParse(fact.After, NumberStyles.None, CultureInfo.InvariantCulture, out var away)) return "";
        var end = fact.Before is { } by && by != IncidentChange.Alert ? $"*{Person(by, name)}* {ended} it" : "its end";
        return $", {Span(away)} after {end}";
    }

    static string Called(TimelineEntry fact, Func<string, string> name) => fact.Before is "group" or "groupagain"
        ? "the out-of-hours group" : string.Join(", ", (fact.After ?? "").Split(' ').Select(p => $"*{Person(p, name)}*"));

    /// <summary>What people said of it; null where they said nothing.</summary>
    public static string? Why(IReadOnlyList<TimelineEntry> facts) =>
        facts.FirstOrDefault(
            f =>
                f.Actor != IncidentChange.Alert && f.Actor != IncidentChange.Bot && f.Why is { Length: > 0 }
                    && !f.Is(IncidentFacts.OnIt, IncidentFacts.Split, IncidentFacts.SplitFrom, IncidentFacts.Merged,
                        IncidentFacts.MergedIn, IncidentFacts.Unmerged, IncidentFacts.UnmergedFrom, IncidentFacts.SameAs,
                        IncidentFacts.NotSame)) is { } said
            && said.Why != ResolveIncident.WhileFiring
            ? Text(said.Why) : null;

    static string Because(TimelineEntry fact) => fact.Why is { Length: > 0 } why ? $" ({Text(why)})" : "";

    static string Person(string? id, Func<string, string> name) => id is null ? "nobody" : Mrkdwn.Name(name(id));

    static string Severity(string? word) => Choices.Read(word, Domain.Incidents.Severity.Minor).ToString();

    static string Status(string? word) => Read(word).ToString();

    static IncidentStatus Read(string? word) => Choices.Read(word, IncidentStatus.Triage);

    static string Text(string? text) => Mrkdwn.Inert(IncidentMessages.OneLine(text ?? ""), MostWhy);

    /// <summary>"1 h 12 min", "3 days".</summary>
    public static string Span(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds) switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } span => $"{span.Minutes} min",
        { TotalHours: < 24 } span => span.Minutes == 0 ? $"{span.Hours} h" : $"{span.Hours} h {span.Minutes} min",
        { TotalDays: < 2 } span => span.Hours == 0 ? "1 day" : $"1 day {span.Hours} h",
        { } span => $"{(int)span.TotalDays} days",
    };
}
