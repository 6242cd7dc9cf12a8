using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Absences.Holidays;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>Files of holidays given in Slack: what the answer says, and that what was saved can be saved again.</summary>
public sealed class HolidayFormTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public async Task The_answer_says_what_was_left_out_and_it_can_be_asked_for()
    {
        await using var afternoon = await Begin("2026-11-25T10:00Z", "ana", "ben");
        var file = File(
            Day("20261225", "Christmas", "DESCRIPTION:Public holiday"),
            Day("20270214", "Valentine's <!channel> Day",
                "DESCRIPTION:Observance\nTo hide observances, go to Google Calendar Settings > Holidays"),
            Day("20261210", "Team day", "STATUS:CANCELLED"));
        await Save(afternoon, "Ireland", file);
        Assert.Contains("Ireland\n1 day to come, next Fri 25 Dec Christmas", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains(
            "2 of 3 entries were left out: observances, which are no days off (Valentine's <!channel> Day), cancelled (Team "
                + "day).",
            afternoon.Ben.Modal.Text, StringComparison.Ordinal);

        await afternoon.Ben.Modal.Press("Edit");
        await afternoon.Ben.Modal.Attach("Or an iCal file", "days.ics", file).Tick("Take observances too").Submit();
        Assert.Contains("2 days to come", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 3 entries was left out: cancelled (Team day).", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Christmas\\nDay\\, off", "Christmas Day, off")]
    [InlineData("\\n\\n, ; \t2027-01-01 off\\n2027-01-02", "off 2027-01-02")]
    [InlineData("", "")]
    [InlineData("  \\,\\;  ", "")]
    public async Task A_name_of_a_file_is_one_line_that_can_be_saved_again(string summary, string name)
    {
        await using var afternoon = await Begin("2026-11-25T10:00Z", "ana", "ben");
        await Save(afternoon, "Ireland", File(Day("20261225", summary)));
        await afternoon.Ben.Modal.Press("Edit");
        Assert.Equal($"2026-12-25 {name}".TrimEnd(), afternoon.Ben.Modal.Value("Days"));
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.Press("Edit");
        await afternoon.Ben.Modal.Fill("Days", $"2026-12-25 {name}\n2026-12-26").Submit();
        await afternoon.Ben.Modal.Press("Edit");
        Assert.Equal($"2026-12-25 {name}".TrimEnd() + "\n2026-12-26", afternoon.Ben.Modal.Value("Days"));
    }

    [Fact]
    public async Task What_the_field_has_no_room_for_stays_when_the_rest_is_changed()
    {
        await using var afternoon = await Begin("2026-11-25T10:00Z", "ana", "ben");
        var days = Enumerable.Range(0, 120)
            .Select(n => Day(Today.AddDays(1 + n).ToString("yyyyMMdd", null), $"Day {n} with a name that takes some room"));
        await Save(afternoon, "Ireland", File([.. days]));
        await afternoon.Ben.Modal.Press("Edit");
        Assert.Contains("more days come after these and stay.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        var shown = afternoon.Ben.Modal.Value("Days")!;
        await afternoon.Ben.Modal.Fill("Days", shown[(shown.IndexOf('\n', StringComparison.Ordinal) + 1)..]).Submit();
        Assert.Contains("119 days to come, next Fri 27 Nov", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_for_every_second_is_answered_at_once()
    {
        await using var afternoon = await Begin("2026-11-25T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        var form = afternoon.Ben.Modal;
        await form.Fill("Name", "Ireland")
            .Attach("Or an iCal file", "days.ics", File(Day("19700101", "Tick", "RRULE:FREQ=SECONDLY"))).Submit();
        Assert.Equal(
            "The file has no all-day events that are still to come. 1 of 1 entry was left out: repeated more often than daily "
                + "(Tick). "
            + "Choose another file, or write the days.", form.Errors["Or an iCal file"]);
    }

    [Fact]
    public void Entries_change_others_of_the_same_thing()
    {
        var yearly = Day("20240427", "King's Day", "UID:k\nRRULE:FREQ=YEARLY");
        Assert.Equal("2027-04-26 2028-04-27 2029-04-27",
            Days(yearly, Day("20270426", "King's Day", "UID:k\nRECURRENCE-ID;VALUE=DATE:20270427")));
        Assert.Equal("2028-04-27 2029-04-27",
            Days(Day("20270427", "", "UID:k\nRECURRENCE-ID;VALUE=DATE:20270427\nSTATUS:CANCELLED"), yearly));
        Assert.Equal("2027-04-27 2028-04-26 2029-04-26",
            Days(yearly, Day("20280426", "King's Day", "UID:k\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20280427")));
        Assert.Equal("2028-04-27 2029-04-27",
            Days(yearly, "BEGIN:VEVENT\nUID:k\nRECURRENCE-ID:20270427\nDTSTART:20270427T100000\nDTEND:20270427T110000\n"
                + "END:VEVENT\n"));
        Assert.Equal("2027-04-26", Days(Day("20270426", "Alone", "UID:k\nRECURRENCE-ID;VALUE=DATE:20270427")));
        Assert.Equal("2026-12-28", Days(Day("20261225", "Old", "UID:k"), Day("20261228", "New", "UID:k\nSEQUENCE:1")));
        Assert.Equal("2026-12-25 2026-12-28", Days(Day("20261225", "One", "UID:same"), Day("20261228", "Two", "UID:same")));
        Assert.Equal("2026-12-28",
            Days(Day("20261225", "Off", "UID:k\nSEQUENCE:2\nSTATUS:CANCELLED"), Day("20261225", "On", "UID:k"),
            Day("20261228", "")));
    }

    [Fact]
    public void A_calendar_that_cancels_takes_back_what_another_in_the_file_said()
    {
        var kept = $"BEGIN:VCALENDAR\nMETHOD:PUBLISH\n"
            + $"{Day("20261225", "A", "UID:a")}{Day("20261228", "B", "UID:b")}END:VCALENDAR\n";
        var gone = $"BEGIN:VCALENDAR\nMETHOD:CANCEL\n{Day("20261228", "B", "UID:b")}END:VCALENDAR\n";
        var reading = HolidayFile.Read(kept + gone, Today);
        Assert.Equal(["2026-12-25 A"], reading.Days.Select(d => d.ToString()));
        Assert.Equal("2 of 3 entries were left out: cancelled (B, B).", reading.LeftOut);
    }

    [Fact]
    public void A_file_that_was_cut_gives_what_was_whole()
    {
        var reading = HolidayFile.Read("BEGIN:VCALENDAR\n" + Day("20261225", "A")
            + "BEGIN:VEVENT\nSUMMARY:B\nDTSTART;VALUE=DATE:202612", Today);
        Assert.Equal(["2026-12-25 A"], reading.Days.Select(d => d.ToString()));
        Assert.Equal("1 of 2 entries was left out: broken off (B).", reading.LeftOut);
    }

    [Fact]
    public void More_days_than_a_list_holds_are_said()
    {
        var reading = HolidayFile.Read(File(Day("20261126", "Always", "RRULE:FREQ=DAILY")), Today);
        Assert.Equal(Holiday.Most, reading.Days.Count);
        Assert.Equal(
            "A list holds 500 days: what comes after 2028-04-08 was left out. "
                + "Always takes 500 days on end: remove them where nobody has them off.",
            reading.LeftOut);
    }

    [Fact]
    public void A_long_name_is_cut_at_a_whole_letter_once_and_for_all()
    {
        var reading = HolidayFile.Read(File(Day("20261225", string.Concat(Enumerable.Repeat("👩‍👩‍👧 ", 30)))), Today);
        var text = Assert.Single(reading.Days).ToString();
        Assert.True(Holiday.TryRead(text, out var again, out _));
        Assert.Equal(reading.Days, again);
    }

    static async Task Save(Afternoon afternoon, string name, byte[] file)
    {
        await afternoon.Ben.Slash("/cover holidays");
        await afternoon.Ben.Modal.Press("New list");
        await afternoon.Ben.Modal.Fill("Name", name).Attach("Or an iCal file", "days.ics", file).Submit();
    }

    static string Days(params string[] events) =>
        string.Join(' ', HolidayFile.Read(File(events), Today).Days.Select(d => Bot.Domain.OnCall.Days.Text(d.Day)));

    static string Day(string day, string summary, string more = "X:") =>
        $"BEGIN:VEVENT\nSUMMARY:{summary}\nDTSTART;VALUE=DATE:{day}\n{more}\nEND:VEVENT\n";

    static byte[] File(params string[] events) =>
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Concat(events)}END:VCALENDAR\n");
}
