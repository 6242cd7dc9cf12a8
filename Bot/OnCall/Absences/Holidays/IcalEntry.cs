using System.Net;
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
sealed record IcalEntry(IcalCalendar Calendar)
{
    /// <summary>Whether it is one of a calendar's days; its tasks and notes are none.</summary>
    public bool IsEvent { get; init; } = true;

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

    bool Is(string name, string value) => string.Equals(this[name]?.Value.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
