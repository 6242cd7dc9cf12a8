using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Sandbox;

/// <summary><c>bench [name] [--json] [--write]</c>: what the bot does in a second, each figure beside its reference.</summary>
static class BenchCommand
{
    public const string Word = "bench";

    const string Page = "docs/benchmarks.md";

    // What could not be measured is no number.
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static readonly Dictionary<string, Func<BenchRun, Task<IReadOnlyList<BenchRow>>>> Benches = new()
    {
        ["ack"] = run => new AckBench(run).Run(),
        ["modal"] = run => new ModalBench(run).Run(),
        ["intake"] = run => new IntakeBench(run).Run(),
        ["storm"] = run => new StormBench(run).Run(),
        ["dbt"] = run => new DbtBench(run).Run(),
        ["similar"] = run => new SimilarBench(run).Run(),
        ["review"] = run => new ReviewBench(run).Run(),
        ["declare"] = run => new DeclareBench(run).Run(),
        ["growth"] = run => new GrowthBench(run).Run(),
        ["start"] = run => new StartBench(run).Run(),
        ["replicas"] = run => new ReplicasBench(run).Run(),
    };

    static string Usage => $"Usage: dotnet run -c Release --project Bot.Sandbox -- bench [{string.Join('|', Benches.Keys)}] "
        + $"[--json] [--write]\n--write keeps the result of all of them as {Page}.";

    public static async Task<int> Run(string[] args)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Usage);
            return 0;
        }

        var names = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var flags = args.Except(names).ToHashSet();
        if (names.Count > 1 || names.Exists(n => !Benches.ContainsKey(n)) || !flags.IsSubsetOf(["--json", "--write"])
            || (names.Count > 0 && flags.Contains("--write")))
        {
            await Console.Error.WriteLineAsync($"\"{string.Join(' ', args)}\" is nothing that bench knows. {Usage}");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("data-responder-bench-").FullName;
        try
        {
            var rows = await Measure(names.Count == 0 ? [.. Benches.Keys] : names, folder);
            if (flags.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(rows, Json));
            else BenchTable.Print(rows);
            if (flags.Contains("--write") && PublishedBot.Repository() is { } root)
                await File.WriteAllTextAsync(Path.Combine(root, Page), BenchTable.Markdown(rows, await BenchVersions.Text()));
            return 0;
        }
        catch (SandboxException trouble)
        {
            await Console.Error.WriteLineAsync(trouble.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<List<BenchRow>> Measure(IEnumerable<string> names, string folder)
    {
        using var progress = new BenchProgress(Console.Error);
        var bot = await PublishedBot.Publish(Path.Combine(folder, "bot"));
        var rows = new List<BenchRow>();
        foreach (var name in names) rows.AddRange(await Measure(name, new(bot, progress, folder, BenchSize.Full)));
        return rows;
    }

    // One that cannot be run here leaves the others their rows.
    internal static async Task<IReadOnlyList<BenchRow>> Measure(string name, BenchRun run)
    {
        try
        {
            return await Benches[name](run);
        }
        catch (Exception trouble) when (trouble is SandboxException or TimeoutException or HttpRequestException)
        {
            return [BenchRow.Missing(name, trouble.Message)];
        }
    }
}
