using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Bot.Sandbox;

/// <summary>The rows for a terminal, and for a page of the docs.</summary>
static class BenchTable
{
    static readonly string[] Columns =
        ["bench", "what", "bot", "CPU ms", "against", "figure", "CPU ms", "ratio", "to reach", ""];

    static string[] Cells(BenchRow row) =>
    [
        row.Bench, row.What, Number(row.Measured), Number(row.Cpu), row.Against, Number(row.Reference), Number(row.ReferenceCpu),
        row.Ratio is { } ratio ? $"{Number(ratio)} ×" : "", row.Aim,
        row.IsMet switch { true => "met", false => "missed", null => "" },
    ];

    static string Number(double? value) => value is not { } number || double.IsNaN(number) ? "" : number.ToString(
        Math.Abs(number) switch { >= 1000 => "N0", >= 10 => "0.#", _ => "0.###" }, CultureInfo.InvariantCulture);

    static IEnumerable<string> Notes(IEnumerable<BenchRow> rows) => rows.Select(r => r.Note).OfType<string>().Distinct();

    public static void Print(IReadOnlyList<BenchRow> rows)
    {
        // A file or a pipe has no width of its own.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
        var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
        foreach (var row in rows) table.AddRow([.. Cells(row).Select(Markup.Escape)]);
        AnsiConsole.Write(table);
        foreach (var note in Notes(rows)) AnsiConsole.WriteLine(note);
    }

    public static string Markdown(IReadOnlyList<BenchRow> rows, string versions)
    {
        var text = new StringBuilder($"""
            # Benchmarks

            Written by `dotnet run -c Release --project Bot.Sandbox -- bench --write`
            on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. {versions}

            The bot and what it is held against ran in turns on this machine, which carries those who press and send as well: the
            ratios say more than the figures. "CPU ms" is processor time of the program for each.

            | {string.Join(" | ", Columns)} |
            |{string.Concat(Columns.Select(_ => "---|"))}

            """.ReplaceLineEndings("\n"));
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", Cells(row)).Append(" |\n");
        foreach (var note in Notes(rows)) text.Append('\n').Append(note).Append('\n');
        return text.ToString();
    }
}
