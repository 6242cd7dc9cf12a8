using Bot.Slack;

namespace Bot.Alerts;

/// <summary>Texts from outside as messages may show them: they mention nobody, format nothing, and fit.</summary>
static class AlertTexts
{
    const int LongestTitle = 150, LongestLink = 600;

    /// <summary>The title, leading to where the alert came from when that is known.</summary>
    public static string Title(string title, string? url) =>
        url is not null && Mrkdwn.Link(url, Limits.Truncate(title, LongestTitle)) is { Length: <= LongestLink } link
            ? link
            : Text(title, LongestTitle);

    public static string Text(string text, int most) => Mrkdwn.Inert(text, most);
}
