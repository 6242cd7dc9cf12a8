using Bot.Domain.OnCall;
using Bot.People;
using Bot.Storage;
using Dapper;

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

    [Fact]
    public async Task What_Slack_said_of_somebody_before_changes_nothing_when_it_comes_late()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Finn.Slash("/incident list");
        var (database, id) = (afternoon.Get<Database>(), afternoon.Finn.Id);
        await database.Change(tx =>
        {
            tx.Db.Execute("update people set updated = updated + 1, name = 'Finn, since' where id = @id", new { id });
            tx.Wake(Profiles.SubjectOf(id));
        });
        await afternoon.Settle();
        Assert.Equal("Finn, since", database.Read(db => Person.NameOf(db, id)));
        await database.Change(tx =>
        {
            tx.Db.Execute("update people set updated = updated - 1 where id = @id", new { id });
            tx.Wake(Profiles.SubjectOf(id));
        });
        await afternoon.Settle();
        Assert.Equal("finn", database.Read(db => Person.NameOf(db, id)));
    }

    [Theory]
    [InlineData("UTC+15:00")]
    [InlineData("UTC5")]
    [InlineData("UTC+5")]
    public void Another_distance_from_UTC_is_no_zone(string name) => Assert.False(Zones.TryFind(name, out _));
}
