namespace Bot.Slack;

/// <summary>Makes mrkdwn out of text and ids; everything embedded is escaped here.</summary>
public static class Mrkdwn
{
    const int LongestName = 80;

    /// <summary>Slack's three escapes; after it, text can neither mention nor link.</summary>
    public static string Escape(string? text) => (text ?? "").Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The text as it was typed. With the ampersand last, nothing is undone twice.</summary>
    public static string Unescape(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>
    /// At most that many characters of a text from outside, escaped and with its formatting marks shown as they are: a name
    /// cannot break the heading or line in which it stands behind something. What is sent is at most 200 characters longer.
    /// </summary>
    public static string Inert(string? text, int most)
    {
        var inert = InertText.Of(Limits.Truncate(text ?? "", most));
        return inert.Length <= most + 200 ? inert : Limits.TruncateEscaped(InertText.OfLabel(text ?? ""), most + 200);
    }

    /// <summary>The name of a person, a rotation or a group, which breaks no line.</summary>
    public static string Name(string? name) => Inert(name, LongestName);

    public static string User(string id) => $"<@{Part(id)}>";

    public static string Channel(string id) => $"<#{Part(id)}>";

    public static string UserGroup(string id) => $"<!subteam^{Part(id)}>";

    /// <summary>A link; an address that is not http, https or mailto is shown as text.</summary>
    public static string Link(string url, string text) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
            ? $"<{Part(url).Replace("|", "%7C", StringComparison.Ordinal)}|{InertText.OfLabel(text).ReplaceLineEndings(" ")}>"
            : Escape(text);

    /// <summary>A time in the reader's zone; format holds Slack's tokens, such as <c>{date_short_pretty} {time}</c>.</summary>
    public static string Date(DateTimeOffset at, string format, string fallback) =>
        $"<!date^{at.ToUnixTimeSeconds()}^{Part(format)}|{Label(fallback)}>";

    static string Label(string text) => Escape(text).ReplaceLineEndings(" ");

    static string Part(string text) =>
        Escape(text).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
}
