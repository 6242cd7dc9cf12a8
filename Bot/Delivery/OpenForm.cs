using Bot.Slack;

namespace Bot.Delivery;

/// <summary>What an open form becomes at its end.</summary>
static class OpenForm
{
    public static ModalViewDefinition Done(string title, string text) => new()
    {
        Title = title,
        Close = "Done",
        Blocks = [new SectionBlock { Text = Limits.TruncateEscaped(text, Limits.Text) }],
    };
}
