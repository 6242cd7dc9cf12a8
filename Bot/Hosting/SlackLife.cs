using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Hosting;

/// <summary>
/// The bot's life with Slack: says who it is, then keeps the sockets, the synchroniser and the ticker going. Alerts are
/// taken in meanwhile, whether Slack can be reached or not.
/// </summary>
public sealed class SlackLife(
    SlackApi slack, Introduce introduce, SocketModeClient sockets, SlackLife.Work work, IHostApplicationLifetime host,
    Database database, ILogger<SlackLife> log) : BackgroundService
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30), AtEnd = TimeSpan.FromSeconds(1);

    // Slack tells a bot nothing when its token is revoked; a refused call asks at once.
    static readonly TimeSpan TokenLook = TimeSpan.FromMinutes(5);

    /// <summary>What the bot does of itself.</summary>
    public sealed record Work(Synchroniser Synchroniser, Ticker Ticker, SharedPauses Pauses, Replicas Replicas);

    readonly SemaphoreSlim doubtful = new(0);
    Task leaving = Task.CompletedTask;

    /// <summary>The sentence with which the bot's life ended; null while it goes on, and when it was stopped.</summary>
    public string? Ended { get; private set; }

    /// <summary>Ends it; where the database does not answer, what is still under way ends with the process.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stopping = base.StopAsync(end.Token);
        await leaving;
        if (database.IsLeft) end.CancelAfter(AtEnd);
        await stopping;
    }

    public override void Dispose()
    {
        doubtful.Dispose();
        base.Dispose();
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // At once, as the intake waits for it too.
        host.ApplicationStopping.Register(() => leaving = database.Leave());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stop = stoppingToken;
        slack.TokenRefused += Doubt;
        try
        {
            await Until(work.Pauses.Begin, stop);
            await Until(introduce.Once, stop);
            // Slack counts all sockets with its first hello.
            await Until(work.Replicas.Begin, stop);
            using var together = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var ended = together.Token;
            Task[] lives =
            [
                sockets.RunAsync(ended), work.Synchroniser.RunAsync(ended), work.Ticker.RunAsync(ended),
                work.Replicas.RunAsync(ended), WatchToken(ended),
            ];
            await Task.WhenAny(lives);
            await together.CancelAsync();
            await Task.WhenAll(lives);
            if (!stop.IsCancellationRequested) End("The bot ended without a reason that it knows. Start it again.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (SlackStoppedException e)
        {
            End(await BothTokens(e, stop) ?? e.Message);
        }
        catch (Exception e) when (stop.IsCancellationRequested)
        {
            log.LogWarning("Something could not be ended in order: {Reason}", e.Message);
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The bot ends by a fault of its own");
            End($"The bot ended by a fault of its own: {e.Message} Start it again, and report it with the log's last lines.");
        }
        finally
        {
            slack.TokenRefused -= Doubt;
        }
    }

    void Doubt() => doubtful.Release();

    void End(string sentence)
    {
        Ended = sentence;
        // What is stopped while it starts ends with an error of its own.
        host.ApplicationStarted.Register(host.StopApplication);
    }

    /// <summary>Does something until it is done; Slack or the database may be out of reach for a while.</summary>
    async Task Until(Func<CancellationToken, Task> act, CancellationToken stop)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                await act(stop);
                return;
            }
            catch (Exception e) when (e is not SlackStoppedException && !stop.IsCancellationRequested)
            {
                log.LogWarning(
                    "{Reason} Trying again in {Wait} s{Alerts}", e.Message, wait.TotalSeconds,
                    e is StorageException ? "" : "; alerts are taken in meanwhile");
                await Task.Delay(wait, stop);
            }
        }
    }

    /// <summary>Throws <see cref="SlackStoppedException"/> once Slack takes the bot token no longer.</summary>
    async Task WatchToken(CancellationToken stop)
    {
        while (true)
        {
            await doubtful.WaitAsync(TokenLook, stop);
            while (doubtful.Wait(0, CancellationToken.None)) { }
            await Until(introduce.Once, stop);
        }
    }

    /// <summary>
    /// An app that was uninstalled looks at its socket as if Socket Mode were off: the bot token tells them apart.
    /// </summary>
    async Task<string?> BothTokens(SlackStoppedException first, CancellationToken stop)
    {
        if (first.Error != "link_disabled") return null;
        try
        {
            await introduce.Once(stop);
            return null;
        }
        catch (SlackStoppedException e)
        {
            return $"Slack accepts neither token any more ({e.Error}): the app was uninstalled or its tokens were revoked. "
                + "Install it again and set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.";
        }
        catch (Exception e)
        {
            log.LogWarning("Whether the bot token is accepted could not be asked: {Reason}", e.Message);
            return null;
        }
    }
}
