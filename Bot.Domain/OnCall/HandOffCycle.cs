using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Domain.OnCall;

/// <summary>
/// Every so many weeks only, which cron cannot say: weeks begin on Monday, and those count in whose first one a given day lies.
/// Written behind a cron expression: "0 9 * * 1 every 2 weeks from 2026-11-30".
/// </summary>
public sealed partial record HandOffCycle(int Weeks, DateOnly From)
{
    public const int Fewest = 2, Most = 12;

    /// <summary>Whether a hand-off on this day is one of the cycle's.</summary>
    public bool Holds(DateOnly day) => (Monday(day) - Monday(From)) / 7 % Weeks == 0;

    /// <summary>Takes a cycle off the end of a text; the problem is a sentence for whoever typed it.</summary>
    internal static (string Cron, HandOffCycle? Cycle, string? Problem) Split(string text)
    {
        if (Written().Match(text) is not { Success: true } match) return (text, null, null);
        var (cron, from) = (text[..match.Index].Trim(), match.Groups[2].Value);
        if (!int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var weeks) || weeks is < Fewest or > Most)
            return (cron, null, $"Choose {Fewest} to {Most} weeks.");
        if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (cron, null, $"There is no day {from}. Write it as 2026-11-30.");
        return HandOffRhythm.IsWeekly(cron) ? (cron, new(weeks, day), null)
            : (cron, null, $"Every {weeks} weeks goes with days of the week and one time; \"0 9 * * 1\" is every Monday 09:00.");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"every {Weeks} weeks from {From:yyyy-MM-dd}");

    static int Monday(DateOnly day) => day.DayNumber - (((int)day.DayOfWeek + 6) % 7);

    [GeneratedRegex(" every ([0-9]+) weeks from ([0-9-]+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}
