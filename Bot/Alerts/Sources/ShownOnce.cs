using Bot.Alerts.Intake;
using Bot.Slack;

namespace Bot.Alerts.Sources;

/// <summary>A token or a secret that is shown once: only whoever made it sees it, and it is kept nowhere.</summary>
static class ShownOnce
{
    /// <param name="title">Of the modal.</param>
    /// <param name="kind">What is proved by it.</param>
    /// <param name="proof">The token or the secret; null in a repeat, which has none to show.</param>
    /// <param name="snippet">What to paste, with it.</param>
    public static ModalViewDefinition Modal(string title, SourceKind kind, string? proof, string snippet)
    {
        var (what, again) = kind.Signs ? ("secret", "New secret") : ("token", "Rotate token");
        return new()
        {
            Title = Limits.Truncate(title, Limits.ViewTitle),
            Close = "I have it",
            Blocks = proof is null
                ?
                [
                    new SectionBlock
                    {
                        Text = $"It was made, and its {what} can be shown only once. *{again}* on its page makes another.",
                    },
                ]
                :
                [
                    new SectionBlock
                    {
                        Text = $"*The {what}, shown this once.* Copy it now:\n```{proof}```\nIf it gets lost, *{again}* on the "
                            + "page of the source makes another.",
                    },
                    new SectionBlock { Text = snippet },
                ],
        };
    }
}
