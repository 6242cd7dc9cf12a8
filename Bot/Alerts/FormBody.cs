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
        foreach (var part in text.Split(border).Take(MostFields + 1))
            if (Head().Match(part) is { Success: true } head)
                fields.TryAdd(head.Groups["name"].Value, part[head.Length..].Trim());
        return fields;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.\[\]%-]{0,99}=")]
    private static partial Regex Named();

    [GeneratedRegex(@"^--[A-Za-z0-9'()+_,./:=?-]{1,74}(?=\r?\n)")]
    private static partial Regex Parts();

    [GeneratedRegex(
        """^\r?\n(?:[^\r\n]+\r?\n)*?content-disposition:[^\r\n]*?[; ]name="?(?<name>[^"\r\n;]*)"?[^\r\n]*\r?\n"""
        + @"(?:[^\r\n]+\r?\n)*\r?\n",
        RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex(@"^metadata(?:\[(?<name>[^\]]+)\]|\.(?<name>.+))$", RegexOptions.IgnoreCase)]
    private static partial Regex OfMetadata();
}
