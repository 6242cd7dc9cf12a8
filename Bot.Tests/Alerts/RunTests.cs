using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>Runs of jobs as reviews count them.</summary>
public sealed class RunTests
{
    static object Run(string status, string link = "https://ci.example.com/1", string branch = "main") => new
    {
        title = "dbt_build",
        status,
        deduplication_key = "dbt_build",
        source_url = link,
        metadata = new { job = "dbt_build", branch },
    };

    static List<(long Red, long? Minutes)> Runs(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.Query<(long, long?)>("select red, (until_at - at) / 60000 from runs order by id").ToList());

    [Fact]
    public async Task Each_run_of_a_job_is_red_or_green_until_the_next()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var (status, link) in new[] { ("resolved", "/1"), ("firing", "/2"), ("firing", "/3"), ("resolved", "/4") })
        {
            await afternoon.Alert(Run(status, $"https://ci.example.com{link}"));
            await afternoon.Pass(TimeSpan.FromMinutes(40));
        }

        Assert.Equal([(0, 40), (1, 40), (1, 40), (0, null)], Runs(afternoon));
    }

    [Fact]
    public async Task Several_messages_of_one_run_are_one_and_any_that_is_red_makes_it_so()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var status in (string[])["resolved", "firing", "resolved"])
        {
            await afternoon.Alert(Run(status));
            await afternoon.Pass(TimeSpan.FromMinutes(5));
        }

        Assert.Equal([(1, null)], Runs(afternoon));
        // A link may be that of the job: much later it is another run.
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(Run("resolved"));
        Assert.Equal([(1, 75), (0, null)], Runs(afternoon));
    }

    [Fact]
    public async Task What_is_beside_production_or_of_no_job_is_no_run()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Run("firing", branch: "feature/x"));
        await afternoon.Alert(new { title = "disk is full", deduplication_key = "disk", metadata = new { branch = "main" } });
        Assert.Empty(Runs(afternoon));
    }
}
