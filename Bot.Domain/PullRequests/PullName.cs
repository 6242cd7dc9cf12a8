using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Domain.PullRequests;

/// <summary>A pull request by its repository and number: <c>acme/dbt#12</c>.</summary>
public sealed partial record PullName(string Repository, long Number)
{
    // GitHub allows 39 and 100 characters; of an address that is longer nothing is asked.
    const string Part = "[A-Za-z0-9_.-]{1,100}";

    /// <summary>GitHub takes upper and lower case for the same.</summary>
    public string Key => Repository.ToLowerInvariant();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Repository}#{Number}");

    /// <summary>Where it is read.</summary>
    /// <param name="host">The host of GitHub, such as github.com.</param>
    public string Url(string host) => string.Create(CultureInfo.InvariantCulture, $"https://{host}/{Repository}/pull/{Number}");

    /// <summary>The pull requests that a text links to, each once, in its order.</summary>
    public static IReadOnlyList<PullName> In(string text, string host) =>
    [
        .. Link().Matches(text)
            .Where(m => m.Groups["host"].Value.Equals(host, StringComparison.OrdinalIgnoreCase))
            .Select(m => (Repository: m.Groups["repository"].Value, IsNumber: int.TryParse(
                m.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number), number))
            .Where(m => m.IsNumber && m.number > 0 && !m.Repository.Split('/').Any(part => part.All(c => c == '.')))
            .Select(m => new PullName(m.Repository, m.number))
            .DistinctBy(name => (name.Key, name.Number)),
    ];

    /// <summary>The same behind a command, where <c>acme/dbt#12</c> and a link without https:// are as good.</summary>
    public static IReadOnlyList<PullName> Typed(string text, string host) => In(
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word =>
            Short().Match(word) is { Success: true } named
                ? $"https://{host}/{named.Groups["repository"].Value}/pull/{named.Groups["number"].Value}"
            : IsBareLink(word) ? $"https://{word}" : word)),
        host);

    /// <summary>Whether words name one, on whichever host.</summary>
    public static bool AreAny(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Any(word => Short().IsMatch(word) || IsBareLink(word));

    // "github.com/acme/dbt/pull/12", as people type and read it.
    static bool IsBareLink(string word) =>
        !word.Contains("://", StringComparison.Ordinal) && word.Contains("/pull/", StringComparison.Ordinal);

    /// <summary>
    /// The name of a repository as GitHub writes it, out of what CI says of it:
    /// <c>https://github.com/acme/dbt.git</c>, <c>gh/acme/dbt</c>; null where it is none.
    /// </summary>
    public static string? RepositoryOf(string? text) =>
        text is not null && Said().Match(text.Trim()) is { Success: true } match
            ? match.Groups["repository"].Value is var name && name.EndsWith(".git", StringComparison.OrdinalIgnoreCase)
                ? name[..^4] : match.Groups["repository"].Value
            : null;

    [GeneratedRegex(
        @"https?://(?:www\.)?(?<host>[A-Za-z0-9.-]+(?::[0-9]+)?)/"
            + $"(?<repository>{Part}/{Part})/pull/(?<number>[0-9]{{1,10}})(?:[^0-9A-Za-z]|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(
        $"^(?<repository>{Part}/{Part})#(?<number>[0-9]{{1,10}})[.,;:!?)]*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Short();

    [GeneratedRegex($"(?:^|[/:])(?<repository>{Part}/{Part})/?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Said();
}
