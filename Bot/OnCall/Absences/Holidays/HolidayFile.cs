using System.Text;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>What a file of holidays gave: its days, what of it was left out in one sentence, or why it gave none.</summary>
public sealed record HolidayReading(IReadOnlyList<Holiday> Days, string? LeftOut, string? Problem);

/// <summary>
/// Reads the days of an iCal file: its all-day events, repeated ones for three years ahead. Each entry is read by itself, so
/// that a bad one costs no other.
/// </summary>
public static class HolidayFile
{
    const int Most = Holiday.Most;
    const string Other = "Choose another file, or write the days.";

    public static bool Looks(string text) =>
        text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    public static HolidayReading Read(string text, DateOnly from, bool observances = false) =>
        Read(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), from, observances);

    /// <summary>The days from a day on.</summary>
    /// <param name="observances">Whether days that are marked but not taken off count as well.</param>
    public static HolidayReading Read(byte[] file, DateOnly from, bool observances = false)
    {
        var (entries, isCalendar) = IcalEntries.Of(IcalBytes.Lines(file));
        if (!isCalendar || entries.Count == 0)
            return new([], null, "The file could not be read as an iCal calendar. Choose an .ics file, or write the days.");
        var (left, repeats) = (new List<LeftOut>(), new Repeats(from));
        var found = Things(entries).SelectMany(thing => new HolidaySeries(repeats, observances, left).Of(thing)).ToList();
        var days = found.Where(h => h.Day >= from).OrderBy(h => h.Day).ThenBy(h => h.Name.Length == 0).DistinctBy(h => h.Day)
            .ToList();
        var said = LeftOut.Say(left, entries.Count);
        if (days.Count == 0) return new([], said, Joined("The file has no all-day events that are still to come.", said, Other));
        var cut = days.Count > Most
            ? $"A list holds {Most} days: what comes after {Days.Text(days[Most - 1].Day)} was left out." : null;
        return new([.. days.Take(Most)], said is null && cut is null ? null : Joined(said, cut), null);
    }

    /// <summary>The entries of each thing together: those without a name of their own stand alone.</summary>
    static IEnumerable<IReadOnlyList<IcalEntry>> Things(List<IcalEntry> entries) => entries
        .Index().GroupBy(e => e.Item.Uid.Length > 0 ? e.Item.Uid : $"\n{e.Index}", e => e.Item).Select(thing => thing.ToList());

    static string Joined(params string?[] sentences) => string.Join(' ', sentences.Where(s => s is not null));
}
