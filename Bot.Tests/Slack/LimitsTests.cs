using System.Globalization;
using System.Text.Json;
using Bot.Slack;
using CsCheck;

namespace Bot.Tests.Slack;

public sealed class LimitsTests
{
    static readonly (string Path, int Ours)[] Known =
    [
        ("text.max_length", Limits.Text),
        ("action_id.max_length", Limits.Id),
        ("block_id.max_length", Limits.Id),
        ("button.text.max_length", Limits.ButtonText),
        ("button.url.max_length", Limits.Url),
        ("button.value.max_length", Limits.ButtonValue),
        ("button.accessibility_label.max_length", Limits.ButtonText),
        ("confirmation.title.max_length", Limits.ConfirmTitle),
        ("confirmation.text.max_length", Limits.ConfirmText),
        ("confirmation.confirm.max_length", Limits.ConfirmButton),
        ("confirmation.deny.max_length", Limits.ConfirmButton),
        ("option.text.max_length", Limits.OptionText),
        ("option.value.max_length", Limits.OptionValue),
        ("option.description.max_length", Limits.OptionDescription),
        ("option.url.max_length", Limits.Url),
        ("option_group.label.max_length", Limits.OptionGroupLabel),
        ("option_group.options.max_items", Limits.Options),
        ("select.placeholder.max_length", Limits.Placeholder),
        ("select.options.max_items", Limits.Options),
        ("select.option_groups.max_items", Limits.Options),
        ("overflow.options.max_items", Limits.OverflowOptions),
        ("checkboxes.options.max_items", Limits.CheckboxOptions),
        ("radio_buttons.options.max_items", Limits.CheckboxOptions),
        ("plain_text_input.max_length.max", Limits.InputText),
        ("actions.elements.max_items", Limits.ActionsElements),
        ("context.elements.max_items", Limits.ContextElements),
        ("header.text.max_length", Limits.Header),
        ("image.image_url.max_length", Limits.Url),
        ("image.alt_text.max_length", Limits.AltText),
        ("input.label.max_length", Limits.Label),
        ("input.hint.max_length", Limits.Hint),
        ("section.text.max_length", Limits.Text),
        ("section.fields.max_items", Limits.SectionFields),
        ("section.fields.item_max_length", Limits.SectionField),
        ("view.blocks.max_items", Limits.ViewBlocks),
        ("view.private_metadata.max_length", Limits.PrivateMetadata),
        ("view.callback_id.max_length", Limits.Id),
        ("view.title.max_length", Limits.ViewTitle),
        ("view.close.max_length", Limits.ViewTitle),
        ("view.submit.max_length", Limits.ViewTitle),
    ];

    [Fact]
    public void Our_limits_are_those_of_the_reference_data()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(ReferenceData.File("slack", "block-limits.json")));
        Assert.All(Known, limit => Assert.Equal((limit.Path, At(file.RootElement, limit.Path)), (limit.Path, limit.Ours)));
    }

    static int At(JsonElement root, string path) =>
        path.Split('.').Aggregate(root, (at, name) => at.GetProperty(name)).GetInt32();

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly ten", 11, "exactly ten")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 20, "abcdefghij … 16 more")]
    public void A_cut_says_how_much_is_missing(string text, int max, string shown) =>
        Assert.Equal(shown, Limits.Truncate(text, max));

    [Fact]
    public void A_cut_keeps_the_limit_and_adds_up_for_every_length()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(i => i % 7 == 0 ? "😀" : "a &amp; "));
        for (var max = 20; max < text.Length; max++)
        {
            var cut = Limits.Truncate(text, max);
            Assert.True(cut.Length <= max);
            var mark = cut.LastIndexOf(" … ", StringComparison.Ordinal);
            var missing = int.Parse(cut[(mark + 3)..^5], System.Globalization.CultureInfo.InvariantCulture);
            var kept = text[..^missing];
            Assert.Equal(kept.TrimEnd(), cut[..mark]);
            Assert.False(char.IsHighSurrogate(kept[^1]));
            Assert.True(kept.LastIndexOf('&') <= kept.LastIndexOf(';'));
        }
    }

    [Fact]
    public void A_cut_of_escaped_text_counts_what_was_typed()
    {
        var typed = string.Concat(Enumerable.Repeat("R&D <now> ", 30));
        for (var max = 20; max < 300; max++)
        {
            var cut = Limits.TruncateEscaped(Mrkdwn.Escape(typed), max);
            var mark = cut.LastIndexOf(" … ", StringComparison.Ordinal);
            var missing = int.Parse(cut[(mark + 3)..^5], CultureInfo.InvariantCulture);
            Assert.Equal(typed[..^missing].TrimEnd(), Mrkdwn.Unescape(cut[..mark]));
            Assert.InRange(cut.Length, 1, max);
        }
    }

    [Theory]
    [InlineData("👩‍👩‍👧", 9, 1)]
    [InlineData("🇬🇧", 9, 2)]
    [InlineData("e\u0301", 7, 3)]
    [InlineData("👍🏽", 7, 1)]
    [InlineData("षि", 7, 3)]
    [InlineData("🔥", 7, 3)]
    public void What_is_kept_are_whole_characters(string character, int max, int whole)
    {
        var text = string.Concat(Enumerable.Repeat(character, 100));
        Assert.Equal(text[..(character.Length * whole)], Limits.First(text, max));
        for (var most = 20; most < 90; most++)
        {
            var cut = Limits.Truncate(text, most);
            Assert.Equal(0, cut.IndexOf(" … ", StringComparison.Ordinal) % character.Length);
            Assert.InRange(cut.Length, 1, most);
        }
    }

    [Fact]
    public void A_heap_of_accents_is_cut_all_the_same() =>
        Assert.InRange(Limits.Truncate("e" + new string('\u0301', 5000), 150).Length, 100, 150);

    [Fact]
    public void A_cut_of_any_text_ends_between_two_characters() =>
        Gen.OneOf<string>("a", " ", "👩‍👩‍👧", "🇬🇧", "🇮", "e\u0301", "👍🏽", "&amp;", "\r\n", "ก็").Array[0, 60].Select(string.Concat)
            .Sample(text =>
            {
                var ends = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
                for (var max = 0; max <= text.Length; max++) Assert.Contains(Limits.First(text, max).Length, ends);
            });

    [Fact]
    public void A_cut_never_leaves_half_a_mention() =>
        Assert.Equal("told … 26 more", Limits.Truncate("told <@U0123456789> and others!", 20));
}
