using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>A day on which those who follow its list do not work.</summary>
public sealed record Holiday(DateOnly Day, string Name)
{
    /// <summary>How many days a list holds.</summary>
    public const int Most = 500;
    const int LongestName = 80;
    /// <summary>A day whose name is one line that its own text gives back as it is, whatever was said.</summary>
    public static Holiday Named(DateOnly day, string name)
    {
        var shown = PartOfDay.Without(OneLine(name));
        // What would be read as one more day is no name, word by word.
        for (var read = Behind(day, shown); read != shown; read = Behind(day, shown)) shown = read;
        return new(day, Beginning(shown, LongestName));
    }

    /// <summary>What was said, on one line of single spaces.</summary>
    public static string OneLine(string name) => string.Join(' ', string.Concat(
        name.Select(c => char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static string Behind(DateOnly day, string name) => TypedDays.Read($"{Days.Text(day)} {name}")?.Rest
        ?? (name.IndexOf(' ') is >= 0 and var next ? name[(next + 1)..] : "");

    /// <summary>
    /// One day, or the first and the last, a line: "2026-12-25 Christmas Day"; the problem is a sentence for whoever typed it.
    /// </summary>
    public static bool TryRead(string text, out IReadOnlyList<Holiday> days, out string? problem)
    {
        var found = new List<Holiday>();
        (days, problem) = (found, null);
        foreach (var line in text.Split(
            ['\n', '\r', '\u2028', '\u2029', '\u0085'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (TypedDays.Read(line, out var why) is not { } typed)
                problem ??= $"\"{Beginning(line, LongestName)}\" "
                    + (why ?? "does not begin with a date. Write one day a line, such as 2026-12-25 Christmas Day.");
            else
                for (var day = typed.First; day <= typed.Last; day = day.AddDays(1)) found.Add(Named(day, typed.Rest));
        }
        if (problem is null && found.Count == 0)
            problem = "Write one day a line, such as 2026-12-25 Christmas Day, or add an iCal file.";
        if (problem is null && found.Count > Most) problem = $"These are {found.Count} days. A list holds at most {Most}.";
        return problem is null;
    }

    public override string ToString() => $"{Days.Text(Day)} {Name}".TrimEnd();

    /// <summary>A text by its beginning, as a reader counts characters: accents and flags whole.</summary>
    public static string Beginning(string text, int most) =>
        text.Length <= most ? text : text[..Whole(text, most - 1)].TrimEnd() + "…";

    static int Whole(string text, int most) => StringInfo.ParseCombiningCharacters(text).Last(start => start <= most);
}
