using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences.Holidays;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class HolidayTests
{
    const string File =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//test//
        BEGIN:VEVENT
        UID:1
        SUMMARY:Christmas Day
        DTSTART;VALUE=DATE:20251225
        DTEND;VALUE=DATE:20251226
        RRULE:FREQ=YEARLY
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        SUMMARY:Two days at Easter
        DTSTART;VALUE=DATE:20260405
        DTEND;VALUE=DATE:20260407
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        SUMMARY:A meeting
        DTSTART:20260405T100000Z
        DTEND:20260405T110000Z
        END:VEVENT
        END:VCALENDAR
        """;

    [Fact]
    public async Task Nobody_is_on_call_on_a_holiday_of_their_list()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        var form = afternoon.Ben.Modal;
        Assert.Equal("@ben", form.Value("Whose holidays"));
        await form.Fill("Name", "Ireland").Fill("Days", "2026-03-17 Saint Patrick's Day\n2026-03-10 A day of the team").Submit();
        Assert.Contains(
            "Ireland\n2 days to come, next Tue 10 Mar A day of the team\nOf @ben", afternoon.Ben.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();

        await afternoon.Chloe.Slash("/cover holidays");
        await afternoon.Chloe.Modal.Press("These are mine");
        Assert.Contains("Of @ben, @chloe", afternoon.Chloe.Modal.Text, StringComparison.Ordinal);

        await afternoon.Until(At("2026-03-10T10:00Z"));
        await Agree(afternoon, afternoon.Ana, afternoon.Ben);
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task What_others_saved_of_a_list_meanwhile_is_not_lost()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        await afternoon.Ben.Modal.Fill("Name", "Ireland").Fill("Days", "2026-03-17 Saint Patrick's Day").Submit();
        await afternoon.Ben.Modal.Press("Edit");
        var form = afternoon.Ben.Modal;

        await afternoon.Chloe.Slash("/cover holidays");
        await afternoon.Chloe.Modal.Press("These are mine");
        await afternoon.Chloe.Modal.Press("Edit");
        await afternoon.Chloe.Modal.Fill("Days", "2026-03-17 Saint Patrick's Day\n2026-04-06 Easter Monday").Submit();

        await form.Fill("Name", "Ireland and Malta").Submit();
        Assert.Contains(
            "Ireland and Malta\n2 days to come, next Tue 17 Mar Saint Patrick's Day\nOf @ben, @chloe", afternoon.Ben.Modal.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_changes_the_same_of_a_list_is_told_who_was_first()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        await afternoon.Ben.Modal.Fill("Name", "Ireland").Fill("Days", "2026-03-17 Saint Patrick's Day").Submit();
        await afternoon.Ben.Modal.Press("Edit");
        var form = afternoon.Ben.Modal;

        await afternoon.Ana.Slash("/cover holidays");
        await afternoon.Ana.Modal.Press("Edit");
        await afternoon.Ana.Modal
            .Fill("Name", "Eire").Fill("Days", "2026-04-06 Easter Monday").ChoosePeople("Whose holidays", "ana").Submit();

        await form.Fill("Days", "2026-03-17 Saint Patrick's Day\n2026-03-18 Rest").Submit();
        Assert.Equal(
            "ana changed the days on Tue 3 Mar 05:00 (America/New_York). Close the form and open it again.",
            form.Errors["Days"]);
        await form.Fill("Days", "2026-03-17 Saint Patrick's Day").Fill("Name", "Erin").Submit();
        Assert.StartsWith("ana changed the name on", form.Errors["Name"], StringComparison.Ordinal);
        await form.Fill("Name", "Ireland").ChoosePeople("Whose holidays", "chloe").Submit();
        Assert.Equal(
            "ana changed whose holidays these are on Tue 3 Mar 05:00 (America/New_York). Close the form and open it again.",
            form.Errors["Whose holidays"]);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_refused_with_the_line()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        var form = afternoon.Ben.Modal;
        await form.Fill("Name", "Ireland").Fill("Days", "17 March: Saint Patrick").Submit();
        Assert.Equal(
            "\"17 March: Saint Patrick\" has no year. Write one day a line, such as 2026-12-25 Christmas Day.",
            form.Errors["Days"]);
        await form.Fill("Days", "BEGIN:VCALENDAR\nnonsense").Submit();
        Assert.StartsWith("The file", form.Errors["Days"], StringComparison.Ordinal);
        await form.Fill("Days", "").Submit();
        Assert.StartsWith("Write one day a line", form.Errors["Days"], StringComparison.Ordinal);
        await form.Attach("Or an iCal file", "broken.ics", Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\r\nhalf a file")).Submit();
        Assert.StartsWith("The file", form.Errors["Or an iCal file"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_made_of_an_ical_file()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        await afternoon.Ben.Modal.Fill("Name", "Christmas")
            .Attach("Or an iCal file", "days.ics", Encoding.UTF8.GetBytes(File.ReplaceLineEndings("\r\n"))).Submit();
        Assert.Contains(
            "Christmas\n5 days to come, next Sun 5 Apr Two days at Easter\nOf @ben", afternoon.Ben.Modal.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_ical_file_gives_its_all_day_events_and_their_repeats()
    {
        Assert.Equal(
            [
                "2026-04-05 Two days at Easter", "2026-04-06 Two days at Easter", "2026-12-25 Christmas Day",
                "2027-12-25 Christmas Day", "2028-12-25 Christmas Day"
            ],
            HolidayFile.Read(File.ReplaceLineEndings("\r\n"), new DateOnly(2026, 3, 1)).Days.Select(d => d.ToString()));
    }

    [Fact]
    public void Lines_are_read_with_any_separator_and_without_a_name()
    {
        Assert.True(Holiday.TryRead("2026-12-25,Christmas\n\n2026-12-26\tBoxing Day \n2027-01-01", out var days, out _));
        Assert.Equal(["2026-12-25 Christmas", "2026-12-26 Boxing Day", "2027-01-01"], days.Select(d => d.ToString()));
    }
}
