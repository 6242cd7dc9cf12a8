using Bot.Slack;
using CsCheck;

namespace Bot.Tests.Slack;

public sealed class LongTextTests
{
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf<string>("word ", "line\n", "😀", "& ", "<", "```", "  indented\n", "x").Array[1, 2000].Select(string.Concat),
        Gen.String[1, 3000], Gen.Const(new string('&', 3000)), Gen.Const(new string('x', 3000)))
        .Select(t => t.Length > 3000 ? t[..3000] : t);

    [Fact]
    public void Whatever_a_form_takes_stands_whole_in_one_message() => Text.Sample(text =>
    {
        var message = new Message { Text = "Update", Blocks = LongText.Sections(":mega: *Update*", text) };
        Assert.Empty(BlockRules.Problems(message));
        var shown = string.Concat(message.Blocks.Cast<SectionBlock>().Select(s => s.Text!.Text));
        Assert.DoesNotContain(" more", shown, StringComparison.Ordinal);
        Assert.Equal(Bare($":mega: *Update* {Unescaped(text)}"), Bare(Unescaped(shown)));
    }, iter: 300, print: t => $"{t.Length} characters");

    [Fact]
    public void Code_goes_on_as_code_in_the_next_section()
    {
        var log = string.Concat(Enumerable.Range(0, 400).Select(i => $"line {i} of a log\n"));
        var pieces = LongText.Split($"Look:\n```\n{log}```\nDone.", 3000);
        Assert.True(pieces.Count > 1);
        Assert.All(pieces, piece => Assert.Equal(1, piece.Split("```").Length % 2));
        Assert.All(pieces.Skip(1).SkipLast(1), piece => Assert.StartsWith("```\nline ", piece, StringComparison.Ordinal));
    }

    // Where a text is parted, white space and the fences of code may differ.
    static string Bare(string text) =>
        string.Concat(text.Replace("```", "", StringComparison.Ordinal).Where(c => !char.IsWhiteSpace(c)));

    static string Unescaped(string text) => Bot.Sandbox.Mrkdwn.Unescape(text);
}
