using System.Globalization;
using System.Text;
using Bot.Domain.Reviews;

namespace Bot.Reviews;

/// <summary>Loads as a table of at most 40 columns, which a phone shows without breaking its lines.</summary>
public static class FairnessTable
{
    public const string Legend =
        "open: hours on call while hours were open · all: round the clock · sh: shifts · took, gave: hours/covers taken from others and given to them · inc: incidents out of hours";

    const int NameWidth = 8;

    static readonly (string Head, int Width, Func<IReadOnlyCollection<Load>, string> Value)[] Columns =
    [
        ("open", 6, l => Number(l.Average(p => p.InHours.TotalHours))),
        ("all", 6, l => Number(l.Average(p => p.OnCall.TotalHours))),
        ("sh", 4, l => Number(l.Average(p => p.Shifts))),
        ("took", 6, l => Covers(l.Average(p => p.Took.TotalHours), l.Average(p => p.TimesTook))),
        ("gave", 6, l => Covers(l.Average(p => p.Gave.TotalHours), l.Average(p => p.TimesGave))),
        ("inc", 4, l => Number(l.Average(p => p.Disturbed))),
    ];

    /// <summary>Everybody, those with the most hours first, and the average of all; or one person and that average.</summary>
    public static string Of(IReadOnlyCollection<Load> loads, Func<string, string> name, string? only = null)
    {
        var table = new StringBuilder().Append(' ', NameWidth);
        foreach (var column in Columns) table.Append(column.Head.PadLeft(column.Width));
        var shown = loads.Where(l => only is null || l.Person == only).OrderByDescending(l => l.InHours).ThenByDescending(l => l.OnCall).ThenBy(l => name(l.Person), StringComparer.Ordinal);
        foreach (var load in shown) Line(table, only is null ? name(load.Person) : "you", [load]);
        if (loads.Count > 0) Line(table, "average", loads);
        return table.ToString();
    }

    static void Line(StringBuilder table, string name, IReadOnlyCollection<Load> loads)
    {
        table.Append('\n').Append((name.Length > NameWidth ? $"{name[..(NameWidth - 1)]}…" : name).PadRight(NameWidth));
        foreach (var column in Columns) table.Append(column.Value(loads).PadLeft(column.Width));
    }

    static string Covers(double hours, double times) => times == 0 ? "-" : $"{Number(hours)}/{Number(times)}";

    static string Number(double value) => value.ToString(value >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
