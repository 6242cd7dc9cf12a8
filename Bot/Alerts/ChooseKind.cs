using Bot.Slack;

namespace Bot.Alerts;

/// <summary>The first step of making something: which kind of it.</summary>
static class ChooseKind
{
    public static ModalViewDefinition Form(
        string id, string title, string field, string label, IEnumerable<Option> kinds) => new()
        {
            CallbackId = id,
            Title = title,
            Submit = "Next",
            Close = "Back",
            Blocks =
            [
                new InputBlock
                {
                    BlockId = field,
                    Label = label,
                    Element = new RadioButtonGroup { ActionId = field, Options = [.. kinds] },
                },
            ],
        };
}
