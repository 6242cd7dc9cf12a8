using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Hosting;

public sealed class SharedPauseTests
{
    /// <summary>A method that nothing else of these tests calls is to wait for a minute.</summary>
    public static async Task<IAsyncDisposable> Pause(Afternoon afternoon)
    {
        afternoon.Workspace.Faults.On("bookmarks.list").RateLimited(times: 1, retryAfterSeconds: 60);
        var waiting = new Waiting();
        waiting.Call = afternoon.Get<SlackApi>().Bookmarks.List("C1", waiting.End.Token);
        await Wait.Until(() => afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<long>("select count(*) from pauses where what = 'bookmarks.list'")) == 1);
        return waiting;
    }

    public static bool IsPaused(SlackApi slack, string method) => slack.Pauses.Left(method) > TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_Slack_asks_to_wait_waits_after_a_restart_as_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await using (await Pause(afternoon)) await afternoon.Stop();
        await afternoon.Start();
        Assert.True(IsPaused(afternoon.Get<SlackApi>(), "bookmarks.list"));
        Assert.False(IsPaused(afternoon.Get<SlackApi>(), "bookmarks.add"));
    }

    sealed class Waiting : IAsyncDisposable
    {
        public CancellationTokenSource End { get; } = new();
        public Task Call { get; set; } = Task.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await End.CancelAsync();
            await Call.ContinueWith(_ => { }, TaskScheduler.Default);
            End.Dispose();
        }
    }
}
