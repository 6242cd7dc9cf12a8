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
    static readonly string Cut = $"Unpacked, the file is larger than {IcalBytes.MostUnpacked / 1_000_000} MB: "
        + "what comes after that was not read.";

    const int Most = Holiday.Most, Fortnight = 14;
    const string Other = "Choose another file, or write the days.";

    public static bool Looks(string text) =>
        text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);

    public static HolidayReading Read(string text, DateOnly from, bool observances = false, TimeZoneInfo? reader = null) =>
        Read(Encoding.UTF8.GetBytes(text.Replace('\u00A0', ' ').TrimStart('\uFEFF', '\n', '\r')), from, observances, reader);

    /// <summary>The days from a day on.</summary>
    /// <param name="observances">Whether days that are marked, or off for few or in part, count as well.</param>
    /// <param name="reader">Where whoever reads it lives, for times that no calendar explains.</param>
    public static HolidayReading Read(byte[] file, DateOnly from, bool observances = false, TimeZoneInfo? reader = null)
    {
        (file, var isCut) = IcalBytes.Unpacked(file);
        var (entries, isCalendar) = IcalEntries.Of(IcalBytes.Lines(file), reader);
        if (!entries.Exists(e => e.IsEvent))
            return new([], null, isCalendar ? $"The file holds a calendar without events. {Other}" : Not(file));
        var unread = entries.Count > IcalEntries.Most
            ? $"The file holds more than {IcalEntries.Most} events: what comes after them was not read." : isCut ? Cut : null;
        entries = [.. entries.Take(IcalEntries.Most)];
        var (left, repeats, own) = (new List<LeftOut>(), new Repeats(from), DayKind.PlaceOf(entries));
        left.AddRange(
            entries.Where(e => !e.IsEvent).Select(e => new LeftOut(Holiday.OneLine(e.Summary), LeftOut.NoEvent)));
        var found = Things([.. entries.Where(e => e.IsEvent)])
            .SelectMany(
                thing => new HolidaySeries(repeats, entry => observances ? null : DayKind.Problem(entry, own), left).Of(thing))
            .ToList();
        var days = found.Where(h => h.Day >= from).OrderBy(h => h.Day).ThenBy(h => h.Name.Length == 0).DistinctBy(h => h.Day)
            .ToList();
        var said = LeftOut.Say(left, entries.Count);
        if (days.Count == 0)
            return new([], said,
                Joined("The file has no all-day events that are still to come.", Past(found), said, unread, Other));
        var cut = days.Count > Most
            ? $"A list holds {Most} days: what comes after {Days.Text(days[Most - 1].Day)} was left out." : null;
        days = [.. days.Take(Most)];
        var told = Joined(said, unread, cut, LongStay(days));
        return new(days, told.Length == 0 ? null : told, null);
    }

    static string? Past(List<Holiday> found) => found.Count == 0 ? null : $"Its last day was {Days.Text(found.Max(h => h.Day))}.";

    /// <summary>School holidays, or week numbers, that nobody meant to have off are not taken without a word.</summary>
    static string? LongStay(List<Holiday> days)
    {
        var (longest, run) = ((Name: "", Days: 0), 0);
        for (var at = 0; at < days.Count; at++)
        {
            var goesOn = at > 0 && days[at - 1].Day.AddDays(1) == days[at].Day && days[at - 1].Name == days[at].Name;
            run = goesOn ? run + 1 : 1;
            if (run > longest.Days) longest = (days[at].Name, run);
        }
        return longest.Days <= Fortnight ? null
            : $"{(longest.Name.Length == 0 ? "An entry without a name" : longest.Name)} takes {longest.Days} days on end: "
                + "remove them where nobody has them off.";
    }

    /// <summary>What was chosen in place of a calendar.</summary>
    static string Not(byte[] file) => file.AsSpan().TrimStart(" \t\r\n\xEF\xBB\xBF"u8) switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "The file is a zip archive. Unpack it, and choose the .ics file that is in it.",
        [(byte)'<', ..] =>
            "The file is a web page and no calendar; perhaps the page asks to sign in. Choose an .ics file, or write "
            + "the days.",
        _ => "The file could not be read as an iCal calendar. Choose an .ics file, or write the days.",
    };

    /// <summary>The entries of each thing together: those without a name of their own stand alone.</summary>
    static IEnumerable<IReadOnlyList<IcalEntry>> Things(List<IcalEntry> entries) => entries
        .Index().GroupBy(e => e.Item.Uid.Length > 0 ? e.Item.Uid : $"\n{e.Index}", e => e.Item).Select(thing => thing.ToList());

    static string Joined(params string?[] sentences) => string.Join(' ', sentences.Where(s => s is not null));
}
