using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cronos;

namespace Bot.Domain.OnCall;

/// <summary>
/// When one shift ends and the next begins: a cron expression of five fields, read on the wall of a zone; of its times only
/// those of every so many weeks, where it has a cycle.
/// </summary>
public sealed record HandOff
{
    const string Fields =
        "Five fields are needed: minute, hour, day of the month, month, day of the week; \"0 9 * * 1\" is every Monday 09:00.";

    // Rotations have few of them, and each is read wherever it is asked who is on call.
    static readonly ConcurrentDictionary<string, HandOff> Read = new(StringComparer.Ordinal);

    static readonly DateTime AnyMonday = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly CronExpression expression;

    HandOff(string cron, CronExpression expression, HandOffCycle? cycle)
    {
        (this.expression, Cycle, Cron) = (expression, cycle, cycle is null ? cron : $"{cron} {cycle}");
        var spoken = HandOffRhythm.Of(cron);
        Spoken = cycle is null ? spoken : string.Create(CultureInfo.InvariantCulture, $"{spoken}, every {cycle.Weeks} weeks");
    }

    /// <summary>As it is stored and typed: the expression, and the cycle behind it.</summary>
    public string Cron { get; }

    /// <summary>Which weeks it comes in; null for all.</summary>
    public HandOffCycle? Cycle { get; }

    /// <summary>Every so many weeks, on the weekday of the day that begins a cycle.</summary>
    public static string EveryWeeks(HandOffCycle cycle, TimeOnly at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.Minute} {at.Hour} * * {(int)cycle.From.DayOfWeek} {cycle}");

    /// <summary>The time of such a one; null for any other.</summary>
    public TimeOnly? TimeOfCycle => Cycle is { } cycle && Cron.Split(' ') is [var minute, var hour, ..]
        && TimeOnly.TryParse($"{hour}:{minute}", CultureInfo.InvariantCulture, out var at) && EveryWeeks(cycle, at) == Cron
        ? at
        : null;

    public static HandOff EveryMonday { get; } = Known("0 9 * * 1");

    /// <summary>The usual choices, with their names.</summary>
    public static IReadOnlyList<(HandOff HandOff, string Name)> Presets { get; } =
    [
        (EveryMonday, "Every Monday 09:00"),
        (Known("0 9 * * 2"), "Every Tuesday 09:00"),
        (Known("0 9 * * 3"), "Every Wednesday 09:00"),
        (Known("0 9 * * 4"), "Every Thursday 09:00"),
        (Known("0 9 * * 5"), "Every Friday 09:00"),
        (Known("0 9 * * 1-5"), "Every weekday 09:00"),
        (Known("0 9 * * *"), "Every day 09:00"),
        (Known("0 9 1 * *"), "First of the month 09:00"),
    ];

    /// <summary>The preset's name, or the expression itself.</summary>
    public string Name => Presets.FirstOrDefault(p => p.HandOff.Cron == Cron).Name
        ?? (Cycle is null ? Cron : string.Create(CultureInfo.InvariantCulture, $"{Spoken} from {Cycle.From:d MMM yyyy}"));

    /// <summary>
    /// How people say it: "Mondays 09:00", "weekdays 09:00"; null where it has no such name, or comes at several times of a
    /// day.
    /// </summary>
    public string? Spoken { get; }

    /// <summary>Reads a cron expression; the problem is a sentence for the person who typed it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HandOff? handOff, [NotNullWhen(false)] out string? problem)
    {
        var written = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        (var cron, var cycle, problem) = HandOffCycle.Split(written);
        handOff = null;
        problem = Shape(cron) ?? problem;
        if (problem is not null) return false;
        try
        {
            var expression = CronExpression.Parse(cron);
            problem = Rhythm(expression);
            if (problem is not null) return false;
            handOff = new HandOff(cron, expression, cycle);
            return true;
        }
        catch (Exception e) when (IsAboutText(e))
        {
            problem = $"\"{cron}\" is not a hand-off time: {Detail(e)} {Fields}";
            return false;
        }
    }

    // Cronos has exceptions that are no CronFormatException, such as for the H of Jenkins, which wants a seed.
    static bool IsAboutText(Exception e) =>
        e is FormatException or ArgumentException or OverflowException || e.GetType().Assembly == typeof(CronExpression).Assembly;

    /// <summary>An expression that was checked before, such as a stored one.</summary>
    public static HandOff Known(string text) => Read.GetOrAdd(text, text =>
    {
        var (cron, cycle, _) = HandOffCycle.Split(text);
        return new(cron, CronExpression.Parse(cron), cycle);
    });

    /// <summary>The first hand-off after the instant; a time that the zone skips comes when the clock has jumped.</summary>
    public DateTimeOffset After(DateTimeOffset t, TimeZoneInfo zone)
    {
        // Cronos counts on the bare wall: given the zone, it stands still where clocks change in Dublin and Casablanca.
        for (var wall = zone.Wall(t); ;)
        {
            wall = expression.GetNextOccurrence(DateTime.SpecifyKind(wall, DateTimeKind.Utc))
                ?? throw new InvalidOperationException($"\"{Cron}\" never comes again.");
            if (Cycle?.Holds(DateOnly.FromDateTime(wall)) == false) continue;
            if (zone.Instant(wall) is var instant && instant > t) return instant;
        }
    }

    public bool Equals(HandOff? other) => other?.Cron == Cron;

    public override int GetHashCode() => Cron.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Cron;

    static string? Shape(string cron) => cron.Split(' ').Length switch
    {
        _ when cron.Length == 0 => $"Say when the shift changes hands. {Fields}",
        _ when cron.StartsWith('@') => null,
        5 => null,
        6 => $"\"{cron}\" has six fields; seconds cannot be given. {Fields}",
        var n => $"\"{cron}\" has {n} {(n == 1 ? "field" : "fields")}. {Fields}",
    };

    static string? Rhythm(CronExpression expression)
    {
        if (expression.GetNextOccurrence(AnyMonday) is null) return $"\"{expression}\" names a date that never comes. {Fields}";
        var times = expression.GetOccurrences(AnyMonday, AnyMonday.AddYears(9)).Take(1500).ToList();
        return times.Zip(times.Skip(1), (a, b) => b - a).Any(gap => gap < TimeSpan.FromHours(1))
            ? $"\"{expression}\" would hand off more than once an hour. Choose at most one time an hour; "
                + "\"0 9 * * 1\" is every Monday 09:00."
            : null;
    }

    // Cronos says "The given cron expression has an invalid format. Hours: Value must be …": the first sentence adds nothing.
    static string Detail(Exception e)
    {
        if (e is not CronFormatException || e.Message.IndexOf(". ", StringComparison.Ordinal) is not (> 0 and var first))
            return "only numbers, names of days and months, and * , - / say when it comes.";
        var detail = e.Message[(first + 2)..];
        return char.ToLowerInvariant(detail[0]) + detail[1..].Replace(": Value", " value", StringComparison.Ordinal)
            .Replace(": Unexpected", ", unexpected", StringComparison.Ordinal);
    }
}
