using System.Globalization;
using Bot.Domain.Reviews;

namespace Bot.Reviews;

/// <summary>What the table of a period comes to, in a sentence.</summary>
public static class FairnessWords
{
    public const string Nobody = "Nobody was on call.";

    /// <summary>For those who see everybody: who had the most and the least, or that it was shared evenly.</summary>
    public static string Of(IReadOnlyCollection<Load> loads, Func<string, string> name)
    {
        if (Sharing.Of(loads) is not { } sharing) return Nobody;
        var (most, least) = (sharing.Most, sharing.Least);
        if (loads.Count == 1) return $"{name(most.Person)}: {Hours(most.InHours)} in hours, {Rest(most)}.";
        return sharing.IsEven
            ? $"Shared evenly: {Span(least.InHours, most.InHours)} in hours each."
            : $"*{name(most.Person)}* had the most: {Hours(most.InHours)} in hours "
                + $"(average {Number(sharing.Average)}), {Rest(most)}. "
                + $"*{name(least.Person)}* had the least: {Hours(least.InHours)}.";
    }

    /// <summary>For a member, who sees only what is theirs: one line.</summary>
    public static string OfMine(IReadOnlyCollection<Load> loads, string person)
    {
        if (Sharing.Of(loads) is not { } sharing) return Nobody;
        if (loads.FirstOrDefault(l => l.Person == person) is not { } mine)
            return $"You were not on call; the members had {Hours(sharing.Average)} in hours on average.";
        var others = Sharing.OthersOf(person, loads) is { } average ? $", others on average {Hours(average)}" : "";
        return $"You: {Hours(mine.InHours)} in hours{others}; {Rest(mine)}.";
    }

    static string Rest(Load load)
    {
        string?[] parts =
        [
            load.Shifts == 1 ? "1 shift" : string.Create(CultureInfo.InvariantCulture, $"{load.Shifts} shifts"),
            load.TimesTook > 0 ? $"took {Hours(load.Took)} from others" : null,
            load.TimesGave > 0 ? $"gave {Hours(load.Gave)} to others" : null,
            load.Answered > 0 ? $"answered {load.Answered} {(load.Answered == 1 ? "request" : "requests")}" : null,
            load.Disturbed > 0 ? $"{load.Disturbed} {(load.Disturbed == 1 ? "incident" : "incidents")} out of hours" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    static string Span(TimeSpan from, TimeSpan to) => Hours(from) == Hours(to) ? Hours(to) : $"{Number(from)} to {Hours(to)}";

    static string Hours(TimeSpan time) => $"{Number(time)} h";

    static string Number(TimeSpan time) =>
        time.TotalHours.ToString(time.TotalHours >= 10 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
