using Bot.Slack;

namespace Bot.Delivery;

/// <summary>A word in private to whoever pressed a button.</summary>
public static class Tell
{
    /// <summary>What is said to whoever pressed, once Slack was told that the press has arrived.</summary>
    public static Func<CancellationToken, Task>? Then(SlackApi slack, BlockActionRequest press, string? sentence) =>
        sentence is null ? null : stop => Presser(slack, press, sentence, stop);

    /// <summary>
    /// Tells whoever pressed one sentence in private, beside the message or, where there is none, in a small modal; it may get
    /// lost.
    /// </summary>
    public static async Task Presser(SlackApi slack, BlockActionRequest press, string? sentence, CancellationToken stop)
    {
        if (sentence is null) return;
        try
        {
            if (press.ResponseUrl is { Length: > 0 } url)
                await slack.Respond(url, new SlashResponse { Text = sentence, ReplaceOriginal = false }, stop);
            else await slack.Views.Open(press.TriggerId, OpenForm.Done("Data Responder", sentence), stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // The message itself shows the outcome as well.
        }
    }
}
