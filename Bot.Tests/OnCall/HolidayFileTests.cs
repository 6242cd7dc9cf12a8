using System.Text;
using Bot.OnCall.Absences.Holidays;

namespace Bot.Tests.OnCall;

/// <summary>Entries of the calendars of other makers, each beside a good one that must not be lost.</summary>
public sealed class HolidayFileTests
{
    static readonly DateOnly Today = new(2026, 11, 25);
    const string Christmas = "BEGIN:VEVENT\nUID:good\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\n";

    [Theory]
    // Where it ends with or before its beginning, or not at all.
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261224", "12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261201", "12-24")]
    [InlineData("DTSTART:20261224\nDTEND:20261226", "12-24 12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261224\nDURATION:P2D", "12-24 12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nDURATION:PT24H", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:2026-12-24", "12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261224T000000", "12-24")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nDTEND:20261228T050001Z", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nDTEND:20261229T235959", "12-28 12-29")]
    // Midnight to midnight, on any wall.
    [InlineData("DTSTART;TZID=\"W. Europe Standard Time\":20261228T000000\nDTEND;TZID=\"W. Europe Standard "
        + "Time\":20261231T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "12-28 12-29 12-30")]
    [InlineData("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20261228T000000\nDTEND;TZID=(UTC+01:00) Amsterdam, "
        + "Berlin:20261229T000000", "12-28")]
    [InlineData("DTSTART;TZID=Customized Time Zone 1:20261228T000000\nDTEND;TZID=Customized Time Zone 1:20261228T235900",
        "12-28")]
    [InlineData("DTSTART;TZID=Eastern Standard Time:20261228T000000\nDTEND:20261229T050000Z", "12-28")]
    [InlineData("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261228T000000\nDTEND:20261228T230000Z", "12-28")]
    [InlineData("DTSTART:20261228T000000Z\nDTEND:20261229T000000Z", "12-28")]
    [InlineData("DTSTART:20261228T000000\nDURATION:P1D", "12-28")]
    [InlineData("DTSTART:20261227T230000Z\nDTEND:20261228T230000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "12-28")]
    [InlineData("DTSTART:20261228T080000Z\nDTEND:20261229T080000Z\nX-FUNAMBOL-ALLDAY:1", "12-28")]
    [InlineData("DTSTART:20261228T000000\nDTEND:20261228T000000\nX-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE", "12-28")]
    // What begins at midnight and ends nowhere, and midnights that are nearly hit.
    [InlineData("DTSTART;TZID=Europe/London:20261228T000000", "12-28")]
    [InlineData("DTSTART:20261228T000000Z", "12-28")]
    [InlineData("DTSTART:20261228T000000\nDTEND:20261227T000000", "12-28")]
    [InlineData("DTSTART:20261228T000000\nDURATION:PT1440M", "12-28")]
    [InlineData("DTSTART:20261228T000100\nDTEND:20261228T235900", "12-28")]
    [InlineData("DTSTART:20261228T000001\nDTEND:20261228T235959", "12-28")]
    [InlineData("DTSTART:20261228T000000\nDTEND:20261229T234500", "12-28 12-29")]
    [InlineData("DTSTART;TZID=America/Sao_Paulo:20261228T000000\nDTEND:20261229T030000Z", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nTRANSP:TRANSPARENT\nCLASS:PRIVATE\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nSUMMARY:Boxing Day (observed)\nDESCRIPTION:In observance of Boxing Day", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nCATEGORIES:Bank holiday", "12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nDURATION:-P1D", "12-28")]
    // Repeated ones.
    [InlineData("DTSTART;VALUE=DATE:20261228\nRRULE:FREQ=YEARLY;COUNT=9;UNTIL=20271228T000000Z", "12-28 2027-12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nRRULE:FREQ=YEARLY;COUNT=2;UNTIL=20301228", "12-28 2027-12-28")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nRRULE:freq=yearly;x-moon=3;bymonth=12;bymonthday=28;until=20271231",
        "12-28 2027-12-28")]
    [InlineData("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", "2028-02-29")]
    [InlineData("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4;UNTIL=20281231",
        "11-26 2027-11-25 2028-11-23")]
    [InlineData("DTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE:20261202T170000\n"
        + "EXDATE;TZID=Europe/Berlin:20261203T000000,20261204T235900\nEXDATE:20261204T000000Z", "12-01 12-05")]
    [InlineData("DTSTART;VALUE=DATE:20210101\nDTEND:20210101T050001Z\nRRULE:FREQ=YEARLY;BYMONTH=1;COUNT=10;BYMONTHDAY=1",
        "2027-01-01 2028-01-01 2029-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=YEARLY;UNTIL=20280101T235959Z\nEXDATE;VALUE=DATE:20270101",
        "2028-01-01")]
    [InlineData("DTSTART;TZID=Europe/Berlin:20240101T000000\nDTEND;TZID=Europe/Berlin:20240102T000000\n"
        + "RRULE:FREQ=YEARLY;UNTIL=20271231T230000Z\nEXDATE:20261231T230000Z", "2028-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20261228\nRDATE;VALUE=DATE:20261229,20261231\nRDATE;VALUE=PERIOD:20270104T000000Z/P1D",
        "12-28 12-29 12-31 2027-01-04")]
    [InlineData("DTSTART;VALUE=DATE:20240428\nRRULE:RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;BYHOUR=0;SKIP=OMIT",
        "2027-04-25 2028-04-30 2029-04-29")]
    [InlineData("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29")]
    [InlineData("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261127\nRRULE:FREQ=YEARLY;COUNT=1", "11-25 11-26")]
    public void A_day_is_read_in_every_shape(string lines, string days) =>
        Assert.Equal(Whole($"{days} 12-25"), Days(File(Event(lines) + Christmas), out _));

    [Theory]
    [InlineData("STATUS:CANCELLED\nDTSTART;VALUE=DATE:20261210", "cancelled (X)")]
    [InlineData("SUMMARY:Canceled: Party\nDTSTART;VALUE=DATE:20261210", "cancelled (Canceled: Party)")]
    [InlineData("DESCRIPTION:Observance\\nTo hide observances, go to Google Calendar Settings > Holidays\n"
        + "DTSTART;VALUE=DATE:20270214", "observances, which are no days off (X)")]
    [InlineData("DESCRIPTION:Gedenktag\\nAusblenden in den Google Kalender-Einstellungen > Feiertage\n"
        + "DTSTART;VALUE=DATE:20270214", "observances, which are no days off (X)")]
    [InlineData("CATEGORIES:Holidays,Observance\nDTSTART;VALUE=DATE:20270214", "observances, which are no days off (X)")]
    [InlineData("DTSTART:20261210T100000Z\nDTEND:20261210T110000Z", "at a time of day (X)")]
    [InlineData("DTSTART:20261210T000000Z\nDTEND:20261210T120000Z", "at a time of day (X)")]
    [InlineData("SUMMARY:Canceled: x\nDTSTART:20261210T000000", "cancelled (Canceled: x)")]
    [InlineData("DESCRIPTION:United Nations observance\nDTSTART;VALUE=DATE:20270214",
        "observances, which are no days off (X)")]
    [InlineData("DESCRIPTION:Type: Observance\\, Christian\nDTSTART;VALUE=DATE:20270214",
        "observances, which are no days off (X)")]
    [InlineData("DESCRIPTION:Kein gesetzlicher Feiertag\nDTSTART;VALUE=DATE:20270214", "observances, which are no days off (X)")]
    [InlineData("DESCRIPTION:Not a bank holiday\nDTSTART;VALUE=DATE:20270214", "observances, which are no days off (X)")]
    [InlineData("DTSTART:20261224T140000\nDTEND:20261224T235959", "at a time of day (X)")]
    [InlineData("DTSTART:20261224T000000\nDTEND:20261224T000500", "at a time of day (X)")]
    [InlineData("DTSTART:20261227T183000Z\nDTEND:20261228T183000Z", "at a time of day (X)")]
    [InlineData("DTSTART;VALUE=DATE:20261340", "without a date that can be read (X)")]
    [InlineData("DESCRIPTION:no date", "without a date that can be read (X)")]
    [InlineData("DTSTART;VALUE=DATE:20261210\nDTEND;VALUE=DATE:99991231", "longer than a year (X)")]
    [InlineData("DTSTART;VALUE=DATE:19700101\nRRULE:FREQ=SECONDLY", "repeated more often than daily (X)")]
    [InlineData("DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY;COUNT=2000000000", "repeated more often than daily (X)")]
    public void What_is_no_day_is_left_out_with_the_reason_and_costs_no_other(string lines, string why)
    {
        Assert.Equal(["2026-12-25"], Days(File(Event(lines) + Christmas), out var reading));
        Assert.Equal($"1 of 2 entries was left out: {why}.", reading.LeftOut);
        var alone = HolidayFile.Read(File(Event(lines)), Today);
        Assert.Equal(
            $"The file has no all-day events that are still to come. 1 of 1 entry was left out: {why}. Choose another file, or "
                + $"write the days.",
            alone.Problem);
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYEASTER=1")]
    [InlineData("FREQ=YEARLY;INTERVAL=0")]
    [InlineData("FREQ=YEARLY;COUNT=0")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU;BYSETPOS=2")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("RSCALE=CHINESE;FREQ=YEARLY")]
    [InlineData("FREQ=LUNAR_YEARLY;BYMONTH=1")]
    [InlineData("nonsense")]
    public void Of_a_rule_that_gives_no_day_the_first_and_those_named_beside_it_stay(string rule)
    {
        var lines = $"DTSTART;VALUE=DATE:20261210\nRRULE:{rule}\nRDATE;VALUE=DATE:20261212,20261213\nEXDATE;VALUE=DATE:20261213";
        Assert.Equal(Whole("12-10 12-12 12-25"), Days(File(Event(lines) + Christmas), out var reading));
        Assert.Equal("1 of 2 entries was left out: repeats by a rule that gives no day, but for the first (X).", reading.LeftOut);
    }

    [Theory]
    [InlineData("", "12-10 12-25")]
    [InlineData("YD1 #0", "12-10 2027-12-10 2028-12-10 12-25")]
    [InlineData("YM1 12 #0", "12-10 2027-12-10 2028-12-10 12-25")]
    [InlineData("YM1 12 #2", "12-10 2027-12-10 12-25")]
    [InlineData("YD2", "12-10 2028-12-10 12-25")]
    public void A_rule_of_an_older_calendar_or_none_is_said_without_a_word(string rule, string days)
    {
        Assert.Equal(Whole(days), Days(File(Event($"DTSTART;VALUE=DATE:20261210\nRRULE:{rule}") + Christmas), out var reading));
        Assert.Null(reading.LeftOut);
    }

    [Theory]
    [InlineData("ATTENDEE;X-RESPONSE-COMMENT=\"he said \"no\" to it\":mailto:a@b.c")]
    [InlineData("X-APPLE-RADIUS=49.91")]
    [InlineData("DESCRIPTION: Observed only in one part\n\\n\\nScotland")]
    [InlineData("DESCRIPTION:one\n\ntwo three: four")]
    [InlineData("ORGANIZER;CN=\"never closed:mailto:a@b.c")]
    [InlineData(":\n;\n=\n\"\nBEGIN\nEND:\n;VALUE=DATE:20260101")]
    [InlineData("BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Alarm\nDTSTART:20200101T101010\nEND:VALARM")]
    [InlineData("BEGIN:VALARM\nTRIGGER:-PT15M")]
    [InlineData("BEGIN:VEVENT\nUID:odd\nSUMMARY:X\nDTSTART;VALUE=DATE:20261210")]
    public void Odd_lines_cost_no_day(string lines)
    {
        Assert.Equal(["2026-12-10", "2026-12-25"],
            Days(File(Event($"DTSTART;VALUE=DATE:20261210\n{lines}") + Christmas), out var late));
        Assert.Equal((null, "X"), (late.LeftOut, late.Days[0].Name));
    }

    static string Event(string lines) =>
        $"BEGIN:VEVENT\nUID:odd\n{(lines.Contains("SUMMARY:C", StringComparison.Ordinal) ? "" : "SUMMARY:X\n")}{lines}\n"
            + $"END:VEVENT\n";

    static byte[] File(string events) =>
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//other//\n{events}END:VCALENDAR\n".Replace("\n",
            "\r\n", StringComparison.Ordinal));

    static List<string> Days(byte[] file, out HolidayReading reading)
    {
        reading = HolidayFile.Read(file, Today);
        Assert.Null(reading.Problem);
        return reading.Days.Select(d => Bot.Domain.OnCall.Days.Text(d.Day)).ToList();
    }

    static List<string> Whole(string days) =>
        days.Split(' ').Select(d => d.Length == 5 ? $"2026-{d}" : d).Distinct().Order(StringComparer.Ordinal).ToList();
}
