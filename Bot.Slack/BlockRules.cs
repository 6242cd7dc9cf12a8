namespace Bot.Slack;

/// <summary>Slack's rules for blocks, checked before anything is sent; each problem is a sentence.</summary>
public static class BlockRules
{
    public static IReadOnlyList<string> Problems(IReadOnlyList<Block> blocks) => new BlockCheck().Blocks(blocks).Problems;

    public static IReadOnlyList<string> Problems(ViewDefinition view) => new BlockCheck().View(view).Problems;

    public static IReadOnlyList<string> Problems(Message message) => new BlockCheck().Message(message).Problems;
}
