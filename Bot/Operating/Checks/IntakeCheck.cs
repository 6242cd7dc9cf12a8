using Bot.Settings;
using Bot.Slack;

namespace Bot.Operating.Checks;

/// <summary>Whether CI, GitHub and calendars reach the bot at the address that they are told.</summary>
sealed class IntakeCheck(PublicUrl address, SlackStatus slack, IConfiguration settings) : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public string Of => "the intake";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        if (address.Address is not { } url)
            return
            [
                Finding.Unknown(
                    "PUBLIC_URL is not set, so nobody can be told where to send alerts.",
                    "Set it to the address by which CI reaches the bot."),
            ];
        var asked = new Uri($"{url.ToString().TrimEnd('/')}/health/live");
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(asked, stop);
            var isBot = answer.IsSuccessStatusCode && await answer.Content.ReadAsStringAsync(stop) == Hosting.Health.Alive;
            return
            [
                isBot ? Finding.Well($"PUBLIC_URL leads to the bot: {asked} answers.")
                    : Finding.Wrong(
                        $"{asked} answers {(int)answer.StatusCode}, and is no bot.",
                        "Let the proxy there pass on all paths to the address that ASPNETCORE_URLS names."),
            ];
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            var why = e is HttpRequestException ? e.Message.TrimEnd('.') : "no answer in time";
            if (slack.Ready == 0 && !await Runs(stop))
                return
                [
                    Finding.Unknown($"Whether PUBLIC_URL leads to the bot ({asked}) is known once it runs on this machine."),
                ];
            return
            [
                Finding.Wrong(
                    $"{asked} does not answer from here ({why}).",
                    "See that the name, the proxy and the certificate are right. A firewall that lets others in but not this "
                        + "machine is no trouble."),
            ];
        }
    }

    // Where nothing answers here either, nobody can say anything of the way from outside.
    async Task<bool> Runs(CancellationToken stop)
    {
        try
        {
            using var answer = await ConnectionCheck.Here(
                $"{Listening.Here(Listening.Addresses(settings)[0])}/health/live", stop);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Somebody has the port, and is busy.
            return true;
        }
    }
}
