namespace Bot.Slack;

/// <summary>One walk over blocks that collects what Slack would refuse.</summary>
sealed class BlockCheck
{
    readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public BlockCheck Blocks(IReadOnlyList<Block> blocks)
    {
        if (blocks.Count > Limits.ViewBlocks) _problems.Add($"{blocks.Count} blocks, at most {Limits.ViewBlocks} allowed.");
        return this;
    }

    public BlockCheck View(ViewDefinition view) => Blocks(view.Blocks);

    public BlockCheck Message(Message message) => Blocks(message.Blocks ?? []);
}
