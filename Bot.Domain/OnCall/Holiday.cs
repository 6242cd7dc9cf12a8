using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>A day on which those who follow its list do not work.</summary>
public sealed record Holiday(DateOnly Day, string Name)
{
    const int LongestName = 80, Most = 500;

    /// <summary>One day a line, "2026-12-25 Christmas Day"; the problem is a sentence for whoever typed it.</summary>
    public static bool TryRead(string text, out IReadOnlyList<Holiday> days, out string? problem)
    {
        var found = new List<Holiday>();
        (days, problem) = (found, null);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split([' ', '\t', ',', ';'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length == 0 || !Days.TryRead(parts[0], out var day))
                problem ??= $"\"{Cut(line)}\" does not begin with a date. Write one day a line, such as 2026-12-25 Christmas Day.";
            else found.Add(new Holiday(day, parts.Length > 1 ? Cut(parts[1]) : ""));
        }
        if (problem is null && found.Count == 0) problem = "Write one day a line, such as 2026-12-25 Christmas Day, or add an iCal file.";
        if (problem is null && found.Count > Most) problem = $"These are {found.Count} days. A list holds at most {Most}.";
        return problem is null;
    }

    public override string ToString() => $"{Days.Text(Day)} {Name}".TrimEnd();

    static string Cut(string text) => text.Length <= LongestName ? text : text[..Whole(text, LongestName - 1)] + "…";

    // Where the last character ends that fits: as a reader counts them, accents and flags whole.
    static int Whole(string text, int most) => StringInfo.ParseCombiningCharacters(text).Last(start => start <= most);
}
