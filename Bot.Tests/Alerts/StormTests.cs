using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>
/// A thousand things fail within a minute, while Slack holds the bot to its limits and the bot keeps Slack's own pace.
/// </summary>
public sealed class StormTests(ITestOutputHelper output)
{
    const int Alerts = 1000, Senders = 16, MostChannels = 6, MostMentions = 6;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("300")]
    [InlineData("0")]
    public async Task A_thousand_alerts_at_once_are_kept_and_few_people_hear_of_few_things(string perMinute)
    {
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["Intake:PerMinute"] = perMinute,
            ["Slack:PostSpacing"] = "00:00:01",
        });
        await afternoon.Rotation("ana", "ben");
        afternoon.Workspace.Policies.RateLimits = true;
        var (calls, held) = (0, new ConcurrentQueue<string>());
        afternoon.Workspace.Log.Added += entry =>
        {
            Interlocked.Increment(ref calls);
            if (entry.Answer.Contains("ratelimited", StringComparison.Ordinal)) held.Enqueue(entry.Name);
        };

        var watch = Stopwatch.StartNew();
        await Post(afternoon);
        var posted = watch.Elapsed;
        await afternoon.Settle();
        var settled = watch.Elapsed;

        var channels = afternoon.Workspace.Conversations.All.Count(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        var mentions = afternoon.Workspace.Notifications.Count(n => n.Person.Handle == "ana");
        output.WriteLine(
            $"{Alerts} alerts posted in {posted.TotalSeconds:0.0} s, all in Slack after {settled.TotalSeconds:0.0} s by {calls} "
                + $"calls, of which Slack held back {held.Count}; {channels} channels, Ana mentioned {mentions} times");
        Assert.Equal(Alerts, afternoon.Get<Database>().Read(db => db.QuerySingle<long>(
            "select count(distinct key) from alerts where source = 'circleci' and incident is not null")));
        Assert.InRange(channels, 2, MostChannels);
        Assert.InRange(mentions, 1, MostMentions);
        Assert.True(posted < Minute && settled < 2 * Minute, $"{posted}, {settled}");
        // Posts that leave a second apart may arrive a little closer, which Slack lets pass and the sandbox does not.
        Assert.All(held, name => Assert.Equal("chat.postMessage", name));
        Assert.InRange(held.Count, 0, calls / 5);
    }

    static async Task Post(Afternoon afternoon)
    {
        var left = Alerts;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) is >= 0 and var n)
            {
                using var content = JsonContent.Create(new
                {
                    title = $"model_{n} failed",
                    status = "firing",
                    deduplication_key = $"model_{n}",
                    metadata = new { job = $"model_{n}", branch = "main" },
                });
                using var answer = await afternoon.Post("v2/alert_events/http/circleci", content);
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            }
        }));
    }
}
