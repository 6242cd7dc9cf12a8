using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Text;

/// <summary>The page's addresses: who looks, and at what.</summary>
static partial class Places
{
    public static string Of(Person viewer, Conversation conversation) =>
        $"/as/{viewer.Handle}/c/{(conversation.IsDirect ? conversation.Id : conversation.Name)}";

    public static string Thread(Person viewer, PostedMessage parent) => $"{Of(viewer, parent.Conversation)}/t/{parent.Ts}";

    public static string Canvas(Person viewer, Canvas canvas) => $"{Of(viewer, canvas.Conversation)}/canvas/{canvas.Id}";

    public static string Home(Person viewer, InstalledApp app) => $"/as/{viewer.Handle}/home/{app.Id}";

    public static string File(Person viewer, StoredFile file) =>
        $"/as/{viewer.Handle}/files/{file.Id}/{Uri.EscapeDataString(file.Name)}";

    /// <summary>Slack's link to a message as a place on this page, or null when it is another link.</summary>
    public static string? OfPermalink(Workspace workspace, Person viewer, string url)
    {
        if (ToChannel().Match(url) is { Success: true } found
            && workspace.Conversations.ById(found.Groups[1].Value) is { } channel)
            return Of(viewer, channel);
        if (Permalink().Match(url) is not { Success: true } match
            || workspace.Conversations.ById(match.Groups[1].Value) is not { } conversation) return null;
        var ts = match.Groups[2].Value.Insert(match.Groups[2].Length - 6, ".");
        return string.Create(CultureInfo.InvariantCulture, $"{Of(viewer, conversation)}#m{ts}");
    }

    [GeneratedRegex(@"^https://slack\.com/app_redirect\?channel=([A-Z0-9]+)$")]
    private static partial Regex ToChannel();

    [GeneratedRegex(@"/archives/([A-Z0-9]+)/p([0-9]{10,})")]
    private static partial Regex Permalink();
}
