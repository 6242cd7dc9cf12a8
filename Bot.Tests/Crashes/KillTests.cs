using System.Globalization;
using Bot.Sandbox;

namespace Bot.Tests.Crashes;

/// <summary>A tenth of the promise runs each time, all of it with LONG=1; KILL_SEED replays a run.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    static readonly bool Long = Environment.GetEnvironmentVariable("LONG") == "1";

    [Fact]
    public Task Whenever_the_bot_is_killed_what_it_acknowledged_is_in_slack_exactly_once() => Run(null);

    [Fact]
    public Task The_same_holds_while_slack_loses_delays_and_repeats() => Run(Loses);

    [Fact]
    public Task Three_bots_on_one_database_of_which_one_is_killed_make_one_of_each() => Run(null, replicas: 3);

    [Fact]
    public Task So_they_do_while_the_database_is_gone_now_and_then() => Run(null, replicas: 3, outages: 5);

    [Fact]
    public async Task So_they_do_while_the_database_is_restarted_as_after_a_crash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The server's script needs a Unix shell.");
        await using var server = await OwnServer.Start();
        await Run(Loses, replicas: 3, outages: 5, server);
    }

    [Fact]
    public Task So_they_do_while_slack_loses_delays_and_repeats() => Run(Loses, replicas: 3);

    static void Loses(Faults faults)
    {
        faults.On("conversations.create").RateLimited(times: 1000, retryAfterSeconds: 1, probability: 0.1);
        faults.On("conversations.create").LoseResponse(times: 1000, probability: 0.2);
        faults.On("conversations.create").ExecuteLate(TimeSpan.FromSeconds(0.5), times: 1000, probability: 0.1);
        faults.On("chat.postMessage").LoseResponse(times: 1000, probability: 0.2);
        faults.On("chat.postMessage").ExecuteLate(TimeSpan.FromSeconds(0.5), times: 1000, probability: 0.1);
        faults.On("*").ServerError(times: 1000, probability: 0.02);
        faults.Envelopes.Ask(EnvelopeTrouble.Duplicate, times: 1000, probability: 0.1);
        faults.Envelopes.Ask(EnvelopeTrouble.Redeliver, times: 1000, probability: 0.1);
        faults.Envelopes.Ask(EnvelopeTrouble.DropSocket, times: 1000, probability: 0.05);
        faults.Envelopes.Ask(EnvelopeTrouble.LoseAck, times: 1000, probability: 0.05);
    }

    async Task Run(Action<Faults>? faults, int replicas = 1, int outages = 0, OwnServer? server = null)
    {
        Assert.SkipWhen(replicas > 1 && server is null && TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("KILL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var given) ? given : Random.Shared.Next(100_000);
        output.WriteLine($"KILL_SEED={seed}");
        var plan = Long ? new KillPlan(Kills: 50, Declares: 40, Alerts: 40, Covers: 20)
            : new KillPlan(Kills: 5, Declares: 4, Alerts: 4, Covers: 2);
        await using var run = new KillRun(
            seed,
            plan with
            {
                Replicas = replicas,
                Outages = Long ? outages : Math.Min(outages, 2),
                Sleeps = Long && replicas > 1 && !OperatingSystem.IsWindows() ? 3 : 0,
            },
            faults, server);
        output.WriteLine(await run.Run(TestContext.Current.CancellationToken));
    }
}
