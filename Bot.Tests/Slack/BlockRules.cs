using System.Text.Json;
using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>
/// Slack's rules for what the bot shows, as the bot's own records hold it; each problem is a sentence that says where.
/// </summary>
static class BlockRules
{
    public static IReadOnlyList<string> Problems(IReadOnlyList<Block> blocks)
    {
        var problems = new ProblemList();
        new BlockCheck(problems).Blocks(blocks, Limits.MessageBlocks);
        return problems.Sentences;
    }

    public static IReadOnlyList<string> Problems(Message message) => OfMessage(message.Text, message.Blocks, 1);

    /// <summary>An answer may have no text where it has blocks.</summary>
    public static IReadOnlyList<string> Problems(SlashResponse answer) =>
        OfMessage(answer.Text, answer.Blocks, answer.Blocks is null && answer.DeleteOriginal != true ? 1 : 0);

    public static IReadOnlyList<string> Problems(ViewDefinition view)
    {
        var problems = new ProblemList();
        new BlockCheck(problems).Blocks(view.Blocks, Limits.ViewBlocks, least: 1);
        problems.Text("callback_id", view.CallbackId, Limits.Id);
        problems.Text("external_id", view.ExternalId, Limits.Id);
        problems.Text("private_metadata", view.PrivateMetadata, Limits.PrivateMetadata, least: 0);
        if (view is ModalViewDefinition modal) Modal(problems, modal);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(view, SlackJson.Default.ViewDefinition).Length;
        problems.Check(bytes <= Limits.ViewBytes, $"The view has {bytes} bytes, at most {Limits.ViewBytes} are allowed.");
        return problems.Sentences;
    }

    static void Modal(ProblemList problems, ModalViewDefinition modal)
    {
        problems.Text("title", modal.Title.Text, Limits.ViewTitle);
        problems.Text("submit", modal.Submit?.Text, Limits.ViewTitle);
        problems.Text("close", modal.Close?.Text, Limits.ViewTitle);
        problems.Check(
            modal.Submit is not null || !modal.Blocks.Any(b => b is InputBlock), "A modal with an input block must have submit.");
    }

    static IReadOnlyList<string> OfMessage(string? text, IReadOnlyList<Block>? blocks, int least)
    {
        var problems = new ProblemList();
        problems.Text("text", text ?? "", Limits.MessageText, least);
        var before = problems.Characters;
        new BlockCheck(problems).Blocks(blocks ?? [], Limits.MessageBlocks);
        var total = problems.Characters - before;
        problems.Check(
            total <= Limits.MessageBlockText, $"The blocks hold {total} characters, at most {Limits.MessageBlockText} are safe.");
        return problems.Sentences;
    }
}
