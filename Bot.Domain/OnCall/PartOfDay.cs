using System.Text.RegularExpressions;

namespace Bot.Domain.OnCall;

/// <summary>
/// Words and times of a clock that say that a day is off in part alone, such as "13:00-17:00" or "half day": a list of holidays
/// takes whole days.
/// </summary>
public static partial class PartOfDay
{
    public static bool In(string text) => Said().IsMatch(text);

    /// <summary>A line of single spaces without them, so that it says nothing of the kind.</summary>
    public static string Without(string line)
    {
        // What is taken out may join new ones.
        while (In(line)) line = string.Join(' ', Said().Replace(line, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line;
    }

    // "3 am Meer" is none.
    const string Time = "T?[0-9]{1,2}(?::[0-9]{2}){1,2}(?: ?(?:am|pm|uhr|h)\\b)?|[0-9]{1,2}h[0-9]{2}\\b"
        + "|[0-9]{1,2}(?:[.][0-9]{2})?(?:am\\b| ?(?:pm|uhr|o'clock)\\b| ?[ap][.]m[.])";

    const string Words = "half[ -]?(?:a[ -])?day(?:[ -](?:holiday|off|only))?|half[ -]holiday|halber? (?:feier|arbeits)?tag"
        + "|halbtags?|demi[ -]journée|medio día|(?:morning|afternoon) (?:off|only)|early (?:close|closing|closure|finish)";

    [GeneratedRegex(
        "[(\\[]?(?<![\\p{L}\\p{N}])(?:" + Words + "|(?:(?:from|until|till|after|before|at|ab|bis|um) )?(?:" + Time
        + ")(?: ?(?:-|–|—|to|until|bis) ?(?:" + Time + "))?)(?![\\p{L}\\p{N}])[)\\]]?",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Said();
}
