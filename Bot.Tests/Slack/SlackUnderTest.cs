using Bot.Slack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Slack;

/// <summary>The client as an application gets it, with its log at hand.</summary>
sealed class SlackUnderTest : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly ServiceProvider services;
    readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken);
    Task running = Task.CompletedTask;

    public SlackUnderTest(SlackOptions options)
    {
        services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSlack(options).BuildServiceProvider();
        Router.Refusal = (_, _) => Task.FromResult<string?>(null);
    }

    public LogBook Log { get; } = new();
    public SlackApi Api => services.GetRequiredService<SlackApi>();
    public SlackRouter Router => services.GetRequiredService<SlackRouter>();
    public SlackStatus Status => services.GetRequiredService<SlackStatus>();
    public OpenWork Work => services.GetRequiredService<OpenWork>();

    /// <summary>Ends when the client ends.</summary>
    public Task Running => running.WaitAsync(Patience);

    public SlackUnderTest Connect()
    {
        running = services.GetRequiredService<SocketModeClient>().RunAsync(stop.Token);
        return this;
    }

    /// <summary>
    /// Sends an envelope as if it had come over a connection; gives the acknowledgement, or null when there was none.
    /// </summary>
    public async Task<string?> Deliver(string envelope)
    {
        string? acknowledged = null;
        await services.GetRequiredService<Dispatcher>().Handle(
            System.Text.Json.JsonSerializer.Deserialize(envelope, SlackJson.Default.Envelope)!,
            frame =>
            {
                acknowledged = System.Text.Encoding.UTF8.GetString(frame.Span);
                return Task.FromResult(true);
            }, TestContext.Current.CancellationToken).WaitAsync(Patience);
        return acknowledged;
    }

    public async Task Stop()
    {
        await stop.CancelAsync();
        await Running;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Patience).ContinueWith(_ => { }, TaskScheduler.Default);
        await services.DisposeAsync();
        stop.Dispose();
    }
}

/// <summary>Something that a test waits for, at most half a minute.</summary>
sealed class Signal<T>
{
    readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Give(T value) => source.TrySetResult(value);

    public Task<T> Wait() => source.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
