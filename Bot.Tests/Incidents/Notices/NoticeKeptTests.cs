using Bot.Storage;
using Dapper;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Notices;

/// <summary>What is kept of notices, and for how long.</summary>
public sealed class NoticeKeptTests
{
    static long Rows(Afternoon afternoon) => afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
        """
        select (select count(*) from notices) + (select count(*) from notice_places)
            + (select count(*) from posts where slot like 'notice:%')
        """));

    [Fact]
    public async Task Some_time_after_its_end_it_is_forgotten_and_stays_where_it_stands()
    {
        await using var afternoon = await Begin(settings: new() { ["Retention:Posts"] = "10" });
        await (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales").Submit();
        await afternoon.Pass(TimeSpan.FromDays(11));
        Assert.Equal(3, Rows(afternoon));
        await afternoon.Ana.Resolves();
        await afternoon.Pass(TimeSpan.FromDays(9));
        Assert.Equal(3, Rows(afternoon));
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Equal(0, Rows(afternoon));
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }
}
