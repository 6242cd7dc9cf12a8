using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Domain.Reviews;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>How a review's words are marked where they are read: in a message, or in a file of Markdown.</summary>
/// <param name="Plain">What came from outside, as it is.</param>
/// <param name="Code">The name of something.</param>
/// <param name="Strong">What the eye is to find.</param>
/// <param name="Day">A moment by its day.</param>
public sealed partial record ReviewMarks(
    Func<string, string> Plain, Func<string, string> Code, Func<string, string> Strong, Func<DateTimeOffset, string> Day)
{
    const int Longest = 90;

    public static readonly ReviewMarks Slack = new(
        text => Mrkdwn.Inert(OneLine(text), Longest), text => $"`{Mrkdwn.Escape(Bare(text))}`", text => $"*{text}*",
        at => Mrkdwn.Date(at, "{date_short_pretty}", Date(at)));

    public static readonly ReviewMarks Markdown = new(
        text => Acts().Replace(Limits.Truncate(OneLine(text), Longest), @"\$0"), text => $"`{Bare(text)}`", text => $"**{text}**",
        Date);

    static string Bare(string text) => ShortName.Of(OneLine(text).Replace('`', '\''), Longest);

    static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    // Nothing that somebody wrote makes a mark, a link or a tag.
    [GeneratedRegex(@"[\\`*_\[\]<>#|~!&]", RegexOptions.NonBacktracking)]
    private static partial Regex Acts();
}
