using System.Globalization;
using System.Text;

namespace Bot.Tests.OnCall;

/// <summary>Days off as somebody decided them, before any program wrote them down.</summary>
sealed record DaysOff(DateOnly First, int Count, string Name)
{
    public IEnumerable<(DateOnly Day, string Name)> Each => Enumerable.Range(0, Count).Select(n => (First.AddDays(n), Name));
}

/// <summary>A program that writes days off into an iCal file in its own way.</summary>
sealed record HolidayMaker(string Name, Func<IReadOnlyList<DaysOff>, string> Lines)
{
    public Encoding Letters { get; init; } = new UTF8Encoding(false);

    public string LineEnd { get; init; } = "\r\n";

    public int Fold { get; init; } = 75;

    /// <summary>Whether each day comes again every year.</summary>
    public bool IsYearly { get; init; }

    public int LeftOut { get; init; }

    public override string ToString() => Name;

    public byte[] Write(IReadOnlyList<DaysOff> days)
    {
        var (lines, end) = (Lines(days).Split('\n', StringSplitOptions.RemoveEmptyEntries), LineEnd);
        if (Letters.GetPreamble().Length > 0 || !Letters.Equals(new UTF8Encoding(false)))
            return [.. Letters.GetPreamble(), .. Letters.GetBytes(string.Join(end, lines) + end)];
        return [.. lines.SelectMany(line => Folded(Encoding.UTF8.GetBytes(line)))];
    }

    // By octets, as the standard has it, letters or not.
    IEnumerable<byte> Folded(byte[] line) => line.Chunk(Fold - 1)
        .SelectMany((part, n) => n == 0 ? part : [.. Encoding.UTF8.GetBytes(LineEnd + " "), .. part])
            .Concat(Encoding.UTF8.GetBytes(LineEnd));

    /// <summary>The days from one on, as the facts themselves say.</summary>
    public List<(DateOnly Day, string Name)> Expected(IReadOnlyList<DaysOff> days, DateOnly from) =>
        [.. (IsYearly ? Enumerable.Range(0, 5).SelectMany(y => days.Select(d => d with { First = d.First.AddYears(y) })) : days)
            .Where(d => !IsYearly || d.First < from.AddYears(3)).SelectMany(d => d.Each).Where(d => d.Day >= from)
                .OrderBy(d => d.Day)];

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string End(DaysOff day) => Day(day.First.AddDays(day.Count));

    public static string Text(string name) =>
        name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal);

    public static string Calendar(string head, IEnumerable<string> events) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{string.Concat(events)}END:VCALENDAR\n";

    public static string Event(DaysOff day, string lines, string uid = "") =>
        $"BEGIN:VEVENT\nUID:{(uid.Length > 0 ? uid : $"{Day(day.First)}-{day.Name.Length}@maker")}\nDTSTAMP:20250101T000000Z\n"
            + $"{lines}\nEND:VEVENT\n";
}
