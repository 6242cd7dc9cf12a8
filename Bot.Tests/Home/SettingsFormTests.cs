using System.Text.Json;
using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>What the form of settings saves, it can show again.</summary>
public sealed class SettingsFormTests
{
    [Fact]
    public async Task Names_that_are_longer_as_they_are_kept_than_the_form_holds_are_refused()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        var names = string.Join(' ', Enumerable.Range(0, 78).Select(n => $"b{n:00}"));
        Assert.True(names.Length <= 311 && names.Length + 77 > 300);
        await afternoon.Ivy.Modal.Fill("Production branches", names[..299]).Submit();
        Assert.Equal(
            "With commas between them these are over 300 characters. Name fewer.",
            afternoon.Ivy.Modal.Errors["Production branches"]);
        await afternoon.Ivy.Modal.Fill("Production branches", names[..220]).Submit();
        await afternoon.Ivy.Slash("/incident settings");
        Assert.StartsWith("b00, b01", afternoon.Ivy.Modal.Value("Production branches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_second_to_change_a_setting_reads_that_nothing_is_saved_yet()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.People.Change("ana", person => person.IsAdmin = true);
        await afternoon.Settle();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ana.Slash("/incident settings");
        await afternoon.Ana.Modal.Fill("Storm limit", "7").Submit();
        await afternoon.Ivy.Modal.Fill("Storm limit", "9").Submit();
        Assert.Contains(
            "Nothing is saved yet: press Save again to change it.", afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", 0)]
    [InlineData("abcd", 1)]
    public void A_field_that_opens_with_more_than_it_holds_is_refused(string value, int problems)
    {
        using var view = JsonDocument.Parse(
            $$$"""
            {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "submit": {"type": "plain_text", "text": "S"},
             "blocks": [{"type": "input", "label": {"type": "plain_text", "text": "L"},
              "element": {"type": "plain_text_input", "action_id": "a", "max_length": 3, "initial_value": "{{{value}}}"}}]}
            """);
        Assert.Equal(problems, ViewLaw.Problems(view.RootElement, Surface.Modal).Count);
    }
}
