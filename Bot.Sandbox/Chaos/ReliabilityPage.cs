using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// docs/reliability.md: what was promised, how often it was tried, and what came of it. Each command writes its part.
/// </summary>
static class ReliabilityPage
{
    const string Page = "docs/reliability.md", Part = "## ";

    const string Head = """
        # Reliability

        What the bot promises, tried again and again while things go wrong. Each part is written by the command that it names.

        - **Chaos**: each run is a day, a night and a morning of people, CI, dbt, GitHub and hand-offs, drawn from a seed, against
          the real bot in processes of its own, while it is killed, stands still, loses its connections, finds its store locked,
          gone or full, and Slack is slow, answers late or not at all, refuses for a while and sends things twice; GitHub, a
          destination and a webhook fail one call in ten. Then everything is well again in Slack, and within a minute all promises
          have to hold. A seed replays what was drawn: `chaos --seed 17 --runs 1 --keep folder`.
        - **Soak**: eight hours at sixty times their speed with such faults all along; what the bot uses has to stay level.


        """;

    /// <summary>A few lines for a terminal.</summary>
    public static string Totals(IReadOnlyList<ChaosResult> results)
    {
        var broken = results.Where(r => r.Broken.Count > 0).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.Count} runs, {broken.Count} with something broken");
        text.AppendLine($"Done: {Line(Counted(results.SelectMany(r => r.Deeds.Count), r => r.Key, r => r.Value))}");
        var givenUp = results.SelectMany(r => r.Deeds.GivenUp);
        text.AppendLine($"Given up: {Line(Counted(givenUp, s => s.Step.What.ToString(), _ => 1))}");
        text.AppendLine($"Wrong: {Line(Counted(results.SelectMany(r => r.Troubles), t => t, _ => 1))}");
        text.Append(CultureInfo.InvariantCulture, $"Done again by people: {results.Sum(r => r.Retries)}");
        if (results.Count > 0)
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"A run took {results.Average(r => r.Took.TotalSeconds):0} s");
        if (broken.Count > 0) text.AppendLine().Append($"Seeds: {string.Join(", ", broken.Select(r => r.Seed).Order())}");
        return text.ToString();
    }

    /// <summary>Where it was tried.</summary>
    public static string Machine => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    /// <summary>Keeps what many runs came to.</summary>
    public static void Write(string root, ChaosOptions options, IReadOnlyList<ChaosResult> results)
    {
        var name = $"Chaos on {(options.OnPostgres ? "PostgreSQL, two bots" : "SQLite")}";
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Written by `dotnet run -c Release --project Bot.Sandbox -- chaos --runs {options.Runs} --seed {options.Seed}"
                + $"{(options.OnPostgres ? " --store postgres" : "")} --write`, on {TimeProvider.System.GetUtcNow():yyyy-MM-dd}; "
                + $"{Machine}.");
        text.AppendLine().AppendLine("| promise | runs | broken in |").AppendLine("|---|---|---|");
        foreach (var promise in ChaosJudge.All.Select(one => one.Promise).Prepend(ChaosRun.ToItsEnd))
        {
            var seeds = results.Where(r => r.Broken.Any(b => b.StartsWith(promise, StringComparison.Ordinal)))
                .Select(r => r.Seed).Order().Select(s => $"{s}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {promise} | {results.Count} | {Line(seeds, "none")} |");
        }

        text.AppendLine();
        var done = Counted(results.SelectMany(r => r.Deeds.Count), r => Words(r.Key), r => r.Value);
        text.AppendLine($"What was done: {Line(done)}.");
        text.AppendLine();
        text.AppendLine($"What went wrong meanwhile: {Line(Counted(results.SelectMany(r => r.Troubles), Words, _ => 1))}.");
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"People had to press or type again {results.Sum(r => r.Retries)} times, and gave up "
                + $"{results.Sum(r => r.Deeds.GivenUp.Count)} times: it was over by then, or nothing came for long.");
        Keep(root, name, text.ToString());
    }

    /// <summary>Puts a part in the place of the one of that name, or behind the others.</summary>
    public static void Keep(string root, string name, string text)
    {
        var path = Path.Combine(root, Page);
        var parts = (File.Exists(path) ? File.ReadAllText(path) : Head).Split($"\n{Part}");
        var others = parts.Skip(1).Where(p => !p.StartsWith($"{name}\n", StringComparison.Ordinal)).Select(p => p.TrimEnd());
        var all = others.Append($"{name}\n\n{text.ReplaceLineEndings("\n").TrimEnd()}").Order(StringComparer.Ordinal);
        File.WriteAllText(path, Head.TrimEnd() + "\n" + string.Concat(all.Select(p => $"\n{Part}{p}\n")));
    }

    static string Line(IEnumerable<string> all, string none = "nothing") => string.Join(", ", all.DefaultIfEmpty(none));

    static string Words(string name) => string.Concat(
        name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : $"{c}"));

    static IEnumerable<string> Counted<T>(IEnumerable<T> all, Func<T, string> name, Func<T, int> count) =>
        all.GroupBy(name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(
            g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Sum(count)}"));
}
