using Bot.Sandbox.Seed;

namespace Bot.Sandbox;

/// <summary>The demo of one folder: made once, before the bot that people meet starts, and kept from then on.</summary>
sealed class Demo(string folder)
{
    readonly string mark = Path.Combine(folder, "demo");
    readonly bool hasBot = File.Exists(Path.Combine(folder, "bot.db"));

    /// <summary>False where the folder has a history already.</summary>
    public bool IsDue => !hasBot;

    public static DateTimeOffset Begins(DateTimeOffset present) => present.AddDays(-7 * DemoSeed.Quarter);

    /// <summary>
    /// Fills the workspace up to the present, telling the terminal; false when it was interrupted. Throws
    /// <see cref="SandboxException"/> where the folder holds something else.
    /// </summary>
    public async Task<bool> Fill(
        Workspace workspace, InstalledApp app, SteeredClock clock, DateTimeOffset present, CancellationToken stop)
    {
        if (hasBot)
        {
            if (!File.Exists(mark))
                throw new SandboxException(
                    $"{folder} holds a workspace without the demo, or one that was interrupted. Start with a new folder, or "
                        + "without --seed.");
            Console.WriteLine($"Demo    was made before and is kept: {await File.ReadAllTextAsync(mark, stop)}");
            return true;
        }
        Directory.CreateDirectory(folder);
        var progress = new SeedProgress(Console.Out, !Console.IsOutputRedirected, workspace.Options.Wire);
        try
        {
            await using var bot = await SeedBot.Start(workspace, app, clock, folder);
            var seed = new DemoSeed(workspace, clock, bot, progress);
            await seed.Run(present, DemoSeed.Quarter, stop);
            foreach (var missed in seed.Missed) await Console.Error.WriteLineAsync($"Demo    left out: {missed}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        await File.WriteAllTextAsync(mark, $"a quarter that ends on {present:d MMMM yyyy}", stop);
        clock.RunAt(1);
        return true;
    }
}
