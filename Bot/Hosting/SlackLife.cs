using Bot.Slack;

namespace Bot.Hosting;

/// <summary>
/// The bot's life with Slack: says who it is, then keeps the sockets, the synchroniser and the ticker going. Alerts are
/// taken in meanwhile, whether Slack can be reached or not.
/// </summary>
public sealed class SlackLife(
    SlackApi slack, SocketModeClient sockets, Synchroniser synchroniser, Ticker ticker, Database database,
    IHostApplicationLifetime host, ILogger<SlackLife> log) : BackgroundService
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The sentence with which Slack ended the bot's life; null while it goes on.</summary>
    public string? Ended { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stop = stoppingToken;
        try
        {
            await Introduce(stop);
            using var together = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Task[] lives = [sockets.RunAsync(together.Token), synchroniser.RunAsync(together.Token), ticker.RunAsync(together.Token)];
            await Task.WhenAny(lives);
            await together.CancelAsync();
            await Task.WhenAll(lives);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program is stopping.
        }
        catch (SlackStoppedException e)
        {
            Ended = e.Message;
            host.StopApplication();
        }
    }

    async Task Introduce(CancellationToken stop)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            try
            {
                var me = await slack.Auth.Test(stop);
                await database.Change(tx =>
                {
                    TeamSettings.Set(tx, TeamSettings.Team, me.TeamId, "slack");
                    TeamSettings.Set(tx, TeamSettings.BotUser, me.UserId, "slack");
                    TeamSettings.Set(tx, TeamSettings.Scopes, string.Join(' ', me.Scopes.Order(StringComparer.Ordinal)), "slack");
                    tx.Wake(AnnouncementChannel.Subject);
                });
                log.LogInformation("Slack knows the bot as {User} in {Team}", me.User, me.Team);
                return;
            }
            catch (SlackException e)
            {
                throw new SlackStoppedException(e.Error, $"Slack does not accept SLACK_BOT_TOKEN ({e.Error}). {e.Remedy}");
            }
            catch (SlackUnreachableException e)
            {
                log.LogWarning("{Reason} Trying again in {Wait} s; alerts are taken in meanwhile", e.Message, wait.TotalSeconds);
                await Task.Delay(wait, stop);
            }
        }
    }
}
