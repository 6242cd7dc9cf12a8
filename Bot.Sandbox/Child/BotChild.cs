namespace Bot.Sandbox;

/// <summary>
/// The bot as a child process of the sandbox: its clock is steered over standard input, and it ends when that closes.
/// </summary>
static class BotChild
{
    public const string Word = "bot";

    /// <summary>Lines of standard input beside those of the clock.</summary>
    public const string DiskFull = "disk full", DiskFree = "disk free";

    public static async Task<int> Run(string[] args)
    {
        if (await Console.In.ReadLineAsync() is not { } first) return 0;
        var (clock, disk) = (SteeredClock.From(first), new SteeredDisk());
        return await BotApp.Run(args, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            disk.Register(builder.Services);
            builder.Services.AddHostedService(services =>
                new Rein(clock, disk, services.GetRequiredService<IHostApplicationLifetime>()));
        });
    }

    /// <summary>Follows standard input: each line steers the clock, its end stops the bot.</summary>
    sealed class Rein(SteeredClock clock, SteeredDisk disk, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // Reading the console blocks whatever the token says.
            await Task.Run(async () =>
            {
                while (await Console.In.ReadLineAsync(stoppingToken) is { } line) Steer(line);
                lifetime.StopApplication();
            }, stoppingToken).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void Steer(string line)
        {
            if (line is DiskFull or DiskFree) disk.IsFull = line == DiskFull;
            else clock.Steer(line);
        }
    }
}
