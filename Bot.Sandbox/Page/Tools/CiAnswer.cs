using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Tools;

/// <summary>What the intake said of an alert, and what the bot then knew of it by name.</summary>
/// <param name="Text">The status with the reason in words.</param>
/// <param name="Known">Attributes with their values.</param>
sealed record CiSaid(string Text, IReadOnlyList<(string Name, string Value)> Known)
{
    /// <summary>From a status and a body as they came: a line for each alert that it names.</summary>
    /// <param name="status">Of HTTP; 0 where nobody answered.</param>
    /// <param name="body">The answer, or in words why there is none.</param>
    /// <param name="known">What the bot knows of an alert by its key.</param>
    public static IEnumerable<CiSaid> Of(int status, string body, Func<string, IReadOnlyList<(string, string)>> known)
    {
        if (status == 0 || !Json.TryParse(body, out var answer)) return [new(status == 0 ? body : $"{status} {body}", [])];
        var alerts = answer.Items("alerts").ToList();
        return (alerts.Count > 0 ? alerts : [answer]).Select(one => new CiSaid(
            string.Create(CultureInfo.InvariantCulture, $"{status} {one.Text("reason") ?? one.Text("message") ?? body}"),
            one.Text("deduplication_key") is { } key ? known(key) : []));
    }
}

/// <summary>What the intake said to some alerts, and the channel that it names.</summary>
sealed partial record CiAnswer(string Text, string? Channel, IReadOnlyList<(string Name, string Value)> Known)
{
    const int Most = 3;

    /// <summary>Equal ones are said once.</summary>
    public static IReadOnlyList<CiAnswer> Of(Workspace workspace, IEnumerable<CiSaid> answers) =>
        [.. answers.GroupBy(said => said.Text).Take(Most).Select(same => new CiAnswer(
            same.Count() > 1 ? $"{same.Count()} × {same.Key}" : same.Key, Opened(workspace, same.Key), same.First().Known))];

    static string? Opened(Workspace workspace, string text)
    {
        if (Number().Match(text) is not { Success: true } match) return null;
        var beginning = $"inc-{match.Groups[1].Value}-";
        return workspace.Conversations.All.Select(each => each.Name)
            .FirstOrDefault(name => name.StartsWith(beginning, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"INC-([0-9]+)")]
    private static partial Regex Number();
}
