using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// A word of a command that stands alone: what is typed behind it is not understood, and answering without it would answer
/// another question.
/// </summary>
static class WordAlone
{
    public static Func<SlashCommand, CancellationToken, Task<SlashResponse?>> Only(
        Func<SlashCommand, CancellationToken, Task<SlashResponse?>> handler) =>
        (command, stop) => command.Rest.Length == 0 ? handler(command, stop) : Task.FromResult<SlashResponse?>(Unknown(command));

    /// <summary>That what stands behind the word is not understood, and where all words are.</summary>
    public static string Unknown(SlashCommand command) =>
        $"I do not know “{Mrkdwn.Inert(command.Rest, 60)}” after {command.Command} {command.Word}. "
            + $"`{command.Command} help` shows what there is.";
}
