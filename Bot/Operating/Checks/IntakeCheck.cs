using Bot.Settings;

namespace Bot.Operating.Checks;

/// <summary>Whether CI, GitHub and calendars reach the bot at the address that they are told.</summary>
sealed class IntakeCheck(PublicUrl address) : ICheck
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
            return
            [
                Finding.Wrong(
                    $"{asked} does not answer from here ({why}).",
                    "Start the bot, and see that the name, the proxy and the certificate are right. A firewall that lets others "
                        + "in but not this machine is no trouble."),
            ];
        }
    }
}
