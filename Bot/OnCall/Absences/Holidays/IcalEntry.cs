namespace Bot.OnCall.Absences.Holidays;

/// <summary>What holds for all entries of one calendar in a file: its method, and the zone that its times are meant in.</summary>
sealed class IcalCalendar
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
    readonly List<IcalLine> lines = [];

    /// <summary>Whether the file ended in the middle of it, so that what would change it may be missing.</summary>
    public bool IsCutOff { get; set; }

    public void Add(IcalLine line) => lines.Add(line);

    public IcalLine? this[string name] => lines.Find(l => l.Name == name);

    public IEnumerable<IcalLine> All(string name) => lines.Where(l => l.Name == name);

    public string Uid => this["UID"]?.Value.Trim() ?? "";

    public long Sequence => long.TryParse(this["SEQUENCE"]?.Value, out var number) ? number : 0;

    public string Summary => this["SUMMARY"]?.Text ?? "";

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
            var isSaid = description.StartsWith("Observance", StringComparison.OrdinalIgnoreCase)
                && !description.StartsWith("Observance of", StringComparison.OrdinalIgnoreCase);
            return isSaid
                || told.Skip(1).Any(line => line.Contains("Google", StringComparison.Ordinal) && line.Contains('>'))
                || All("CATEGORIES").Any(c => c.Text.Contains("Observance", StringComparison.OrdinalIgnoreCase))
                || $"{Summary} {description}".Contains("not a public holiday", StringComparison.OrdinalIgnoreCase);
        }
    }

    bool Is(string name, string value) => string.Equals(this[name]?.Value.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
