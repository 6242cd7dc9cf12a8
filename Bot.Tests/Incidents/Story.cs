using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>All that people can read of one incident, compared with its history.</summary>
sealed class Story
{
    readonly IncidentRow incident;
    readonly List<TimelineEntry> history;
    readonly List<SeenMessage> channel;
    readonly SeenMessage announcement;
    readonly Func<string, string> name;

    public Story(Afternoon afternoon, long number)
    {
        (incident, history) = afternoon.Get<Database>().Read(db =>
            (IncidentStore.Find(db, Viewer.Bot, number)!, IncidentStore.Timeline(db, Viewer.Bot, number)));
        name = id => afternoon.Workspace.People.All.FirstOrDefault(p => p.Id == id)?.Handle ?? id;
        channel = [.. afternoon.Ana.Messages(incident.ChannelId!).Reverse()];
        announcement = afternoon.Ana.Messages("#data-incidents")
            .Single(m => m.Posted.ThreadTs is null or "" && m.Text.Contains($"INC-{number} ", StringComparison.Ordinal));
    }

    public void Agree(string list)
    {
        CardIsTrue();
        foreach (var fact in history.Where(IsOfPerson)) IsHeard(fact);
        foreach (var fact in history.Where(IsNewsOutside)) Assert.Contains(announcement.Replies, r => Says(r.Text, fact));
        Assert.DoesNotContain(channel, m => m.From == "Data Responder" && m.Posted.Subtype is null && m.Text.Trim().Length < 8);
        if (list.Contains($"inc-{incident.Number}-", StringComparison.Ordinal))
            Assert.True(incident.IsOpen || list.Contains("Ended last", StringComparison.Ordinal));
    }

    /// <summary>The card, the announcement and the last words of the history are of one mind.</summary>
    void CardIsTrue()
    {
        var card = Assert.Single(channel, m => m.IsPinned).Text;
        foreach (var text in (string[])[card, announcement.Text])
        {
            Assert.Contains($"\n{Ended()} ", $"{text} ", StringComparison.Ordinal);
            Assert.Equal(
                incident.Status == IncidentStatus.Closed, text.Contains("; closed.", StringComparison.Ordinal));
            Assert.Contains($"{(incident.IsOpen ? " ·" : ".")} {incident.Severity}{People()}", text, StringComparison.Ordinal);
        }

        Assert.Equal(Last(IncidentFacts.Status) ?? "triage", incident.Status.ToString().ToLowerInvariant());
        Assert.Equal(Last(IncidentFacts.Severity) ?? "minor", incident.Severity.ToString().ToLowerInvariant());
        Assert.Equal(Last(IncidentFacts.Affected) ?? "notsure", incident.Affected.ToString().ToLowerInvariant());
        Assert.Equal(Last(IncidentFacts.Lead), incident.Lead);
        Assert.Contains($"{(incident.IsWaiting ? "Waits for" : "Lead:")} {name(incident.Lead!)}", card, StringComparison.Ordinal);
        if (!incident.IsOpen && incident.EndedBy is { } by)
            Assert.Contains($"{Ended()} by {name(by)}", card, StringComparison.Ordinal);
    }

    // Before it was closed somebody resolved it, whom the card names.
    IncidentStatus Ended() => incident.Status == IncidentStatus.Closed ? IncidentStatus.Resolved : incident.Status;

    // What nobody knows is not said.
    string People() => incident.Affected == Domain.Incidents.Affected.NotSure ? "" : $", {Affected(incident.Affected)}";

    string? Last(string verb) => history.LastOrDefault(h => h.Verb == verb)?.After;

    static bool IsOfPerson(TimelineEntry fact) =>
        fact.Actor is not (IncidentChange.Alert or IncidentChange.Bot)
            && fact.Is(IncidentFacts.Severity, IncidentFacts.Affected, IncidentFacts.Lead) || IsEnd(fact);

    static bool IsEnd(TimelineEntry fact) =>
        fact.Is(IncidentFacts.Status) && fact.Actor != IncidentChange.Alert && IsOpen(fact.Before) != IsOpen(fact.After);

    static bool IsOpen(string? status) => Enum.Parse<IncidentStatus>(status!, ignoreCase: true).IsOpen();

    bool IsNewsOutside(TimelineEntry fact) => IsEnd(fact)
        || (fact.Verb == IncidentFacts.Severity && WasOpen(fact)
            && Enum.Parse<Severity>(fact.After!, true) > Enum.Parse<Severity>(fact.Before!, true));

    // What is over gets no worse.
    bool WasOpen(TimelineEntry fact) =>
        history.TakeWhile(h => h != fact).LastOrDefault(h => h.Verb == IncidentFacts.Status) is not { } last
            || IsOpen(last.After);

    /// <summary>Within a minute of it a line or a call in the channel says who did it and what it came to.</summary>
    void IsHeard(TimelineEntry fact)
    {
        if (fact.Actor == IncidentChange.Alert || fact.Actor == IncidentChange.Bot) return;
        Assert.True(
            channel.Any(m => !m.IsPinned && Says(m.Text, fact)),
            $"INC-{incident.Number}: nobody heard of {fact}. The channel:\n{string.Join('\n', channel.Select(m => m.Text))}");
    }

    bool Says(string text, TimelineEntry fact) => fact switch
    {
        _ when fact.Is(IncidentFacts.Severity) => text.Contains(name(fact.Actor), StringComparison.Ordinal)
            && text.Contains(fact.After!, StringComparison.OrdinalIgnoreCase),
        _ when fact.Is(IncidentFacts.Affected) => text.Contains(name(fact.Actor), StringComparison.Ordinal)
            && (text.Contains(Affected(Enum.Parse<Affected>(fact.After!, true)), StringComparison.Ordinal) || ChangedAgain(fact)),
        _ when fact.Is(IncidentFacts.Lead) => text.Contains(name(fact.After!), StringComparison.Ordinal) || ChangedAgain(fact),
        _ => text.Contains(name(fact.Actor), StringComparison.Ordinal)
            && (text.Contains("this", StringComparison.Ordinal) || ChangedAgain(fact)),
    };

    // In a burst only what it came to is said.
    bool ChangedAgain(TimelineEntry fact) =>
        history.Any(h => h != fact && h.Verb == fact.Verb && h.Actor == fact.Actor && h.At >= fact.At && h.At - fact.At < 60_000);

    static string Affected(Affected affected) => affected switch
    {
        Domain.Incidents.Affected.Customers => "customers affected",
        Domain.Incidents.Affected.Inside => "affects people inside the company",
        _ => "not sure who is affected",
    };
}
