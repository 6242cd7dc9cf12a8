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
    public static Task Presser(SlackApi slack, BlockActionRequest press, string? sentence, CancellationToken stop) =>
        sentence is null ? Task.CompletedTask : Say(slack, press.ResponseUrl, press.TriggerId, sentence, stop);

    /// <summary>The same to whoever started a shortcut.</summary>
    public static Func<CancellationToken, Task>? Then(SlackApi slack, Shortcut shortcut, string? sentence) =>
        sentence is null ? null : stop => Say(slack, shortcut.ResponseUrl, shortcut.TriggerId, sentence, stop);

    static async Task Say(SlackApi slack, string? responseUrl, string trigger, string sentence, CancellationToken stop)
    {
        try
        {
            if (responseUrl is { Length: > 0 } url)
                await slack.Respond(url, new SlashResponse { Text = sentence, ReplaceOriginal = false }, stop);
            else await slack.Views.Open(trigger, OpenForm.Done("Data Responder", sentence), stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // What it came to is shown where it is kept as well.
        }
    }
}
