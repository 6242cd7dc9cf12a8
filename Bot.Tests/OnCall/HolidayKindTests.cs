using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences.Holidays;

namespace Bot.Tests.OnCall;

/// <summary>Days of a calendar that are off for few, in part, or not at all, each beside one that is off.</summary>
public sealed class HolidayKindTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    const string OfSome = "for a part of the country or by choice", InPart = "for a part of the day",
        Observance = "observances, which are no days off";

    [Theory]
    [InlineData("2nd January", "Public holiday in Scotland", OfSome)]
    [InlineData("St Patrick's Day", "Public holiday in Northern Ireland", OfSome)]
    [InlineData("Easter Monday (regional holiday)", "Public holiday in England\\, Northern Ireland\\, Wales", OfSome)]
    [InlineData("Heilige Drei Könige", "Gesetzlicher Feiertag in Bayern", OfSome)]
    [InlineData("Vendredi saint", "Jour férié en Alsace", OfSome)]
    [InlineData("Civic Day", "Holiday in some provinces", OfSome)]
    [InlineData("Pongal", "Restricted Holiday", OfSome)]
    [InlineData("Holi", "Optional holiday", OfSome)]
    [InlineData("Carnaval", "Ponto facultativo", OfSome)]
    [InlineData("Genfer Bettag", "Local holiday", OfSome)]
    [InlineData("Christmas Eve", "Half-day holiday", InPart)]
    [InlineData("Christmas Eve (half day)", "Public holiday", InPart)]
    [InlineData("Christmas Eve (from 6pm)", "Public holiday", InPart)]
    [InlineData("Christmas Eve 13:00-17:00", "", InPart)]
    [InlineData("Office closes early (afternoon off)", "", InPart)]
    [InlineData("December Solstice", "Season", Observance)]
    [InlineData("December Solstice", "", Observance)]
    [InlineData("Daylight Saving Time starts", "Clock change/Daylight Saving Time", Observance)]
    [InlineData("Daylight Saving Time ends", "", Observance)]
    [InlineData("Full moon", "Moon phase", Observance)]
    public void What_is_off_for_few_or_in_part_is_left_out_and_said(string name, string told, string why)
    {
        var reading = Read(Christmas + Day("20270102", name, told));
        Assert.Equal(["2026-12-25 Christmas"], reading.Days.Select(d => d.ToString()));
        var write = why == OfSome ? " Write those that are yours." : "";
        Assert.Equal($"1 of 2 entries was left out: {why} ({name}).{write}", reading.LeftOut);
        // Whoever takes all that is marked takes it.
        Assert.Equal(2, Read(Christmas + Day("20270102", name, told), observances: true).Days.Count);
    }

    [Theory]
    [InlineData("Boxing Day", "Public holiday")]
    [InlineData("Boxing Day (substitute day)", "Public holiday in lieu of Boxing Day")]
    [InlineData("Memorial Day", "Federal holiday in honor of the fallen")]
    [InlineData("Vernal Equinox Day", "Public holiday")]
    [InlineData("Vernal Equinox", "National holiday")]
    [InlineData("Summer holiday", "")]
    [InlineData("Tag 3 am Meer", "")]
    public void What_is_off_for_all_stays(string name, string told) =>
        Assert.Equal(2, Read(Christmas + Day("20270102", name, told)).Days.Count);

    [Fact]
    public void The_place_that_a_file_is_about_is_no_part_of_it()
    {
        var scotland = Day("20261130", "St Andrew's Day", "Public holiday in Scotland")
            + Day("20270102", "2nd January", "Public holiday in Scotland");
        var reading = Read(scotland + Day("20270317", "St Patrick's Day", "Public holiday in Northern Ireland"));
        Assert.Equal(["2026-11-30", "2027-01-02"], reading.Days.Select(d => Days.Text(d.Day)));
        Assert.Equal($"1 of 3 entries was left out: {OfSome} (St Patrick's Day). Write those that are yours.", reading.LeftOut);
    }

    [Fact]
    public void All_that_somebody_may_have_off_are_named()
    {
        var reading = Read(Christmas + string.Concat(Enumerable.Range(1, 9).Select(
            n => Day($"2027010{n}", $"Day {n}", "Public holiday in Scotland"))));
        Assert.Contains(
            "Day 1, Day 2, Day 3, Day 4, Day 5, Day 6, Day 7, Day 8, Day 9", reading.LeftOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VTODO", "DUE;VALUE=DATE:20261228", "1 of 2 entries was")]
    [InlineData("VJOURNAL", "DTSTART;VALUE=DATE:20261228", "1 of 2 entries was")]
    [InlineData("VTODO", "STATUS:COMPLETED", null)]
    public void Tasks_and_notes_with_a_day_are_left_out_and_counted(string kind, string line, string? said)
    {
        var reading = Read(Christmas + $"BEGIN:{kind}\nUID:t\nSUMMARY:T\n{line}\nEND:{kind}\n");
        Assert.Single(reading.Days);
        Assert.Equal(said is null ? null : $"{said} left out: tasks or notes, which are no events (T).", reading.LeftOut);
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYEASTER=-2")]
    [InlineData("RSCALE=CHINESE;FREQ=YEARLY;SKIP=FORWARD")]
    public void A_rule_that_cannot_be_read_of_a_day_that_is_past_gives_none_to_come(string rule)
    {
        var reading = Read(
            Christmas + Day("20260403", "Good Friday", "").Replace("END:", $"RRULE:{rule}\nEND:", StringComparison.Ordinal));
        Assert.Single(reading.Days);
        Assert.Equal(
            "1 of 2 entries was left out: repeats by a rule that gives no day to come (Good Friday).", reading.LeftOut);
    }

    [Theory]
    [InlineData("2026-12-24 13:00-17:00 Christmas Eve")]
    [InlineData("2026-12-24 9:00 – 12:00 half day")]
    [InlineData("2026-12-24 Christmas Eve (half day)")]
    [InlineData("2026-12-24 Christmas Eve from 2pm")]
    [InlineData("2026-12-24, ab 14 Uhr")]
    [InlineData("2026-12-24T13:00 Christmas Eve")]
    public void A_line_for_a_part_of_a_day_is_refused(string line)
    {
        Assert.False(Holiday.TryRead(line, out _, out var problem));
        Assert.EndsWith(
            "\" is off for a part of the day, and a list takes whole days. Leave the line out, or write no time in it.", problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-12-25\",\"Christmas\"", "2026-12-25 Christmas")]
    [InlineData("2026-12-25,\"Christmas\"", "2026-12-25 Christmas")]
    [InlineData("2026-12-25 00:00 Christmas", "2026-12-25 Christmas")]
    [InlineData("2026-12-25 00:00:00,Christmas", "2026-12-25 Christmas")]
    [InlineData("2026-12-25 Day of the \"ham\"", "2026-12-25 Day of the \"ham\"")]
    [InlineData("2026-12-25 4th Advent", "2026-12-25 4th Advent")]
    public void A_line_of_a_table_is_read(string line, string day)
    {
        Assert.True(Holiday.TryRead(line, out var days, out var problem), problem);
        Assert.Equal(day, Assert.Single(days).ToString());
    }

    const string Christmas = "BEGIN:VEVENT\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\n";

    static string Day(string day, string name, string told) =>
        $"BEGIN:VEVENT\nSUMMARY:{name}\nDESCRIPTION:{told}\nDTSTART;VALUE=DATE:{day}\nEND:VEVENT\n";

    static HolidayReading Read(string events, bool observances = false) => HolidayFile.Read(
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//other//\n{events}END:VCALENDAR\n"), Today, observances);
}
