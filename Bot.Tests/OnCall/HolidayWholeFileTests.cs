using System.IO.Compression;
using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences.Holidays;

namespace Bot.Tests.OnCall;

/// <summary>Files that came another way: packed, moved in, joined, or no calendar at all; and days as people type them.</summary>
public sealed class HolidayWholeFileTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    const string Christmas = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Christmas\r\n"
        + "DTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    static readonly Dictionary<string, Func<byte[]>> Carried = new()
    {
        ["packed"] = () => Gzip(Encoding.UTF8.GetBytes(Christmas)),
        ["moved in"] = () => Utf8(Christmas.Replace("\r\n", "\r\n  ", StringComparison.Ordinal)),
        ["all moved in"] = () => Utf8("\t" + Christmas.Replace("\r\n", "\n\t", StringComparison.Ordinal)),
        ["UTF-32"] = () => [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(true, false).GetBytes(Christmas)],
        ["two marks"] = () => [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Utf8(Christmas)],
        ["behind a warning of the page that made it"] = () => Utf8("Warning: in /x.php on line 3\r\n" + Christmas + "<!-- x -->"),
        ["in a mail"] = () => Utf8("Content-Type: text/calendar; charset=utf-8\r\n\r\n" + Christmas),
        ["in small letters"] = () =>
            Utf8(Christmas.ToLowerInvariant().Replace("christmas", "Christmas", StringComparison.Ordinal)),
        ["without its calendar"] = () => Utf8(Christmas[Christmas.IndexOf("BEGIN:VEVENT", StringComparison.Ordinal)..]),
        ["one in another"] = () => Utf8($"BEGIN:VCALENDAR\n{Christmas}END:VCALENDAR\n"),
        ["beside what are no events"] = () => Utf8(Christmas.Replace("BEGIN:VEVENT",
            "BEGIN:X-OWN\nDTSTART;VALUE=DATE:20261229\nEND:X-OWN\nBEGIN:VEVENT", StringComparison.Ordinal)),
    };

    public static TheoryData<string> Ways => [.. Carried.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_calendar_is_read_however_it_was_carried(string way)
    {
        var reading = HolidayFile.Read(Carried[way](), Today);
        Assert.Equal(["2026-12-25 Christmas"], reading.Days.Select(d => d.ToString()));
        Assert.Null(reading.LeftOut);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>Sign in</title>", "The file is a web page and no calendar; perhaps")]
    [InlineData("PK\u0003\u0004", "The file is a zip archive. Unpack it")]
    [InlineData("{\"events\":[{\"date\":\"2026-12-25\"}]}", "The file could not be read as an iCal calendar.")]
    [InlineData("", "The file could not be read as an iCal calendar.")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "The file holds a calendar without events.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VTODO\nDTSTART:20261225\nEND:VTODO\nEND:VCALENDAR\n",
        "The file holds a calendar without events.")]
    [InlineData("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20191225\nEND:VEVENT",
        "The file has no all-day events that are still to come. Its last day was 2019-12-25.")]
    public void What_gives_no_day_is_told_from_the_rest(string file, string problem) =>
        Assert.StartsWith(problem, HolidayFile.Read(Utf8(file), Today).Problem, StringComparison.Ordinal);

    [Fact]
    public void Days_of_Greenwich_time_are_those_of_the_calendar_or_of_whoever_reads_it()
    {
        const string India = "DTSTART:20261227T183000Z\nDTEND:20261228T183000Z";
        foreach (var zone in new[] { "X-WR-TIMEZONE:Asia/Kolkata", "TIMEZONE-ID:Asia/Kolkata",
            "BEGIN:VTIMEZONE\nTZID:Asia/Kolkata\nEND:VTIMEZONE" })
            Assert.Equal("2026-12-28", Days(File($"{zone}\n{Event(India)}")));
        Assert.Equal("2026-12-28", Days(File(Event(India)), "Asia/Kolkata"));
        Assert.Equal("2026-12-28", Days(File(Event("DTSTART:20261227T110000Z\nDURATION:P1D")), "Pacific/Auckland"));
        Assert.Equal("2026-12-28", Days(File(Event("DTSTART:20261228T000000Z\nDURATION:P1D")), "Asia/Kolkata"));
        Assert.Equal("", Days(File(Event(India)), "Europe/London"));
    }

    [Fact]
    public void Of_copies_the_newest_counts_and_days_that_share_a_name_of_their_program_stay()
    {
        // A UID and a name that two days share are no copies: programs give both to all the days of one calendar.
        Assert.Equal("2026-12-28 2026-12-29", Days(File(
            Event("UID:a\nLAST-MODIFIED:20260101T000000Z\nDTSTART;VALUE=DATE:20261229"),
            Event("UID:a\nLAST-MODIFIED:20250101T000000Z\nDTSTART;VALUE=DATE:20261228"))));
        Assert.Equal("2026-12-28 2027-06-01", Days(File(
            Event("UID:a\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20261228"),
            Event("UID:a\nDTSTAMP:20250101T000000Z\nDTSTART;VALUE=DATE:20270601"))));
        Assert.Equal("2026-12-28", Days(File(
            Event("UID:a\nDTSTART;VALUE=DATE:20261228"), Event("UID:b\nDTSTART;VALUE=DATE:20261228"))));
    }

    [Fact]
    public void Days_that_share_uid_and_name_all_stay_and_of_one_day_the_newest_copy()
    {
        var reading = HolidayFile.Read(File([.. "20261224 20261225 20261228 20270101 20270101".Split(' ')
            .Select((day, n) => Event($"UID:0@default\nDTSTAMP:2026010{n + 1}T000000Z\nDTSTART;VALUE=DATE:{day}"))]), Today);
        Assert.Equal(["2026-12-24 X", "2026-12-25 X", "2026-12-28 X", "2027-01-01 X"], reading.Days.Select(d => d.ToString()));
        Assert.Equal("1 of 5 entries was left out: replaced by a later version (X).", reading.LeftOut);
    }

    [Fact]
    public void A_file_that_is_too_large_is_read_so_far_in_little_time_and_says_so()
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        var many = HolidayFile.Read(File([.. Enumerable.Range(0, 48_000).Select(n =>
            Event($"UID:{n}\nDTSTART;VALUE=DATE:2027{1 + n % 12:00}{1 + n % 28:00}"))]), Today);
        Assert.Equal("The file holds more than 10000 events: what comes after them was not read.", many.LeftOut);
        var empty = HolidayFile.Read(Utf8(string.Concat(Enumerable.Repeat("BEGIN:VEVENT\n", 300_000))), Today);
        Assert.Contains("10000 entries were left out: without a date that can be read (10000 without a name).", empty.Problem,
            StringComparison.Ordinal);
        var line = HolidayFile.Read(
            Utf8(Christmas.Replace("Christmas", new string('é', 2_400_000), StringComparison.Ordinal)), Today);
        Assert.StartsWith("ééé", Assert.Single(line.Days).Name, StringComparison.Ordinal);
        var packed = HolidayFile.Read(Gzip(Utf8(Christmas.Replace("END:VEVENT\r\n",
            $"END:VEVENT\r\n{string.Concat(Enumerable.Repeat("X-FILL:x\r\n", 600_000))}", StringComparison.Ordinal))), Today);
        Assert.Equal("Unpacked, the file is larger than 5 MB: what comes after that was not read.", packed.LeftOut);
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(8), $"{began.Elapsed}");
    }

    [Fact]
    public void A_long_time_off_is_said()
    {
        var reading = HolidayFile.Read(File(Event("DTSTART;VALUE=DATE:20270716\nDTEND;VALUE=DATE:20270829")), Today);
        Assert.Equal((44, "X takes 44 days on end: remove them where nobody has them off."),
            (reading.Days.Count, reading.LeftOut));
    }

    [Theory]
    [InlineData("St. Patrick&#39;s Day &amp; more", "St. Patrick's Day & more")]
    [InlineData("a\u202ecba\u200b \u0007b", "acba b")]
    [InlineData("- 2027-01-01 to 2027-01-02 x", "x")]
    [InlineData("עיד 🎄 ❤️", "עיד 🎄 ❤️")]
    public void A_name_is_what_is_seen_of_it_and_comes_back_the_same(string summary, string name)
    {
        var day = Assert.Single(HolidayFile.Read(
            Utf8(Christmas.Replace("SUMMARY:Christmas", $"SUMMARY:{summary}", StringComparison.Ordinal)), Today).Days);
        Assert.Equal(name, day.Name);
        Assert.True(Holiday.TryRead(day.ToString(), out var again, out _));
        Assert.Equal([day], again);
    }

    [Fact]
    public void Thousands_of_copies_take_no_longer_than_thousands_of_days()
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        HolidayFile.Read(File([.. Enumerable.Range(0, 10_000).Select(n => Event($"UID:a\n"
            + $"STATUS:{(n % 2 == 0 ? "CANCELLED" : "X")}\nDTSTART;VALUE=DATE:2026{1 + n % 12:00}{1 + n % 28:00}"))]), Today);
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(5), $"{began.Elapsed}");
    }

    [Theory]
    [InlineData("2026/12/25 x")]
    [InlineData("2026.12.25, x")]
    [InlineData("20261225;x")]
    [InlineData("25.12.2026 – x")]
    [InlineData("25/12/2026 x")]
    [InlineData("25-12-2026 x")]
    [InlineData("12/25/2026 x")]
    [InlineData("25 Dec 2026: x")]
    [InlineData("25th December 2026 - x")]
    [InlineData("December 25, 2026 x")]
    [InlineData("Fri 25 Dec 2026 x")]
    [InlineData("• 2026-12-25\u00a0x")]
    [InlineData("２０２６-１２-２５　x")]
    [InlineData("2026‑12‑25\tx\r\n\r\n")]
    [InlineData("2026-12-25T00:00:00Z x")]
    [InlineData("2026-12-25 – 2026-12-25 x")]
    public void A_day_is_read_as_people_write_it(string line)
    {
        Assert.True(Holiday.TryRead(line, out var days, out var problem), problem);
        Assert.Equal(["2026-12-25 x"], days.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("2026-12-24 – 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24..2026-12-26 Shutdown, all of us")]
    [InlineData("24 Dec 2026 to 26 Dec 2026: Shutdown, all of us")]
    [InlineData("2026-12-24/2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24–26 Shutdown, all of us")]
    [InlineData("2026-12-24/26 Shutdown, all of us")]
    [InlineData("2026-12-24 to 26 Shutdown, all of us")]
    [InlineData("24-12-2026 – 26-12-2026 Shutdown, all of us")]
    [InlineData("2026-12-24 -> 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24 → 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24 ~ 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24…2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24 bis 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24 thru 2026-12-26 Shutdown, all of us")]
    [InlineData("2026-12-24 till 2026-12-26 Shutdown, all of us")]
    public void The_first_and_the_last_day_stand_for_all_between(string line)
    {
        Assert.True(Holiday.TryRead(line, out var days, out _));
        Assert.Equal("24 25 26", string.Join(' ', days.Select(d => d.Day.Day)));
        Assert.All(days, day => Assert.Equal("Shutdown, all of us", day.Name));
    }

    [Theory]
    [InlineData("03/04/2027 x")]
    [InlineData("2026-02-30 x")]
    [InlineData("2026-12-26 – 2026-12-24 x")]
    [InlineData("2026-12-24 – 2036-12-24 x")]
    [InlineData("12-25 x")]
    [InlineData("Christmas 2026-12-25")]
    public void What_could_be_another_day_is_refused(string line) => Assert.False(Holiday.TryRead(line, out _, out _));

    [Theory]
    [InlineData("2026-03-10, 2026-03-11, 2026-03-12", "could be several days.")]
    [InlineData("2026-03-10 & 2026-03-13 x", "could be several days.")]
    [InlineData("2026-03-10 and 2026-03-13 x", "could be several days.")]
    [InlineData("2026-03-10 2026-03-11 x", "could be several days.")]
    [InlineData("2026-03-10 & 13 x", "could be several days.")]
    [InlineData("2026-03-10, 11, 12 x", "could be several days.")]
    [InlineData("2026-03-10 – 13 Team days", "could be several days.")]
    [InlineData("2026-03-10 – 13 March Team days", "could be several days.")]
    [InlineData("2026-03-30 to 04-02 x", "could be several days.")]
    [InlineData("2026-03-13–10 x", "could be several days.")]
    [InlineData("2026-12-04 until 14:00 Christmas party", "is off for a part of the day")]
    [InlineData("2026-12-04 to 3 pm", "is off for a part of the day")]
    [InlineData("2026-12-04 → 16:00", "is off for a part of the day")]
    [InlineData("2026-12-04..12:00", "is off for a part of the day")]
    [InlineData("2026-12-04-14:00", "is off for a part of the day")]
    [InlineData("2026-12-04 bis 12 Uhr", "is off for a part of the day")]
    [InlineData("2026-12-04 ~ 12 noon", "is off for a part of the day")]
    [InlineData("2026-12-04 until noon", "is off for a part of the day")]
    [InlineData("2026-12-04 from 15.30 h", "is off for a part of the day")]
    [InlineData("2026-12-24 13:00-17:00 Christmas Eve", "is off for a part of the day")]
    [InlineData("2026-12-04 - 14:00 Christmas party", "is off for a part of the day")]
    [InlineData("2026-12-04 to 12.30 half day", "could be several days.")]
    [InlineData("2026-05-09 - 10. Jahrestag", "could be several days.")]
    [InlineData("2026-03-13 – 2026-03-10 x", "ends before it begins.")]
    [InlineData("2026-07-01 to 2026-10-15", "takes 107 days. One line takes at most 92")]
    [InlineData("25 December x", "has no year.")]
    [InlineData("Dec 25 x", "has no year.")]
    [InlineData("25.12. x", "has no year.")]
    [InlineData("25/12/26 x", "has a year of two digits.")]
    [InlineData("2026-02-30 x", "is no day: February 2026 has no 30th.")]
    [InlineData("31.04.2026 x", "is no day: April 2026 has no 31st.")]
    [InlineData("30 Feb 2026 x", "is no day: February 2026 has no 30th.")]
    [InlineData("2026-13-01 x", "is no day: there is no month 13.")]
    [InlineData("03/04/2026 x", "could be 3 April or 4 March. Write 2026-04-03 or 2026-03-04.")]
    [InlineData("Christmas x", "does not begin with a date.")]
    public void What_is_wrong_with_a_line_is_said(string line, string problem)
    {
        Assert.False(Holiday.TryRead(line, out _, out var said));
        Assert.StartsWith($"\"{line}\" {problem}", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-26 – 2. Weihnachtstag", "2. Weihnachtstag")]
    [InlineData("2026-12-26: 2nd Christmas Day", "2nd Christmas Day")]
    [InlineData("2026-05-04 - May bank holiday", "May bank holiday")]
    [InlineData("2026-05-04 to be decided", "to be decided")]
    [InlineData("2026-07-03 – 4th of July (observed)", "4th of July (observed)")]
    [InlineData("2026-05-01 - May 1 Labour", "May 1 Labour")]
    [InlineData("2026-10-03 - 3 October", "3 October")]
    [InlineData("2026-12-24 Midnight Mass", "Midnight Mass")]
    [InlineData("2026-12-24 00:00:00 Christmas Eve", "Christmas Eve")]
    public void A_name_may_begin_like_a_day(string line, string name)
    {
        Assert.True(Holiday.TryRead(line, out var days, out _));
        Assert.Equal(name, Assert.Single(days).Name);
    }

    static string Days(byte[] file, string? reader = null) => string.Join(' ', HolidayFile.Read(
        file, Today, reader: reader is null ? null : TimeZoneInfo.FindSystemTimeZoneById(reader)).Days
        .Select(d => Bot.Domain.OnCall.Days.Text(d.Day)));

    static string Event(string lines) => $"BEGIN:VEVENT\nSUMMARY:X\n{lines}\nEND:VEVENT\n";

    static byte[] File(params string[] events) => Utf8($"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Concat(events)}END:VCALENDAR\n");

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    static byte[] Gzip(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var to = new GZipStream(packed, CompressionLevel.Fastest)) to.Write(file);
        return packed.ToArray();
    }
}
