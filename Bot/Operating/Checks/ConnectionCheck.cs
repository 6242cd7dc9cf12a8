using System.Text.Json;
using Bot.Hosting;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Operating.Checks;

/// <summary>
/// Whether the bot works, and alone: what it knows of its own connections or, asked from beside it, what the one that runs on
/// this machine says of itself.
/// </summary>
sealed class ConnectionCheck(SlackStatus slack, IConfiguration settings) : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Of => "the bot that runs";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop) =>
        [slack.Ready > 0 ? Own() : await Beside(Listening.Addresses(settings)[0], stop)];

    Finding Own() => slack.Others == 0
        ? Finding.Well(
            $"It is connected to Slack by {slack.Ready} {(slack.Ready == 1 ? "socket" : "sockets")}, alone as Slack counted "
                + "last.")
        : Finding.Wrong(
            $"Another process uses the same tokens: Slack counts {slack.Others} more connections, and the two answer in turn.",
            "Stop the other one, or give it an app of its own.");

    static async Task<Finding> Beside(string address, CancellationToken stop)
    {
        var asked = $"{Listening.Here(address)}/health/ready";
        try
        {
            using var answer = await Here(asked, stop);
            var said = await answer.Content.ReadFromJsonAsync<Readiness.Answer>(stop);
            return said switch
            {
                { IsReady: true } => Finding.Well("A bot runs on this machine, and is ready."),
                { Status: { } status } => Finding.Wrong(
                    $"The bot that runs on this machine is not ready: {status}.", said.Reason ?? "Its log says more."),
                _ => NoBot(asked),
            };
        }
        catch (HttpRequestException)
        {
            return Finding.Unknown(
                $"No bot runs on this machine (nothing answers at {asked}), so whether another one uses its tokens is not "
                    + "known.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A bot that has much to do, or hangs, is a bot.
            return Finding.Wrong(
                $"What listens for {asked} does not answer within {Patience.TotalSeconds:0} s.",
                "Look at the bot's log, and how busy this machine is. Where it stays so, start the bot again.");
        }
        catch (JsonException)
        {
            return NoBot(asked);
        }
    }

    /// <summary>Asks what listens on this machine, to which no proxy leads.</summary>
    internal static async Task<HttpResponseMessage> Here(string asked, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        return await http.GetAsync(new Uri(asked), stop);
    }

    static Finding NoBot(string asked) => Finding.Wrong(
        $"What answers at {asked} is no bot.", "Set ASPNETCORE_URLS to an address that nothing else has.");
}
