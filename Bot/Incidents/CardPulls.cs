using System.Data;
using System.Globalization;
using Bot.Domain.PullRequests;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>A pull request as the card of an incident shows it.</summary>
public sealed class CardPull
{
    public required string Repository { get; init; }
    public long Number { get; init; }
    public required string Url { get; init; }
    public required string Title { get; init; }
    public PullState State { get; init; }

    /// <summary>The incident to which it belongs.</summary>
    public long Incident { get; init; }

    /// <summary>Why GitHub does not answer for it; null where it does.</summary>
    public string? Trouble { get; init; }
}

/// <summary>What an incident's card and its timeline say of its pull requests. Their titles are others' words.</summary>
public static class CardPulls
{
    /// <summary>Why GitHub says nothing of one: it shows nothing of it, or does not take the token.</summary>
    public const string Unseen = "unseen", Refused = "refused";

    const int MostShown = 5, MostTitle = 100, MostLabels = 600;

    public static List<CardPull> Of(IDbConnection db, long number) => db.Query<CardPull>(
        """
        select p.repository, p.number, p.url, p.title, p.state, p.trouble from incident_pulls a
        join pull_requests p on p.id = a.pull where a.incident = @number order by a.attached_at, p.id
        """,
        new { number }).ToList();

    /// <summary>Those of several incidents that stand so.</summary>
    public static List<CardPull> OfAll(IDbConnection db, IReadOnlyCollection<long> incidents, IEnumerable<PullState> states) =>
        incidents.Count == 0 ? [] : db.Query<CardPull>(
            """
            select a.incident, p.repository, p.number, p.url, p.title, p.state, p.trouble from incident_pulls a
            join pull_requests p on p.id = a.pull where a.incident in @incidents and p.state in @states
            order by a.attached_at, p.id, a.incident
            """,
            new { incidents, states = states.Select(s => s.ToString().ToLowerInvariant()) }).ToList();

    /// <summary>A line for each, and what it is now.</summary>
    public static string Lines(IReadOnlyList<CardPull> pulls) => string.Join('\n',
    [
        pulls.Count == 1 ? "*Pull request*" : "*Pull requests*",
        .. pulls.Take(MostShown).Select(Line),
        .. pulls.Count > MostShown ? [$"… {pulls.Count - MostShown} more"] : Array.Empty<string>(),
    ]);

    /// <summary>Which it is and what it is now.</summary>
    public static string Line(CardPull pull) =>
        $"{Mrkdwn.Link(pull.Url, Limits.Truncate(Named(pull), MostTitle))}: {Standing(pull)}";

    /// <summary>"acme/dbt#12 merged", where others stand beside it.</summary>
    public static string Brief(CardPull pull) => string.Create(
        CultureInfo.InvariantCulture, $"{Mrkdwn.Link(pull.Url, $"{pull.Repository}#{pull.Number}")} {Word(pull.State)}");

    /// <summary>Which it is and what it is now, as plain text.</summary>
    public static string Plain(CardPull pull) => $"{Named(pull)}: {Standing(pull).Replace("*", "", StringComparison.Ordinal)}";

    static string Named(CardPull pull) => IncidentMessages.OneLine(
        string.Create(CultureInfo.InvariantCulture, $"{pull.Repository}#{pull.Number} {pull.Title}"));

    static string Standing(CardPull pull) => (pull.State, pull.Trouble) switch
    {
        (PullState.Unseen, Unseen) => "GitHub does not show it to the bot",
        (PullState.Unseen, Refused) => "GitHub does not answer the bot",
        (PullState.Merged, _) => "*merged*, not deployed yet",
        (var state, _) => $"*{Word(state)}*",
    };

    static string Word(PullState state) => state switch
    {
        PullState.Unseen => "nothing heard of it yet",
        PullState.ChangesAsked => "changes asked",
        PullState.ChecksFailing => "checks failing",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>"acme/dbt#12 Fix the cast: approved → *merged*"; that one was closed ends nothing here.</summary>
    public static string Became(TimelineEntry fact) =>
        (Choices.Read(fact.Before, PullState.Unseen), Choices.Read(fact.After, PullState.Unseen)) switch
        {
            (_, PullState.Closed) => $"{Label(fact.Why)} was closed without a merge; the incident stays as it is",
            (PullState.Deployed, PullState.Merged) =>
                $"{Label(fact.Why)} runs in production no more: what was deployed since does not contain it",
            (var before, var after) => $"{Label(fact.Why)}: {Word(before)} → *{Word(after)}*",
        };

    /// <summary>Which one a fact is about, in its own words.</summary>
    public static string Label(string? text) => Mrkdwn.Inert(IncidentMessages.OneLine(text ?? ""), MostTitle);

    /// <summary>The line of the channel that its lead waits for; of what is over it is said on the timeline alone.</summary>
    /// <param name="fact">What is live, and who led it then.</param>
    /// <param name="name">The name of a person by id.</param>
    /// <param name="mention">A mention of them, where they are to be told.</param>
    public static string Live(TimelineEntry fact, Func<string, string> name, Func<string, string?>? mention)
    {
        var lead = fact.Before is { } id ? mention?.Invoke(id) ?? $"*{Mrkdwn.Name(name(id))}*" : null;
        var live = Mrkdwn.Inert(IncidentMessages.OneLine(fact.After ?? ""), MostLabels);
        var next = lead is null ? "Resolve" : $"{lead}, resolve";
        return $":rocket: Fix is live: {Sentence.Ended(live)} {next} it once the data is right.";
    }
}
