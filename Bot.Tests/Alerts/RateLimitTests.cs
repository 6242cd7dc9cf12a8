using System.Net.Http.Headers;
using System.Net.Http.Json;
using Bot.Storage;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Bot.Tests.Afternoon;

namespace Bot.Tests.Alerts;

/// <summary>What a source may send in a minute does not rest on clocks that agree.</summary>
public sealed class RateLimitTests
{
    /// <summary>A bot's clock, as far from the right one as it is set.</summary>
    sealed class Wrong(TimeProvider right) : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + By;
    }

    readonly List<Wrong> clocks = [];

    Task<Afternoon> Begin(int perMinute, bool isShared = false)
    {
        TimeProvider? right = null;
        return Afternoon.Begin(
            settings: new() { ["Intake:PerMinute"] = $"{perMinute}", ["Incidents:StormLimit"] = "3" }, isShared: isShared,
            before: workspace => right = workspace.Options.Clock,
            services: all =>
            {
                clocks.Add(new Wrong(right!));
                all.AddSingleton<TimeProvider>(clocks[^1]);
            });
    }

    static object Alert(int n) => new { title = $"Table {n}", deduplication_key = $"k{n}", metadata = new { branch = "main" } };

    static async Task To(WebApplication bot, int n)
    {
        using var http = new HttpClient { BaseAddress = UrlOf(bot) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken);
        using var answer = await http.PostAsJsonAsync(
            "v2/alert_events/http/circleci", Alert(n), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    static int Counted(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<int>("select count(*) from alerts where decision = 'counted'"));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(40)]
    public async Task Where_one_of_two_bots_is_fast_or_slow_as_many_are_counted_as_where_they_agree(int seconds)
    {
        await using var afternoon = await Begin(perMinute: 5, isShared: true);
        var other = await afternoon.Another();
        clocks[1].By = TimeSpan.FromSeconds(seconds);
        for (var n = 0; n < 30; n++)
        {
            await To(n % 10 == 0 ? other : afternoon.Bot, n);
            afternoon.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await afternoon.Settle();
        Assert.Equal(25, Counted(afternoon));
        var numbers = afternoon.Get<Database>().Read(db => db.Query<long>("select nth from alerts order by id").ToList());
        Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), numbers);
    }

    [Fact]
    public async Task A_clock_that_was_fast_by_an_hour_neither_ends_the_limit_nor_counts_what_comes_seldom()
    {
        await using var afternoon = await Begin(perMinute: 5);
        clocks[0].By = TimeSpan.FromHours(1);
        for (var n = 0; n < 4; n++) await afternoon.Alert(Alert(n));
        clocks[0].By = TimeSpan.Zero;
        for (var n = 4; n < 34; n++) await afternoon.Alert(Alert(n));
        // The five of a minute, and no more for those that the wrong clock wrote.
        Assert.Equal(25, Counted(afternoon));
        for (var n = 34; n < 104; n++)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(1));
            await afternoon.Alert(Alert(n));
        }

        Assert.Equal(25, Counted(afternoon));
    }

    [Fact]
    public async Task What_came_before_alerts_were_numbered_is_not_counted()
    {
        await using var afternoon = await Begin(perMinute: 1);
        await afternoon.Alert(Alert(0));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update alerts set nth = 0"));
        await afternoon.Alert(Alert(1));
        Assert.Equal(0, Counted(afternoon));
        await afternoon.Alert(Alert(2));
        Assert.Equal(1, Counted(afternoon));
    }
}
