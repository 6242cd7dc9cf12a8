namespace Bot.Sandbox;

/// <summary>
/// The bot as a child process of the sandbox: its clock is steered over standard input, and it ends when that closes.
/// </summary>
static class BotChild
{
    public const string Word = "bot";

    public static async Task<int> Run(string[] args)
    {
        if (await Console.In.ReadLineAsync() is not { } first) return 0;
        var clock = SteeredClock.From(first);
        return await BotApp.Run(args, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddHostedService(services =>
                new Rein(clock, services.GetRequiredService<IHostApplicationLifetime>()));
        });
    }

    /// <summary>Follows standard input: each line steers the clock, its end stops the bot.</summary>
    sealed class Rein(SteeredClock clock, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // Reading the console blocks whatever the token says.
            await Task.Run(async () =>
            {
                while (await Console.In.ReadLineAsync(stoppingToken) is { } line) clock.Steer(line);
                lifetime.StopApplication();
            }, stoppingToken).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
