using System.Globalization;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.Slack;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.PullRequests;

/// <summary>
/// What is shown of commits that touch what fails: what is known in, blocks out. Titles, names and paths are others' words, and
/// only the links that the bot makes lead anywhere.
/// </summary>
static class SuspectBlocks
{
    /// <summary>So many are shown; a phone has no place for more.</summary>
    public const int Most = 5;

    const int LongestTitle = 100, LongestAuthor = 40, LongestPath = 120, LongestNode = 60;

    /// <summary>The message in the channel of the incident.</summary>
    public static Message Message(
        IncidentRow incident, SuspectRow row, IReadOnlyList<CardPull> pulls, GitHubSettings settings) => new()
        {
            Text = row.Found is { IsAny: true } found ? $"Suspects of {incident.Label}: {Said(found)}"
                : $"{incident.Label} has no suspects any more",
            Blocks = [.. Items(incident, row, pulls, settings)],
            UnfurlLinks = false,
        };

    /// <summary>Those that are known, or why there are none; and where all of the commits are read.</summary>
    public static IEnumerable<Block> Items(
        IncidentRow incident, SuspectRow row, IReadOnlyList<CardPull> pulls, GitHubSettings settings)
    {
        var found = row.Found;
        if (found is not { IsAny: true })
            yield return new SectionBlock { Text = Why(row, settings) };
        else
            yield return new SectionBlock
            {
                Text = $":twisted_rightwards_arrows: *Between the last green run and the first red one, {Said(found)}*",
            };
        foreach (var suspect in found?.Suspects.Take(Most) ?? []) yield return Item(incident, row, suspect, pulls, settings);
        if (found?.Together is { Count: > 0 } together)
            yield return new SectionBlock { Text = string.Join('\n', together.Take(Most).Select(file => $"• {Of(file)}")) };
        string?[] below =
        [
            found?.Suspects.Count > Most ? Words.Number(found.Suspects.Count - Most, "more", "more") : null,
            CompareLink(row, settings) is { } link ? Mrkdwn.Link(link, "See all commits on GitHub") : null,
        ];
        if (below.OfType<string>().ToList() is { Count: > 0 } said)
            yield return new ContextBlock { Elements = [string.Join(" · ", said)] };
    }

    static string Said(FoundSuspects found) => found.Suspects.Count > 0
        ? $"{Words.Number(found.Suspects.Count, "commit touches", "commits touch")} what fails"
        : $"{Words.Number(found.Commits, "commit changes", "commits change")} what fails";

    static SectionBlock Item(
        IncidentRow incident, SuspectRow row, Suspect suspect, IReadOnlyList<CardPull> pulls, GitHubSettings settings)
    {
        var name = suspect.Pull is { } number ? new PullName(row.Repository!, number) : null;
        var isOnCard = name is not null && pulls.Any(pull =>
            pull.Number == name.Number && name.Repository.Equals(pull.Repository, StringComparison.OrdinalIgnoreCase));
        var title = IncidentMessages.OneLine(suspect.Title) is { Length: > 0 } said ? said : suspect.Sha[..7];
        string?[] facts =
        [
            suspect.Author.Length > 0 ? Mrkdwn.Inert(IncidentMessages.OneLine(suspect.Author), LongestAuthor) : null,
            name is null ? null : Mrkdwn.Link(name.Url(settings.Host), $"{name}"),
            isOnCard ? "on the card" : null,
        ];
        return new()
        {
            Text = string.Join('\n', new[]
            {
                Mrkdwn.Link(
                    $"https://{settings.Host}/{row.Repository}/commit/{suspect.Sha}", Limits.Truncate(title, LongestTitle)),
                Of(suspect.Touches),
                string.Join(" · ", facts.OfType<string>()),
            }.Where(line => line.Length > 0)),
            Accessory = name is null || isOnCard ? null : new Button
            {
                ActionId = PullIds.Suspect,
                Text = "Put on the card",
                Value = string.Create(CultureInfo.InvariantCulture, $"{incident.Number}:{name.Number}"),
            },
        };
    }

    /// <summary>"models/fct_orders.sql, which fails".</summary>
    static string Of(TouchedFile file)
    {
        var node = Mrkdwn.Inert(DbtName.Of(file.Node), LongestNode);
        return $"{Mrkdwn.Inert(IncidentMessages.OneLine(file.Path), LongestPath)}, " + file.By switch
        {
            SuspectBy.Fails => "which fails",
            SuspectBy.Tested => $"which {node} tests",
            _ => $"from which {node} is made",
        };
    }

    /// <summary>Why there are none, in one or two sentences.</summary>
    static string Why(SuspectRow row, GitHubSettings settings) => row switch
    {
        { Green: null } =>
            "No green run of this job is known that named its commit. After the next one the bot knows where to begin.",
        { Repository: null } => "CI does not say of which repository its runs are. Have it send `repository`, such as acme/dbt.",
        { IsSame: true } => "The last green run was of the same commit: nothing was changed in the repository.",
        _ when !settings.CanAsk =>
            $"GitHub is not connected. Whoever runs the bot sets {GitHubSettings.TokenKey} to have the commits looked through.",
        { Found: null } => "GitHub is being asked. Look again in a minute.",
        { Found: var found } => Why(found, row.Repository),
    };

    static string Why(FoundSuspects found, string? repository) => found.End switch
    {
        SuspectEnd.Looked =>
            $"{Words.Number(found.Commits, "commit lies", "commits lie")} between the last green run and the first "
            + "red one. None touches what fails, or what that is made from.",
        SuspectEnd.TooMany => $"{found.Commits} commits lie between the last green run and the first red one, too many to look "
            + "through.",
        SuspectEnd.NotNewer => "The first red run is of no newer commit than the last green one.",
        SuspectEnd.NoFiles => "It is not known in which files the failing nodes stand. Have CI send manifest.json.",
        SuspectEnd.Unseen =>
            $"GitHub does not show these commits of {Mrkdwn.Inert(repository, LongestTitle)} to the bot. Where that stays so, "
            + "its token needs read access to Contents.",
        SuspectEnd.Refused => $"GitHub does not take {GitHubSettings.TokenKey}.",
        _ => "GitHub does not answer just now. Look again in a few minutes.",
    };

    static string? CompareLink(SuspectRow row, GitHubSettings settings) => row.CanBeAsked
        ? $"https://{settings.Host}/{row.Repository}/compare/{row.Green}...{row.Red}" : null;
}
