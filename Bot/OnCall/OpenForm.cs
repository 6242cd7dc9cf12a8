using Bot.Slack;

namespace Bot.OnCall;

/// <summary>What an open form becomes while it is filled in, and at its end.</summary>
static class OpenForm
{
    public static async Task Show(SlackApi slack, View view, ModalViewDefinition form, CancellationToken stop)
    {
        try
        {
            await slack.Views.Update(view.Id, form, view.Hash, stop);
        }
        catch (SlackException e) when (e.Error == "hash_conflict")
        {
            // The refresh of an earlier change was still on its way; this one knows more.
            await slack.Views.Update(view.Id, form, ct: stop);
        }
        catch (SlackException e) when (e.Error == "not_found")
        {
            // Closed meanwhile.
        }
    }

    public static ModalViewDefinition Done(string title, string text) => new()
    {
        Title = title,
        Close = "Done",
        Blocks = [new SectionBlock { Text = Limits.Truncate(text, Limits.Text) }],
    };
}
