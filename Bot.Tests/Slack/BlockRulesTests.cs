using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class BlockRulesTests
{
    static string Letters(int count) => new('x', count);

    static readonly Option A = new("A", "a");

    public static TheoryData<string, Func<Block>> Bad => new()
    {
        {
            "Block 1 (section) text has 3001 characters, at most 3000 are allowed.",
            () => new SectionBlock { Text = Letters(3001) }
        },
        { "Block 1 (section) has neither text nor fields.", () => new SectionBlock() },
        { "Block 1 (section) fields has 11 items, at most 10 are allowed.", () => new SectionBlock
        {
            Fields = [.. Enumerable.Repeat("x", 11)],
        } },
        { "Block 1 (section) text is empty.", () => new SectionBlock { Text = "" } },
        { "Block 1 (header) text has 151 characters, at most 150 are allowed.", () => new HeaderBlock { Text = Letters(151) } },
        { "Block 1 (context) elements has 0 items, at least 1 needed.", () => new ContextBlock { Elements = [] } },
        { "Block 1 block_id has 256 characters, at most 255 are allowed.", () => new DividerBlock { BlockId = Letters(256) } },
        { "Block 1 (actions) action_id go occurs 2 times.", () => new ActionsBlock { Elements = [Go(), Go()] } },
        { "Block 1 (actions) button text has 76 characters, at most 75 are allowed.", () => new ActionsBlock
        {
            Elements = [Go() with { Text = Letters(76) }],
        } },
        { "Block 1 (actions) confirm title has 101 characters, at most 100 are allowed.", () => new ActionsBlock
        {
            Elements = [Go() with { Confirm = Sure }],
        } },
        { "Block 1 (actions) cannot hold a PlainTextInput; only an input block can.", () => new ActionsBlock { Elements =
            [new PlainTextInput()] } },
        { "Block 1 (input) cannot hold a Button.", () => Field(Go()) },
        { "Block 1 (input) menu must have either options or option_groups.", () => Field(new StaticSelectMenu()) },
        { "Block 1 (input) menu options has 101 items, at most 100 are allowed.", () => Field(
            new StaticSelectMenu { Options = [.. Enumerable.Repeat(A, 101)] }) },
        { "Block 1 (input) initial option b is none of its options.", () => Field(
            new StaticSelectMenu { Options = [A], InitialOption = new("B", "b") }) },
        { "Block 1 (input) has an empty list of initial options; leave it out.", () => Field(
            new CheckboxGroup { Options = [A], InitialOptions = [] }) },
        { "Block 1 (input) options has 11 items, at most 10 are allowed.", () => Field(
            new RadioButtonGroup { Options = [.. Enumerable.Repeat(A, 11)] }) },
        { "Block 1 (input) initial_value has 6 characters, at most 5 are allowed.", () => Field(
            new PlainTextInput { MaxLength = 5, InitialValue = "123456" }) },
        { "Block 1 (input) max_length must be 1 to 3000.", () => Field(new PlainTextInput { MaxLength = 4000 }) },
        { "Block 1 (image) alt_text is empty.", () => new ImageBlock { ImageUrl = "https://x.example/i.png", AltText = "" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_broken_rule_is_one_sentence(string sentence, Func<Block> block) =>
        Assert.Equal([sentence], BlockRules.Problems([block()]));

    [Fact]
    public void Block_ids_are_unique() => Assert.Equal(["block_id a occurs 2 times."],
        BlockRules.Problems([new DividerBlock { BlockId = "a" }, new DividerBlock { BlockId = "a" }]));

    [Fact]
    public void A_message_stays_under_what_Slack_takes_in_all()
    {
        var message = new Message
        {
            Text = "t",
            Blocks = [.. Enumerable.Range(0, 4).Select(_ => new SectionBlock { Text = Letters(2800) })],
        };
        Assert.Equal(["The blocks hold 11200 characters, at most 11000 are safe."], BlockRules.Problems(message));
        Assert.Equal(["text is empty."], BlockRules.Problems(new Message { Text = "" }));
    }

    [Fact]
    public void A_modal_with_inputs_needs_submit()
    {
        var modal = new ModalViewDefinition { Title = Letters(25), Blocks = [Field(new UserSelectMenu())] };
        Assert.Equal(
            ["title has 25 characters, at most 24 are allowed.", "A modal with an input block must have submit."],
            BlockRules.Problems(modal));
        Assert.Empty(BlockRules.Problems(modal with { Title = "Fine", Submit = "Save" }));
    }

    [Fact]
    public void A_view_has_its_own_limits()
    {
        var rows = Enumerable.Range(0, 100).Select(_ => new SectionBlock { Text = Letters(2600) });
        Assert.Contains(
            "The view has", Assert.Single(BlockRules.Problems(new HomeViewDefinition { Blocks = [.. rows] })),
            StringComparison.Ordinal);
        Assert.Equal(["blocks has 0 items, at least 1 needed."], BlockRules.Problems(new HomeViewDefinition { Blocks = [] }));
        Assert.Equal(["private_metadata has 3001 characters, at most 3000 are allowed."],
            BlockRules.Problems(new HomeViewDefinition { Blocks = [new DividerBlock()], PrivateMetadata = Letters(3001) }));
    }

    [Fact]
    public void One_element_may_take_the_focus()
    {
        var field = Field(new PlainTextInput { FocusOnLoad = true });
        Assert.Equal(["2 elements have focus_on_load, one may."], BlockRules.Problems([field, field]));
    }

    static Button Go() => new() { Text = "Go", ActionId = "go" };

    static InputBlock Field(BlockElement element) => new() { Label = "Field", Element = element };

    static ConfirmationDialog Sure => new() { Title = Letters(101), Text = "Really?", Confirm = "Yes", Deny = "No" };
}
