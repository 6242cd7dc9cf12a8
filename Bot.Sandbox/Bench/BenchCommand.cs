using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Bot.Sandbox;

/// <summary><c>bench [name] [--json] [--write]</c>: what the bot does in a second, each figure beside its reference.</summary>
static class BenchCommand
{
    public const string Word = "bench";

    const string Page = "docs/benchmarks.md";

    static readonly Dictionary<string, Func<PublishedBot, BenchProgress, string, Task<IReadOnlyList<BenchRow>>>> Benches = new()
    {
        ["ack"] = (bot, progress, folder) => new AckBench(bot, progress).Run(folder),
        ["intake"] = (bot, progress, folder) => new IntakeBench(bot, progress).Run(folder),
        ["storm"] = (bot, progress, folder) => new StormBench(bot, progress).Run(folder),
        ["start"] = (bot, progress, folder) => new StartBench(bot, progress).Run(folder),
    };

    static string Usage => $"Usage: dotnet run -c Release --project Bot.Sandbox -- bench [{string.Join('|', Benches.Keys)}] "
        + $"[--json] [--write]\n--write keeps the result as {Page}.";

    public static async Task<int> Run(string[] args)
    {
        var names = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var flags = args.Except(names).ToHashSet();
        if (names.Count > 1 || names.Exists(n => !Benches.ContainsKey(n)) || !flags.IsSubsetOf(["--json", "--write"]))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("data-responder-bench-").FullName;
        try
        {
            var rows = await Measure(names.Count == 0 ? [.. Benches.Keys] : names, folder);
            if (flags.Contains("--json")) Console.WriteLine(JsonSerializer.Serialize(rows, JsonSerializerOptions.Web));
            else Print(rows);
            if (flags.Contains("--write") && PublishedBot.Repository() is { } root)
                await File.WriteAllTextAsync(Path.Combine(root, Page), Markdown(rows));
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
        using var progress = new BenchProgress();
        var bot = await PublishedBot.Publish(Path.Combine(folder, "bot"));
        var rows = new List<BenchRow>();
        foreach (var name in names) rows.AddRange(await Benches[name](bot, progress, folder));
        return rows;
    }

    static readonly string[] Columns = ["bench", "what", "bot", "against", "figure", "ratio", "to reach", ""];

    static string[] Cells(BenchRow row) =>
    [
        row.Bench, row.What, Number(row.Measured), row.Against, row.Reference is { } other ? Number(other) : "",
        row.Ratio is { } ratio ? $"{Number(ratio)} ×" : "", row.Aim, row.IsMet switch { true => "met", false => "missed", null => "" },
    ];

    static string Number(double value) => value.ToString(
        Math.Abs(value) switch { >= 1000 => "N0", >= 10 => "0.#", _ => "0.###" }, CultureInfo.InvariantCulture);

    static void Print(IEnumerable<BenchRow> rows)
    {
        // A file or a pipe has no width of its own.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(Table(rows));
    }

    static Table Table(IEnumerable<BenchRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
        foreach (var row in rows) table.AddRow([.. Cells(row).Select(Markup.Escape)]);
        return table;
    }

    static string Markdown(IEnumerable<BenchRow> rows)
    {
        var text = new StringBuilder($"""
            # Benchmarks

            Written by `dotnet run -c Release --project Bot.Sandbox -- bench --write` on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}:
            {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription},
            .NET {Environment.Version}, bot {typeof(BotApp).Assembly.GetName().Version?.ToString(3)}, published and compiled ahead of time.
            The bot and what it is held against ran in turns on one machine, so the ratios say more than the figures.

            | {string.Join(" | ", Columns)} |
            |{string.Concat(Columns.Select(_ => "---|"))}

            """.ReplaceLineEndings("\n"));
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", Cells(row)).Append(" |\n");
        return text.ToString();
    }
}
