namespace Bot.Sandbox;

/// <summary>What an alert costs that joins a storm, as the storm grows from a hundred alerts to ten thousand.</summary>
sealed class StormBench(PublishedBot bot, BenchProgress progress)
{
    const int First = 100, Last = 10_000, Sample = 500;

    public async Task<IReadOnlyList<BenchRow>> Run(string folder)
    {
        await using var slack = await BareSlack.Start();
        var port = Loopback.FreePort();
        await using var app = bot.Start(slack.ApiUrl, $"Data Source={Path.Combine(folder, "storm.db")}", port);
        using var clients = new AlertClients();
        var to = new Uri($"http://127.0.0.1:{port}/v2/alert_events/http/bench");
        await slack.Connected.WaitAsync(TimeSpan.FromSeconds(30));
        await clients.Until(new(to, "/health/live"));
        // Code that runs for the first time is no cost of an alert.
        progress.Say("storm: warming up");
        await clients.Post(app, to, 8, 2 * Sample, n => AlertClients.Alert(n % First));
        await clients.Post(app, to, 8, First, AlertClients.Alert);
        progress.Say($"storm: {First} alerts");
        var early = await clients.Post(app, to, 8, Sample, AlertClients.Alert);
        progress.Say($"storm: to {Last} alerts");
        await clients.Post(app, to, 64, Last - First - 2 * Sample, AlertClients.Alert);
        var late = await clients.Post(app, to, 8, Sample, AlertClients.Alert);
        return
        [
            new("storm", $"CPU of an alert in ms, at {Last:N0}", late.CpuOfOne, $"itself at {First}", early.CpuOfOne, true, 1.3),
        ];
    }
}
