using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Bot.Sandbox;

namespace Bot.Tests.OnCall;

/// <summary>
/// Hours change hands while Slack lets the bot wait for other things, such as a storm's channels, of which it may make twenty a
/// minute. How long the user group takes is printed; that it waits for none of them is asserted. A tenth of the storm comes each
/// time, all with LONG=1.
/// </summary>
public sealed class StormAtNineTests(ITestOutputHelper output)
{
    const int MostCallsBefore = 60;

    static readonly int Alerts = Environment.GetEnvironmentVariable("LONG") == "1" ? 1000 : 100;

    [Fact]
    public async Task The_user_group_names_whoever_is_on_call_before_the_storm_is_over()
    {
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["Incidents:StormLimit"] = "0",
            ["Intake:PerMinute"] = "0",
            ["Slack:PostSpacing"] = "00:00:01",
        });
        var group = await JustBeforeNine(afternoon);
        afternoon.Workspace.Policies.RateLimits = true;
        var (held, calls, calledAt) = (0, 0, 0);
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry.Answer.Contains("ratelimited", StringComparison.Ordinal)) Interlocked.Increment(ref held);
            var now = Interlocked.Increment(ref calls);
            if (entry.Name == "usergroups.users.update") Interlocked.CompareExchange(ref calledAt, now, 0);
        };
        await Storm(afternoon);
        await Wait.Until(() => Volatile.Read(ref held) > 0, TimeSpan.FromMinutes(1));
        var before = Volatile.Read(ref calls);
        var watch = Stopwatch.StartNew();
        afternoon.Clock.Advance(TimeSpan.FromMinutes(1));
        await Wait.Until(() => group.Members.SequenceEqual([afternoon.Ben.Id]), TimeSpan.FromMinutes(1));
        var (took, others) = (watch.Elapsed, calledAt - before);
        var channels = afternoon.Workspace.Conversations.All.Count(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
        output.WriteLine(
            $"{Alerts} alerts, {channels} channels made, {held} calls held back: the user group had changed after "
                + $"{took.TotalSeconds:0.0} s and {others} other calls");
        Assert.InRange(others, 0, MostCallsBefore);
        Assert.True(channels < Alerts, $"The storm was over: {channels} channels.");
    }

    [Fact]
    public async Task It_does_so_while_Slack_lets_the_bot_wait_for_who_the_admins_are()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero));
        var held = 0;
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry is { Name: "users.list", IsBad: true }) Interlocked.Increment(ref held);
        };
        afternoon.Workspace.Faults.On("users.list").RateLimited(times: 1000, retryAfterSeconds: 60);
        // It is asked once a day, in a second of the bot's own.
        afternoon.Clock.Advance(TimeSpan.FromDays(1));
        await Wait.Until(() => Volatile.Read(ref held) > 0);
        afternoon.Clock.Advance(TimeSpan.FromHours(1));
        await Wait.Until(() => afternoon.Workspace.Groups["@data-responder"].Members.SequenceEqual([afternoon.Ben.Id]));
    }

    [Fact]
    public async Task It_does_so_while_more_Homes_wait_than_are_drawn_side_by_side()
    {
        const int Lookers = 12;
        await using var afternoon = await Afternoon.Begin(before: workspace =>
        {
            for (var i = 0; i < Lookers; i++) workspace.People.Add($"p{i}", $"Person {i}", "Europe/London");
        });
        var group = await JustBeforeNine(afternoon);
        var held = 0;
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry is { Name: "views.publish", IsBad: true }) Interlocked.Increment(ref held);
        };
        afternoon.Workspace.Faults.On("views.publish").RateLimited(times: Lookers, retryAfterSeconds: 8);
        var opening = Enumerable.Range(0, Lookers)
            .Select(i => Task.Run(() => afternoon.Workspace.Member($"p{i}").OpensHome(afternoon.App))).ToList();
        await Wait.Until(() => Volatile.Read(ref held) > 0);
        afternoon.Clock.Advance(TimeSpan.FromMinutes(1));
        await Wait.Until(() => group.Members.SequenceEqual([afternoon.Ben.Id]));
        Assert.DoesNotContain(opening, home => home.IsCompleted);
        afternoon.Workspace.Faults.Clear();
        await Task.WhenAll(opening);
    }

    // Ana is on call, and Ben will be in a minute.
    static async Task<UserGroup> JustBeforeNine(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Choose("Hand-off", "Every day 09:00")
            .Press("More settings")).PickTime("From", "07:00").Submit();
        await afternoon.Until(new(2026, 3, 4, 8, 59, 0, TimeSpan.Zero));
        var group = afternoon.Workspace.Groups["@data-responder"];
        Assert.Equal([afternoon.Ana.Id], group.Members);
        return group;
    }

    static async Task Storm(Afternoon afternoon)
    {
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Afternoon.IntakeToken);
        await Parallel.ForAsync(0, Alerts, TestContext.Current.CancellationToken, async (number, stop) =>
        {
            var alert = new { title = $"job {number} failed", status = "firing", deduplication_key = $"job-{number}" };
            using var answer = await http.PostAsJsonAsync("v2/alert_events/http/circleci", alert, stop);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });
    }
}
