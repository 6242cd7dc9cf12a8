using Bot.Domain.OnCall;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>An entry of a file that gave no day, and why.</summary>
public sealed record LeftOut(string Name, string Why)
{
    public const string Observance = "observances, which are no days off";

    /// <summary>Whoever has these off writes them, and so wants to read all of them.</summary>
    public const string OfSome = "for a part of the country or by choice", InPart = "for a part of the day";

    /// <summary>Tasks and notes of a calendar, which some programs make of days.</summary>
    public const string NoEvent = "tasks or notes, which are no events";

    const int MostNames = 3, MostOfSome = 12, MostReasons = 5, LongestName = 40;

    /// <summary>"2 of 14 entries were left out: cancelled (Party), at a time of day (Lunch)."; null where nothing was.</summary>
    public static string? Say(IReadOnlyCollection<LeftOut> left, int entries)
    {
        if (left.Count == 0) return null;
        var why = left.GroupBy(l => l.Why).OrderByDescending(g => g.Count()).ToList();
        var reasons = string.Join(", ", why.Take(MostReasons).Select(g => $"{g.Key} "
            + $"({Names([.. g.Select(l => l.Name)], g.Key is OfSome or InPart ? MostOfSome : MostNames)})"));
        var more = why.Count > MostReasons ? ", and for other reasons" : "";
        var were = entries == 1 ? "entry was" : left.Count == 1 ? "entries was" : "entries were";
        var write = left.Any(l => l.Why is OfSome) ? " Write those that are yours." : "";
        return $"{left.Count} of {entries} {were} left out: {reasons}{more}.{write}";
    }

    static string Names(List<string> names, int most)
    {
        List<string> shown = [.. names.Where(n => n.Length > 0).Take(most).Select(n => Holiday.Beginning(n, LongestName))];
        var more = names.Count - shown.Count;
        if (shown.Count == 0) return more == 1 ? "no name" : $"{more} without a name";
        return more > 0 ? $"{string.Join(", ", shown)} and {more} more" : string.Join(", ", shown);
    }
}
