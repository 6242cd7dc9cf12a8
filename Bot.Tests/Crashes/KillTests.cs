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

    async Task Run(Action<Faults>? faults, int replicas = 1)
    {
        Assert.SkipWhen(replicas > 1 && TestStore.Server is null, "TEST_POSTGRES names no PostgreSQL server.");
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("KILL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var given) ? given : Random.Shared.Next(100_000);
        output.WriteLine($"KILL_SEED={seed}");
        await using var run = Long
            ? new KillRun(seed, kills: 50, declares: 20, alerts: 20, faults, replicas)
            : new KillRun(seed, kills: 5, declares: 4, alerts: 4, faults, replicas);
        output.WriteLine(await run.Run(TestContext.Current.CancellationToken));
    }
}
