using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>Walks over blocks and notes what Slack would refuse.</summary>
sealed class BlockCheck(ProblemList problems)
{
    readonly ElementCheck elements = new(problems);
    int focused;

    public void Blocks(IReadOnlyList<Block> blocks, int most, int least = 0)
    {
        problems.Items("blocks", blocks.Count, most, least);
        problems.Unique("block_id", blocks.Select(b => b.BlockId));
        for (var i = 0; i < blocks.Count; i++) One($"Block {i + 1}", blocks[i]);
        problems.Check(focused <= 1, $"{focused} elements have focus_on_load, one may.");
    }

    void One(string where, Block block)
    {
        problems.Text($"{where} block_id", block.BlockId, Limits.Id);
        switch (block)
        {
            case SectionBlock section: Section($"{where} (section)", section); break;
            case HeaderBlock header: problems.Text($"{where} (header) text", header.Text.Text, Limits.Header); break;
            case ContextBlock context: Context($"{where} (context)", context); break;
            case ActionsBlock actions: Actions($"{where} (actions)", actions); break;
            case InputBlock input: Input($"{where} (input)", input); break;
            case ImageBlock image: Image($"{where} (image)", image); break;
        }
    }

    void Section(string where, SectionBlock section)
    {
        problems.Check(section.Text is not null || section.Fields is not null, $"{where} has neither text nor fields.");
        problems.Text($"{where} text", section.Text?.Text, Limits.Text);
        problems.Items($"{where} fields", section.Fields?.Count, Limits.SectionFields);
        foreach (var field in section.Fields ?? []) problems.Text($"{where} field", field.Text, Limits.SectionField);
        if (section.Accessory is { } accessory) Element(where, accessory, inForm: false);
    }

    void Context(string where, ContextBlock context)
    {
        problems.Items($"{where} elements", context.Elements.Count, Limits.ContextElements);
        foreach (var element in context.Elements)
        {
            if (element is TextObject text) problems.Text($"{where} text", text.Text, Limits.Text);
            if (element is ImageElement image) Image(where, image.ImageUrl, image.AltText);
        }
    }

    void Actions(string where, ActionsBlock actions)
    {
        problems.Items($"{where} elements", actions.Elements.Count, Limits.ActionsElements);
        problems.Unique($"{where} action_id", actions.Elements.Select(e => e.ActionId));
        foreach (var element in actions.Elements) Element(where, element, inForm: false);
    }

    void Input(string where, InputBlock input)
    {
        problems.Text($"{where} label", input.Label.Text, Limits.Label);
        problems.Text($"{where} hint", input.Hint?.Text, Limits.Hint);
        Element(where, input.Element, inForm: true);
    }

    void Image(string where, ImageBlock image)
    {
        Image(where, image.ImageUrl, image.AltText);
        problems.Text($"{where} title", image.Title?.Text, Limits.AltText);
    }

    void Image(string where, string url, string altText)
    {
        problems.Text($"{where} image_url", url, Limits.Url);
        problems.Text($"{where} alt_text", altText, Limits.AltText);
    }

    void Element(string where, BlockElement element, bool inForm)
    {
        problems.Check(!inForm || element is not (Button or OverflowMenu), $"{where} cannot hold a {element.GetType().Name}.");
        problems.Check(
            inForm || element is not (PlainTextInput or FileInput),
            $"{where} cannot hold a {element.GetType().Name}; only an input block can.");
        if (elements.One(where, element)) focused++;
    }
}
