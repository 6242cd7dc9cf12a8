using Bot.Sandbox;
using Bot.Tests.Incidents.Private;
using static Bot.Tests.Summaries.SummaryActs;

namespace Bot.Tests.Postmortems;

/// <summary>Drafts of postmortems that a model writes, or was to write.</summary>
public sealed class PostmortemModelTests : IAsyncLifetime
{
    ModelServer model = null!;

    public async ValueTask InitializeAsync() => model = await ModelServer.Start();

    public ValueTask DisposeAsync() => model.DisposeAsync();

    [Fact]
    public async Task A_model_writes_sections_from_the_channel_each_sentence_with_its_source()
    {
        await using var afternoon = await Begin(model);
        var said = await afternoon.Ben.Says(Place(afternoon), "Loader 2.1 divides by the wrong column");
        await (await afternoon.Ana.Postmortem()).Press("Start");
        Assert.Contains("Drafted by a model from what was said", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        var text = afternoon.Canvas().Markdown;
        var well = text[text.IndexOf("## What went well", StringComparison.Ordinal)..];
        Assert.Contains("Loader 2\\.1 divides by the wrong column".Replace("\\", "", StringComparison.Ordinal),
            well.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"/p{said.Posted.Micros}", well, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelMode.Refusal, "as the model declined")]
    [InlineData(ModelMode.Invented, "as the model gave no answer that can be used")]
    public async Task Where_it_does_not_the_draft_is_made_of_facts(ModelMode mode, string why)
    {
        model.Mode = mode;
        await using var afternoon = await Begin(model);
        await (await afternoon.Ana.Postmortem()).Press("Start");
        Assert.Contains($"Drafted from what is known, {why}.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_or_anybody_says_makes_no_heading_no_link_and_no_mention()
    {
        model.Says = "![](@U0000000000) <!channel> [x](https://evil.example) # Facts | a | https://evil.example/y";
        await using var afternoon = await Begin(model);
        await afternoon.Ben.Says(Place(afternoon), "<!channel> # Facts\n## Facts\n![](@U1) [x](https://evil.example)");
        await (await afternoon.Ana.Postmortem()).Press("Start");
        var canvas = afternoon.Canvas();
        Assert.Single(canvas.Sections, s => s.Kind == CanvasKind.Heading && s.Text == "Facts");
        Assert.DoesNotContain("evil.example", canvas.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("![](", canvas.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accepted_summary_is_where_it_begins()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Updates("We roll the loader back");
        await (await afternoon.Ben.Summarises()).Press("Edit");
        await afternoon.Ben.Modal.Fill("Steps so far", "Ana rolled the loader back by hand").Submit();
        await (await afternoon.Ana.Postmortem()).Press("Start");
        var text = afternoon.Canvas().Markdown;
        var at = text.IndexOf("## Summary", StringComparison.Ordinal);
        Assert.Contains("Ana rolled the loader back by hand", text[at..text.IndexOf("## Impact", StringComparison.Ordinal)],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_private_goes_to_no_model(bool isByItsChannel)
    {
        await using var afternoon = await Begin(model, manifest: Laws.Manifest.Text.Replace(
            "      - channels:read\n", "      - channels:read\n      - groups:read\n      - groups:history\n",
            StringComparison.Ordinal));
        if (isByItsChannel)
            afternoon.Workspace.Do(() => afternoon.Card().Posted.Conversation.Kind = ConversationKind.Private);
        else await afternoon.TurnsPrivate(1, afternoon.Ana);
        await (await afternoon.Ana.Postmortem()).Press("Start");
        Assert.Contains("as no model reads private incidents", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Empty(model.Asked);
    }
}
