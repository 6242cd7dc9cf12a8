using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Slack;

namespace Bot.FollowUps;

/// <summary>A follow-up where it is typed: 12 and #12, and the words behind it.</summary>
/// <param name="Number">Which.</param>
/// <param name="Behind">What else is said.</param>
sealed partial record TypedFollowUp(long Number, string Behind)
{
    public static TypedFollowUp? Read(string text) => Beginning().Match(PlainSigns.Of(text.Trim())) is { Success: true } match
        && long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? new(number, text.Trim()[match.Length..].Trim()) : null;

    /// <summary>The same of a command that cannot do without one.</summary>
    public static TypedFollowUp Needed(SlashCommand command) => Read(command.Rest) ?? throw new RefusedException(
        $"Say which, such as {command.Command} {command.Word} 12. {command.Command} mine lists yours.");

    [GeneratedRegex(@"^#?(?<number>[0-9]{1,18})[,.:;]?(?=\s|$)", RegexOptions.None, 1000)]
    private static partial Regex Beginning();
}
