using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts.Expressions;
using Bot.Domain.Alerts;

namespace Bot.Alerts.Hooks;

/// <summary>
/// One alert as a mapping reads it out of a payload: what its fields say, and what could not be worked out of them.
/// </summary>
/// <param name="source">Whose it is.</param>
/// <param name="payload">The payload, or its part that tells of this alert.</param>
/// <param name="mapping">What is asked of it.</param>
/// <param name="preset">The sender's form, where it is one that is known.</param>
sealed class MappedAlert(string source, Payload payload, Mapping mapping, Preset? preset)
{
    const string Ignore = "ignore";

    readonly List<string> problems = [];

    /// <summary>What is wrong with it, for people.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <param name="leniently">Whether the payload was no clean JSON.</param>
    /// <param name="delivery">What its sender calls the message beside the body.</param>
    public Heard Heard(bool leniently, string? delivery)
    {
        var (title, status) = (OneLine(Value(Mapping.Title)), Value(Mapping.Status));
        var json = payload.ToString();
        if (title is null) return new(AlertBody.Unreadable(source, NoTitle, json), Encoding.UTF8.GetBytes(json));
        var (description, key) = (Value(Mapping.Description), Value(Mapping.Key));
        var fields = new JsonObject
        {
            ["title"] = title,
            ["status"] = IsIgnored(status) ? "firing" : status,
            ["deduplication_key"] = key,
            ["source_url"] = Value(Mapping.Link),
            ["metadata"] = Metadata(Value(Mapping.Severity)),
        };
        // Last, as it tells what the others could not be made of.
        fields["description"] = string.Join('\n', problems.Prepend(description ?? "")).Trim();
        var alert = AlertBody.Understood(source, fields, leniently) ?? AlertBody.Unreadable(source, NoTitle, json);
        return new(IsIgnored(status) ? alert with { OfNoInterest = Why(status!) } : alert, Encoding.UTF8.GetBytes(json))
        {
            Delivery = (preset?.Delivery is { } asked ? Asked(asked) : null) ?? delivery,
            Began = Instant(preset?.Began is { } began ? Asked(began) : null),
            Run = preset?.Run is { } run ? Asked(run) : null,
        };
    }

    string NoTitle => problems.Count > 0 ? problems[0]
        : preset is null
            ? mapping.Fields.TryGetValue(Mapping.Title, out var title)
                ? $"Its title is asked for by {title.Text}, which finds nothing in it." : "Nothing asks for its title."
        : $"It is in the form of {preset.Sender}, but has no title.";

    static bool IsIgnored(string? status) => status is not null
        && (status.ToLowerInvariant() is Ignore or "ignored"
            || status.StartsWith($"{Ignore}:", StringComparison.OrdinalIgnoreCase));

    string Why(string status) => status.IndexOf(':') is > 0 and var at ? status[(at + 1)..].Trim()
        : preset is null ? "Its status says that it is to be ignored."
        : preset.Event is { } happened && Asked(happened) is { } word
            ? $"{preset.Sender} says {word}, which is neither a failure nor the end of one."
        : $"The bot takes no interest in this message of {preset.Sender}.";

    string? Value(string name)
    {
        try
        {
            return mapping.Value(name, payload);
        }
        catch (ExpressionException e)
        {
            problems.Add($"The {name} of this alert is not known: {e.Message}");
            return null;
        }
    }

    // What is told beside an alert may be missing.
    string? Asked(Expression asked)
    {
        try
        {
            return Said.Of(asked.Value(payload));
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    JsonObject Metadata(string? severity)
    {
        var values = new JsonObject();
        if (severity is not null) values["severity"] = severity;
        foreach (var (name, asked) in preset?.Metadata ?? [])
            if (Asked(asked) is { } value) values[name] = value;
        return values;
    }

    // What checks are called may be a text of several lines.
    static string? OneLine(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A time as text, or in seconds or milliseconds since 1970.</summary>
    static DateTimeOffset? Instant(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text!.Length switch
            {
                10 => DateTimeOffset.FromUnixTimeSeconds(number),
                13 => DateTimeOffset.FromUnixTimeMilliseconds(number),
                _ => null,
            }
            : Earlier.Instant(text);
}
