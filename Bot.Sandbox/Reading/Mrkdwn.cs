using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>
/// Renders Slack's mrkdwn as the words one person reads: mentions by name, dates in the reader's zone, no marks.
/// </summary>
sealed partial class Mrkdwn(Workspace workspace, Person reader)
{
    public string Read(string text)
    {
        var parts = Code().Split(ShownMarks.Hide(text));
        for (var i = 0; i < parts.Length; i++)
            parts[i] = i % 2 == 1 ? parts[i] : Plain(parts[i]);
        return ShownMarks.Show(Unescape(string.Concat(parts)));
    }

    public static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);

    string Plain(string text) => Angle().Replace(Marks().Replace(text, "$2"), match => Special(match.Groups[1].Value));

    string Special(string inner)
    {
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var target = bar < 0 ? inner : inner[..bar];
        var label = bar < 0 ? "" : inner[(bar + 1)..];
        return target switch
        {
            ['@', .. var id] => $"@{Name(id)}",
            ['#', .. var id] => $"#{workspace.Conversations.ById(id)?.Name ?? label}",
            _ when target.StartsWith("!date^", StringComparison.Ordinal) => new DateToken(target, label)
                .Read(reader, workspace.Now),
            _ when target.StartsWith("!subteam^", StringComparison.Ordinal) =>
                $"@{workspace.Groups.Find(target["!subteam^".Length..])?.Handle ?? label.TrimStart('@')}",
            ['!', .. var word] => $"@{word}",
            _ => label.Length > 0
                ? label
                : target.StartsWith("mailto:", StringComparison.Ordinal) ? target["mailto:".Length..]
                : target,
        };
    }

    string Name(string id) => workspace.People.ById(id) is { } person ? person.IsBot ? person.RealName : person.Handle : id;

    [GeneratedRegex("```(.+?)```|`([^`\n]+)`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Angle();

    [GeneratedRegex(@"(?<![\w*~])([*_~])(?=\S)([^\n]+?)(?<=\S)\1(?![\w*~])")]
    private static partial Regex Marks();
}
