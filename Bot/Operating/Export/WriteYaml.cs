using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Operating.Export;

/// <summary>
/// Writes YAML that is read by people and kept in git: the same values give the same bytes, and whatever a text holds, it is read
/// back as it was.
/// </summary>
public sealed partial class WriteYaml
{
    // What other readers would take for something else than a text.
    static readonly string[] Words = ["", "true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    readonly StringBuilder text = new();
    int depth;
    bool begins;

    public override string ToString() => text.ToString();

    /// <summary>Lines for readers alone.</summary>
    public void Comment(params string[] lines)
    {
        foreach (var line in lines) Line($"# {OneLine(line)}");
    }

    public void Space() => text.Append('\n');

    /// <summary>A number, or yes or no: without quotes.</summary>
    public void Plain(string key, string value) => Line($"{key}: {value}");

    public void Plain(string key, bool value) => Plain(key, value ? "true" : "false");

    public void Text(string key, string value, string? comment = null)
    {
        if (!IsBlock(value))
        {
            Line($"{key}: {Quoted(value)}{Behind(comment)}");
            return;
        }

        Line($"{key}: |-");
        foreach (var line in value.Split('\n')) text.Append(' ', (depth + 1) * 2).Append(line).Append('\n');
    }

    /// <summary>A list of texts, one on each line with its comment; none is <c>[]</c>.</summary>
    public void List(string key, IEnumerable<string> values, Func<string, string?>? comment = null)
    {
        var all = values.ToList();
        Line(all.Count == 0 ? $"{key}: []" : $"{key}:");
        foreach (var value in all)
            text.Append(' ', (depth + 1) * 2).Append($"- {Quoted(value)}{Behind(comment?.Invoke(value))}\n");
    }

    /// <summary>A list of maps.</summary>
    public void Items<T>(string key, IEnumerable<T> items, Action<T> write)
    {
        var all = items.ToList();
        Line(all.Count == 0 ? $"{key}: []" : $"{key}:");
        depth += 2;
        foreach (var item in all)
        {
            begins = true;
            write(item);
        }

        depth -= 2;
    }

    public void Map(string key, Action write)
    {
        Line($"{key}:");
        depth++;
        write();
        depth--;
    }

    void Line(string line)
    {
        // The first line of an item has its dash.
        if (begins) text.Append(' ', (depth - 1) * 2).Append("- ");
        else text.Append(' ', depth * 2);
        begins = false;
        text.Append(line).Append('\n');
    }

    static string Behind(string? comment) => comment is null || OneLine(comment) is not { Length: > 0 } said ? "" : $" # {said}";

    static string OneLine(string comment) =>
        string.Concat(comment.Select(c => IsShown(c) || char.IsSurrogate(c) ? c : ' ')).Trim();

    // More than a line, none of which a reader would take for something else.
    static bool IsBlock(string value) => value.Contains('\n', StringComparison.Ordinal) && value.Split('\n').All(line =>
        line.Length > 0 && !char.IsWhiteSpace(line[0]) && !char.IsWhiteSpace(line[^1])
        && line.All(c => IsShown(c) || char.IsSurrogate(c)));

    static bool IsShown(char c) =>
        !Problems.IsObeyed(c) && !char.IsSurrogate(c) && c is not ('\uFEFF' or '\uFFFE' or '\uFFFF');

    internal static string Quoted(string value)
    {
        if (Simple().IsMatch(value) && !value.EndsWith(' ') && !Words.Contains(value, StringComparer.OrdinalIgnoreCase)
            && !Number().IsMatch(value)) return value;
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when IsShown(c) || char.IsSurrogate(c) => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            });
        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9/][A-Za-z0-9 _./@+-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Simple();

    // What begins like a number or a date and has no word behind it.
    [GeneratedRegex(@"^[0-9+.-][0-9a-fA-FxXoeE_.+-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
