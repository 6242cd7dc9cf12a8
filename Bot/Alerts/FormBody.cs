using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Bot.Alerts;

/// <summary>
/// An alert that its sender put into a form, as hooks of older tools do: a field that holds the JSON, or the fields of the alert
/// themselves.
/// </summary>
static partial class FormBody
{
    const int MostFields = 200;
    static readonly string[] Holders = ["payload", "data", "body", "json", "alert", "event", "message"];

    /// <summary>The JSON that it stands for, or null where the text is no form, or one that says nothing of an alert.</summary>
    public static string? Json(string text)
    {
        if (Fields(text.TrimStart()) is not { Count: > 0 and <= MostFields } fields) return null;
        var held = Holders.Select(name => fields.GetValueOrDefault(name)).Append(fields.Count == 1 ? fields.First().Value : null)
            .FirstOrDefault(value => value?.TrimStart() is ['{' or '[', ..]);
        return held ?? (fields.ContainsKey("title") ? Alert(fields).ToJsonString() : null);
    }

    // "metadata[branch]=main" and "metadata.branch=main".
    static JsonObject Alert(Dictionary<string, string> fields)
    {
        var (alert, metadata) = (new JsonObject(), new JsonObject());
        foreach (var (name, value) in fields)
            if (OfMetadata().Match(name) is { Success: true } match) metadata.TryAdd(match.Groups["name"].Value, value);
            else alert.TryAdd(name, value);
        if (metadata.Count > 0) alert["metadata"] = metadata;
        return alert;
    }

    static Dictionary<string, string>? Fields(string text) =>
        Parts().Match(text) is { Success: true } parts ? Parted(text, parts.Value.TrimEnd())
        : Named().IsMatch(text) ? QueryHelpers.ParseQuery(text.Trim()).Take(MostFields + 1)
            .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase)
        : null;

    /// <summary>Of several parts, each behind its own head.</summary>
    static Dictionary<string, string> Parted(string text, string border)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(border, MostFields + 2).Take(MostFields + 1))
            if (Field(part) is var (name, value)) fields.TryAdd(name, value);
        return fields;
    }

    /// <summary>A part's name, from the lines of its head, and what stands behind the blank line that ends the head.</summary>
    static (string Name, string Value)? Field(string part)
    {
        var (name, start) = ((string?)null, part.IndexOf('\n') + 1);
        for (var end = part.IndexOf('\n', start); start > 0 && end >= 0; end = part.IndexOf('\n', start))
        {
            var line = part.AsSpan(start, end - start).TrimEnd('\r');
            start = end + 1;
            if (line.IsEmpty) return name is null ? null : (name, part[start..].Trim());
            if (line.StartsWith("content-disposition:", StringComparison.OrdinalIgnoreCase)
                && Name().Match(line.ToString()) is { Success: true } match) name ??= match.Groups["name"].Value;
        }
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.\[\]%-]{0,99}=", RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"^--[A-Za-z0-9'()+_,./:=?-]{1,74}\r?\n", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    [GeneratedRegex("""[; ]name="?(?<name>[^";]*)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^metadata(?:\[(?<name>[^\]]+)\]|\.(?<name>.+))$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OfMetadata();
}
