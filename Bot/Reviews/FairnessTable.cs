using System.Globalization;
using Bot.Domain.Reviews;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>Loads as a table of at most 36 columns, which a phone shows without breaking its lines.</summary>
public static class FairnessTable
{
    public const string Legend =
        "open: hours on call while hours were open · all: round the clock · sh: shifts · took, gave: hours/covers taken from "
            + "others and given to them · inc: incidents out of hours · req: requests answered · avg: average";

    const int Widest = 36, ShortestName = 4, LongestName = 10;

    static readonly (string Head, Func<IReadOnlyCollection<Load>, string> Value)[] Always =
    [
        ("open", l => Number(l.Average(p => p.InHours.TotalHours))),
        ("all", l => Number(l.Average(p => p.OnCall.TotalHours))),
        ("sh", l => Number(l.Average(p => p.Shifts))),
        ("took", l => Covers(l, p => p.Took, p => p.TimesTook)),
        ("gave", l => Covers(l, p => p.Gave, p => p.TimesGave)),
        ("inc", l => Number(l.Average(p => p.Disturbed))),
    ];

    // Where nobody asks anything, names have its place.
    static readonly (string Head, Func<IReadOnlyCollection<Load>, string> Value) Requests =
        ("req", l => Number(l.Average(p => p.Answered)));

    /// <summary>Everybody, those with the most hours first, and the average of all.</summary>
    public static string Of(IReadOnlyCollection<Load> loads, Func<string, string> name)
    {
        var columns = loads.Any(l => l.Answered > 0) ? [.. Always, Requests] : Always;
        string[] Row(string who, IReadOnlyCollection<Load> of) => [who, .. columns.Select(c => c.Value(of))];
        var shown = loads.OrderByDescending(l => l.InHours).ThenByDescending(l => l.OnCall)
            .ThenBy(l => name(l.Person), StringComparer.Ordinal);
        List<string[]> rows = [["", .. columns.Select(c => c.Head)], .. shown.Select(l => Row(name(l.Person), [l]))];
        if (loads.Count > 0) rows.Add(Row("avg", loads));
        var widths = columns.Select((_, i) => rows.Max(r => r[i + 1].Length) + 1).ToList();
        var names = Math.Clamp(
            Widest - widths.Sum(), ShortestName, Math.Min(LongestName, Math.Max(ShortestName, rows.Max(r => r[0].Length))));
        return string.Join(
            '\n',
            rows.Select(r => Cut(r[0], names).PadRight(names) + string.Concat(widths.Select((w, i) => r[i + 1].PadLeft(w)))));
    }

    static string Cut(string name, int width) => name.Length > width ? $"{Limits.First(name, width - 1)}…" : name;

    static string Covers(IReadOnlyCollection<Load> loads, Func<Load, TimeSpan> hours, Func<Load, int> times) =>
        loads.Sum(times) == 0
            ? "-"
            : Number(loads.Average(l => hours(l).TotalHours)) + (loads.Count == 1 ? $"/{loads.Sum(times)}" : "");

    static string Number(double value) => value.ToString(value >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
