using Bot.Domain.OnCall;
using Bot.People;
using Bot.Storage;

namespace Bot.Tests.People;

public sealed class ProfilesTests
{
    [Theory]
    [InlineData(330, "UTC+05:30")]
    [InlineData(-210, "UTC-03:30")]
    [InlineData(0, "UTC+00:00")]
    public async Task Whose_zone_this_machine_does_not_know_lives_by_the_clock_that_Slack_tells(int minutes, string zone)
    {
        var offset = TimeSpan.FromMinutes(minutes);
        await using var afternoon = await Afternoon.Begin(before: workspace => workspace.People.Change(
            "finn", p => p.Zone = TimeZoneInfo.CreateCustomTimeZone("Asia/Nowhere", offset, "Nowhere", "Nowhere")));
        await afternoon.Finn.Slash("/incident list");
        var finn = afternoon.Get<Database>().Read(db => Person.Find(db, afternoon.Finn.Id))!;
        Assert.Equal(zone, finn.Zone);
        Assert.True(Zones.TryFind(finn.Zone, out var found));
        Assert.Equal(offset, found.GetUtcOffset(afternoon.Clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("UTC+15:00")]
    [InlineData("UTC5")]
    [InlineData("UTC+5")]
    public void Another_distance_from_UTC_is_no_zone(string name) => Assert.False(Zones.TryFind(name, out _));
}
