using System.Text.RegularExpressions;

namespace Bot.OnCall;

/// <summary>A person as a command names them: Slack sends <c>&lt;@U012AB3CD|name&gt;</c> where <c>should_escape</c> is set.</summary>
static partial class Mention
{
    /// <summary>The person's id; null where the text is anything else than one mention.</summary>
    public static string? Of(string text) => Pattern().Match(text) is { Success: true } mention ? mention.Groups[1].Value : null;

    [GeneratedRegex(@"^<@([UW][A-Z0-9]+)(\|[^>]*)?>$")]
    private static partial Regex Pattern();
}
