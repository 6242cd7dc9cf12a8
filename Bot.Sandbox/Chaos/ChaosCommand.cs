using System.Globalization;

namespace Bot.Sandbox.Chaos;

/// <summary>Many seeded runs, several beside each other, and what they came to.</summary>
static class ChaosCommand
{
    public const string Word = "chaos";

    const int Many = 30;

    const string Usage = "Usage: dotnet run -c Release --project Bot.Sandbox -- chaos [--runs N] [--seed S] [--at-once N]\n"
        + "       [--store postgres] [--keep DIR] [--write]\n"
        + "--store postgres makes databases on the server that TEST_POSTGRES names, and two bots share each.\n"
        + "--keep leaves logs and databases there. --write keeps the result in docs/reliability.md.";

    public static async Task<int> Run(string[] args)
    {
        if (ChaosOptions.Parse(args) is not { } options)
        {
            Console.WriteLine(Usage);
            return args is ["--help" or "-h"] ? 0 : 2;
        }

        if (options.OnPostgres && PostgresServer.Named is null)
        {
            await Console.Error.WriteLineAsync("--store postgres needs TEST_POSTGRES: a server where databases may be made.");
            return 2;
        }

        var folder = options.Keep ?? Directory.CreateTempSubdirectory("data-responder-chaos-").FullName;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        try
        {
            var results = await Run(options, folder, Console.Out, stop.Token);
            var broken = results.Count(r => r.Broken.Count > 0);
            Console.WriteLine(ReliabilityPage.Totals(results));
            if (options.Write && PublishedBot.Repository() is { } root) ReliabilityPage.Write(root, options, results);
            return broken == 0 && results.Count == options.Runs ? 0 : 1;
        }
        finally
        {
            if (options.Keep is null) Directory.Delete(folder, recursive: true);
        }
    }

    // Bots start often: what is compiled ahead of time starts in a third of the time.
    static async Task<string> Published(string folder)
    {
        var into = Path.Combine(folder, "program");
        await PublishedBot.Publish(into, "Bot.Sandbox");
        return Path.Combine(into, "Bot.Sandbox.dll");
    }

    /// <summary>Runs all seeds, and says each that found something, and now and then how far it is.</summary>
    public static async Task<IReadOnlyList<ChaosResult>> Run(
        ChaosOptions options, string folder, TextWriter said, CancellationToken stop)
    {
        await using var stage = new ChaosStage(Path.Combine(folder, "stage"), options.OnPostgres ? PostgresServer.Named : null);
        await stage.Make();
        var program = options.Runs >= Many && PublishedBot.Repository() is not null ? await Published(folder) : null;
        var results = new List<ChaosResult>();
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(options.Seed, options.Runs),
                new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = stop },
                async (seed, token) =>
                {
                    var own = Path.Combine(folder, seed.ToString(CultureInfo.InvariantCulture));
                    var result = await new ChaosRun(stage, seed, own, program).Run(token);
                    lock (results)
                    {
                        results.Add(result);
                        Say(results, result);
                    }

                    if (options.Keep is null || result.Broken.Count == 0) Directory.Delete(own, recursive: true);
                });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is done is told.
        }

        return results;

        void Say(List<ChaosResult> all, ChaosResult one)
        {
            if (one.Broken.Count > 0)
            {
                said.WriteLine($"seed {one.Seed}, with {string.Join(", ", one.Troubles)}:");
                foreach (var line in one.Broken) said.WriteLine($"  {line}");
            }

            if (options.Keep is not null)
                foreach (var (step, saw) in one.Deeds.GivenUp)
                    said.WriteLine($"seed {one.Seed}: {step.What} {step.N} was given up; {saw}");
            if (all.Count % 10 != 0 && all.Count != options.Runs) return;
            var took = TimeProvider.System.GetElapsedTime(began);
            said.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Count} of {options.Runs} runs, {all.Count(r => r.Broken.Count > 0)} with something broken, "
                    + $"{took:hh\\:mm\\:ss}"));
        }
    }
}
