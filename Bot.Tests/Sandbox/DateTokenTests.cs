using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>Slack's date token as different people read it.</summary>
public sealed class DateTokenTests : WorkspaceTest
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    internal override WorkspaceOptions Options => new() { Clock = Clock, LocalClocks = true };

    string Read(string who, string format, string at)
    {
        var unix = DateTimeOffset.Parse(at, null).ToUnixTimeSeconds();
        return new DateToken($"!date^{unix}^{format}", "then").Read(Workspace.People[who], Now);
    }

    [Theory]
    [InlineData("{date}", "November 30th", "November 30th, 2025")]
    [InlineData("{date_short}", "Nov 30", "Nov 30, 2025")]
    [InlineData("{date_long}", "Monday, November 30th", "Sunday, November 30th, 2025")]
    [InlineData("{date_pretty}", "November 30th", "November 30th, 2025")]
    [InlineData("{date_short_pretty}", "Nov 30", "Nov 30, 2025")]
    [InlineData("{date_long_pretty}", "Monday, November 30th", "Sunday, November 30th, 2025")]
    [InlineData("{date_num}", "2026-11-30", "2025-11-30")]
    [InlineData("{date_slash}", "11/30/2026", "11/30/2025")]
    public void The_year_is_left_out_of_a_date_that_is_near(string format, string near, string far)
    {
        Assert.Equal(near, Read("ana", format, "2026-11-30T12:00Z"));
        Assert.Equal(far, Read("ana", format, "2025-11-30T12:00Z"));
    }

    [Theory]
    [InlineData("2026-05-24T10:00:00Z", "May 24, 2026")]
    [InlineData("2026-05-24T10:00:01Z", "May 24")]
    [InlineData("2027-05-24T09:59:59Z", "May 24")]
    [InlineData("2027-05-24T10:00:00Z", "May 24, 2027")]
    public void Near_is_less_than_six_months_before_or_after(string at, string read) =>
        Assert.Equal(read, Read("ana", "{date_short}", at));

    [Theory]
    [InlineData("ana", "today 14:30", "14:30:05")]
    [InlineData("chloe", "today 15:30", "15:30:05")]
    [InlineData("gus", "today 15:30", "15:30:05")]
    [InlineData("finn", "today 14:30", "14:30:05")]
    [InlineData("dev", "today 20:00", "20:00:05")]
    [InlineData("emi", "today 23:30", "23:30:05")]
    [InlineData("ben", "today 9:30 AM", "9:30:05 AM")]
    [InlineData("gwen", "today 6:30 AM", "6:30:05 AM")]
    public void Each_person_has_the_clock_of_their_place(string who, string moment, string seconds)
    {
        Assert.Equal(moment, Read(who, "{date_pretty} {time}", "2026-11-24T14:30Z"));
        Assert.Equal(seconds, Read(who, "{time_secs}", "2026-11-24T14:30:05Z"));
    }
}
