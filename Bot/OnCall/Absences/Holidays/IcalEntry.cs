using System.Net;
using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>What holds for all entries of one calendar in a file: its method, and the zone that its times are meant in.</summary>
/// <param name="Reader">Where whoever reads it lives, for times of a calendar that does not say where it does.</param>
sealed record IcalCalendar(TimeZoneInfo? Reader)
{
    public string Method { get; set; } = "";

    public string? Zone { get; set; }

    /// <summary>The zones that it describes; where it describes one alone, its times are meant in that.</summary>
    public HashSet<string> Described { get; } = [];

    public TimeZoneInfo? ZoneInfo => IcalZones.Find(Zone) ?? (Described.Count == 1 ? IcalZones.Find(Described.First()) : null);
}

/// <summary>One event of a calendar as its lines say it, good or bad.</summary>
sealed partial record IcalEntry(IcalCalendar Calendar)
{
    readonly List<IcalLine> lines = [];
    string? summary;

    /// <summary>Whether the file ended in the middle of it, so that what would change it may be missing.</summary>
    public bool IsCutOff { get; set; }

    public void Add(IcalLine line) => lines.Add(line);

    public IcalLine? this[string name] => lines.Find(l => l.Name == name);

    public IEnumerable<IcalLine> All(string name) => lines.Where(l => l.Name == name);

    public string Uid => this["UID"]?.Value.Trim() ?? "";

    public long Sequence => long.TryParse(this["SEQUENCE"]?.Value, out var number) ? number : 0;

    /// <summary>When it was written last, as a text that sorts; empty where nothing says so.</summary>
    public string Stamp => (this["LAST-MODIFIED"] ?? this["DTSTAMP"])?.Value.Trim() ?? "";

    /// <summary>As it is seen; what pages of the web fill in holds their entities.</summary>
    public string Summary => summary ??= SeenText.Of(WebUtility.HtmlDecode(this["SUMMARY"]?.Text ?? ""));

    /// <summary>What Outlook and others say of a day that they write with times.</summary>
    public bool SaysAllDay => lines.Exists(l => l.Name.StartsWith("X-", StringComparison.Ordinal)
        && l.Name.Replace("-", "", StringComparison.Ordinal).Contains("ALLDAY", StringComparison.Ordinal)
        && l.Value.Trim().ToUpperInvariant() is "TRUE" or "1" or "YES");

    public bool IsCancelled => Is("STATUS", "CANCELLED") || Is("STATUS", "CANCELED")
        || Calendar.Method == "CANCEL"
        || Summary.StartsWith("Canceled:", StringComparison.OrdinalIgnoreCase)
        || Summary.StartsWith("Cancelled:", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A day that is marked, not taken off. Google says so in the first line of the description, in the reader's language, and in
    /// the next how to hide such days.
    /// </summary>
    public bool IsObservance
    {
        get
        {
            var description = (this["DESCRIPTION"]?.Text ?? "").Trim();
            var told = description.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return told.Prepend(Summary).Any(line => Marked().IsMatch(line)
                    && !line.Contains("public holiday", StringComparison.OrdinalIgnoreCase))
                || told.Skip(1).Any(line => line.Contains("Google", StringComparison.Ordinal) && line.Contains('>'))
                || All("CATEGORIES").Any(c => c.Text.Contains("Observance", StringComparison.OrdinalIgnoreCase))
                || NoHoliday().IsMatch($"{Summary} {description}");
        }
    }

    // "Observance", "United Nations observance", "Type: Observance, Christian", "Mother's Day (observance)"; but not "in
    // observance of" what is a day off.
    [GeneratedRegex(
        @"^(?:type: *)?(?!in |for |day )(?:\p{L}+ ){0,2}observances?\b(?! +of\b)|[(\[]observance[)\]]$",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(
        @"\b(?:not an? (?:public |bank |federal |national |statutory |official )?(?:holiday|day off)|no public holiday"
        + @"|kein (?:gesetzlicher )?feiertag|(?:pas un jour|jour non) férié)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NoHoliday();

    bool Is(string name, string value) => string.Equals(this[name]?.Value.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
