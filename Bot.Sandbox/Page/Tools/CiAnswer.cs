using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Tools;

/// <summary>What the intake answered to some alerts, in words, and the channel that it names.</summary>
sealed partial record CiAnswer(string Text, string? Channel)
{
    /// <summary>From a status and a body as they came; equal ones are said once.</summary>
    public static IReadOnlyList<CiAnswer> Of(Workspace workspace, IEnumerable<(int Status, string Body)> answers) =>
        [.. answers.GroupBy(answer => Words(answer.Status, answer.Body)).Take(3).Select(same =>
            new CiAnswer(same.Count() > 1 ? $"{same.Count()} × {same.Key}" : same.Key, Opened(workspace, same.Key)))];

    static string Words(int status, string body) => status == 0 ? body
        : string.Create(CultureInfo.InvariantCulture, $"{status} {Said(body) ?? body}");

    static string? Said(string body) =>
        Json.TryParse(body, out var answer) ? answer.Text("reason") ?? answer.Text("message") : null;

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
