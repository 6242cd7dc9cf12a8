namespace Bot.OnCall.Absences.Holidays;

/// <summary>
/// Takes a file apart into its events, of one calendar or several; what is broken in one leaves the others whole.
/// </summary>
static class IcalEntries
{
    /// <summary>More are no days off; what comes after them is not read.</summary>
    public const int Most = 10_000;

    /// <summary>The events, and whether the lines were those of a calendar at all.</summary>
    public static (List<IcalEntry> Entries, bool IsCalendar) Of(IEnumerable<string> lines, TimeZoneInfo? reader)
    {
        var (entries, calendar, isCalendar) = (new List<IcalEntry>(), new IcalCalendar(reader), false);
        var (entry, inside) = ((IcalEntry?)null, new Stack<string>());
        foreach (var line in lines.Select(IcalLine.Read))
        {
            var part = line.Value.Trim().ToUpperInvariant();
            if (line.Name == "BEGIN" && part == "VCALENDAR") (calendar, entry, isCalendar) = (new(reader), null, true);
            else if (line.Name == "BEGIN" && part is "VEVENT" or "VTODO" or "VJOURNAL")
            {
                if (entries.Count > Most) break;
                entries.Add(entry = new(calendar) { IsEvent = part == "VEVENT" });
                inside.Clear();
            }
            else if (line.Name == "BEGIN") inside.Push(part);
            else if (line.Name == "END" && part is "VEVENT" or "VTODO" or "VJOURNAL" or "VCALENDAR")
            {
                entry = null;
                inside.Clear();
            }
            else if (line.Name == "END") inside.TryPop(out _);
            else if (inside.TryPeek(out var nested)) Describe(calendar, nested, line);
            else if (entry is not null) entry.Add(line);
            else Describe(calendar, line);
        }
        if (entry is not null) entry.IsCutOff = true;
        entries.RemoveAll(e => !e.IsEvent && e["DTSTART"] is null && e["DUE"] is null);
        return (entries, isCalendar || entries.Count > 0);
    }

    static void Describe(IcalCalendar calendar, string nested, IcalLine line)
    {
        if (nested == "VTIMEZONE" && line.Name == "TZID") calendar.Described.Add(line.Value.Trim());
    }

    static void Describe(IcalCalendar calendar, IcalLine line)
    {
        if (line.Name == "METHOD") calendar.Method = line.Value.Trim().ToUpperInvariant();
        if (line.Name is "X-WR-TIMEZONE" or "TIMEZONE-ID") calendar.Zone = line.Value.Trim();
    }
}
