using Bot.Hosting;
using Bot.Settings;

namespace Bot.Operating;

/// <summary>
/// Calls an address outside each minute while the bot is ready, so that whoever waits for the call there notices when it stays
/// out: a dead bot tells nobody. That the call itself fails is said once, and is nobody's alarm here.
/// </summary>
public sealed class Heartbeat(WatchSettings settings, Readiness readiness, ILogger<Heartbeat> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1), AskAgain = TimeSpan.FromSeconds(5),
        Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Patience };
    bool hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true) await Task.Delay(await Beat(stoppingToken) ? Every : AskAgain, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    /// <summary>One beat, where the bot is ready.</summary>
    /// <returns>Whether it is.</returns>
    public async Task<bool> Beat(CancellationToken stop)
    {
        if (!(await readiness.Look()).IsReady) return false;
        try
        {
            using var answer = await http.GetAsync(settings.Heartbeat, HttpCompletionOption.ResponseHeadersRead, stop);
            Say(answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Say(e is HttpRequestException trouble ? trouble.HttpRequestError.ToString() : e.GetType().Name);
        }

        return true;
    }

    // Without the address, which may be a secret.
    void Say(string? trouble)
    {
        if (trouble is not null && !hasFailed)
            log.LogWarning("HEARTBEAT_URL could not be called: {Reason}. It is tried each minute", trouble);
        else if (trouble is null && hasFailed) log.LogInformation("HEARTBEAT_URL is called again");
        hasFailed = trouble is not null;
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }
}
