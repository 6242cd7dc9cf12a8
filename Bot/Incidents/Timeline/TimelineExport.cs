using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Bot.Incidents.Timeline;

/// <summary>A timeline to be taken along: Markdown for people, JSON for programs, and both say the same.</summary>
sealed record TimelineExport(IncidentRow Incident, IReadOnlyList<TimelineLine> Lines, DateTimeOffset At)
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // Signs that mean something in a page or a block of code are escaped, letters are not.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public string FileName(string ending) => $"{Incident.Label.ToLowerInvariant()}-timeline.{ending}";

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Incident = Incident.Label,
            Name = Titles.Of(Incident),
            Status = Words.Of(Incident.Status),
            Severity = Words.Of(Incident.Severity),
            ExportedAt = Iso(At.ToUnixTimeMilliseconds()),
            Entries = Lines.Select(line => new
            {
                At = Iso(line.At),
                Kind = line.Kind.ToString().ToLowerInvariant(),
                line.Who,
                Text = line.Plain,
                line.Item?.Link,
                line.AddedBy,
                EditedAt = line.Item?.EditedAt is { } edited ? Iso(edited) : null,
            }),
        },
        Json);

    public string ToMarkdown()
    {
        var text = new StringBuilder(
            $"""
            # {Incident.Label}: {MarkdownText.Escaped(Titles.Of(Incident))}

            {Incident.Status}, {Incident.Severity}. Exported at {Iso(At.ToUnixTimeMilliseconds())}; all times are UTC.

            """.ReplaceLineEndings("\n"));
        string? day = null;
        foreach (var line in Lines)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(line.At).UtcDateTime;
            var today = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (today != day) text.Append(CultureInfo.InvariantCulture, $"\n## {day = today}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- {at:HH:mm:ss} ")
                .Append(line.Who is { } who ? $"**{MarkdownText.Escaped(who)}**: " : "")
                .Append(MarkdownText.Escaped(line.Plain)).Append(Behind(line))
                .Append('\n');
        }

        return text.ToString();
    }

    static string Behind(TimelineLine line)
    {
        string?[] about =
        [
            line.Item?.IsNote == true ? "note" : null,
            line.Item?.Link is { } link ? $"[message](<{link}>)" : null,
            line.AddedBy is { } by ? $"added by {MarkdownText.Escaped(by)}" : null,
            line.Item?.EditedAt is { } edited ? $"edited {Iso(edited)}" : null,
        ];
        return string.Join(", ", about.OfType<string>()) is { Length: > 0 } behind ? $" ({behind})" : "";
    }

    static string Iso(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
