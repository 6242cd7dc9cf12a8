using Bot.Slack;

namespace Bot.OnCall;

/// <summary>What an open form becomes while it is filled in, and at its end.</summary>
static class OpenForm
{
    /// <summary>
    /// A courtesy: the form may be closed by now, or Slack out of reach, and what matters was saved or is still to be sent.
    /// </summary>
    public static async Task Show(SlackApi slack, View view, ModalViewDefinition form, CancellationToken stop)
    {
        try
        {
            await slack.Views.Update(view.Id, form, view.Hash, stop);
        }
        catch (SlackException e) when (e.Error == "hash_conflict")
        {
            // The refresh of an earlier change was still on its way; this one knows more.
            await Again(slack, view, form, stop);
        }
        catch (Exception e) when (e is SlackException { Error: "not_found" } or SlackUnreachableException)
        {
            // Closed meanwhile, or shown as it was.
        }
    }

    static async Task Again(SlackApi slack, View view, ModalViewDefinition form, CancellationToken stop)
    {
        try
        {
            await slack.Views.Update(view.Id, form, ct: stop);
        }
        catch (Exception e) when (e is SlackException { Error: "not_found" } or SlackUnreachableException)
        {
            // Closed meanwhile, or shown as it was.
        }
    }

    public static ModalViewDefinition Done(string title, string text) => new()
    {
        Title = title,
        Close = "Done",
        Blocks = [new SectionBlock { Text = Limits.TruncateEscaped(text, Limits.Text) }],
    };
}
