using Bot.Sandbox;
using Bot.Summaries;
using Bot.Tests.OnCall;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using static Bot.Tests.Summaries.SummaryActs;

namespace Bot.Tests.Summaries;

/// <summary>Drafts that a model writes, or was to write.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    ModelServer model = null!;

    public async ValueTask InitializeAsync() => model = await ModelServer.Start();

    public ValueTask DisposeAsync() => model.DisposeAsync();

    [Fact]
    public async Task A_model_writes_from_what_was_said_in_channel_and_threads()
    {
        await using var afternoon = await Begin(model);
        var said = await afternoon.Ben.Says(Channel, "Loader 2.1 divides by the wrong column");
        await said.Reply("Rolled back to 2.0");
        var draft = await afternoon.Ana.Summarises();
        Assert.Contains("Written by a model from what was said here.", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Loader 2.1 divides by the wrong column (message)", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Rolled back to 2.0 (message)", draft.Text, StringComparison.Ordinal);
        Assert.Contains(
            Live(draft.View.Definition), l => l.Contains($"thread_ts={said.Posted.Ts}", StringComparison.Ordinal));
        var asked = Assert.Single(model.Asked);
        Assert.Equal("json_schema", (string?)asked["response_format"]!["type"]);
        Assert.Equal(ModelServer.Model, (string?)asked["model"]);
        await draft.Press("Accept");
        Assert.Contains("written by a model, accepted by ana", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelMode.Refusal, "as the model declined", 1)]
    [InlineData(ModelMode.Slow, "as the model was too slow", 1)]
    [InlineData(ModelMode.Garbage, "as the model gave no answer that can be used", 1)]
    [InlineData(ModelMode.Invented, "as the model gave no answer that can be used", 1)]
    [InlineData(ModelMode.Broken, "as the model could not be asked", 2)]
    public async Task Where_it_does_not_the_draft_is_composed_and_says_why(ModelMode mode, string why, int times)
    {
        model.Mode = mode;
        await using var afternoon = await Begin(model, mode == ModelMode.Slow ? TimeSpan.FromSeconds(4) : null);
        using var lines = new LogLines();
        afternoon.Get<ILoggerFactory>().AddProvider(lines);
        await afternoon.Ana.Updates("We roll the loader back");
        var draft = await afternoon.Ana.Summarises();
        Assert.Contains($"Composed from what is known, {why}.", draft.Text, StringComparison.Ordinal);
        Assert.Contains("ana: We roll the loader back (update)", draft.Text, StringComparison.Ordinal);
        Assert.Equal(times, model.Asked.Count);
        // What goes wrong there may be said with the key, and with what was asked.
        Assert.Equal(mode != ModelMode.Refusal, lines.All.Any(line => line.Contains("The model", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines.All, line => line.Contains(ModelServer.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_it_wraps_its_answer_in_is_taken_off()
    {
        model.Mode = ModelMode.Wrapped;
        await using var afternoon = await Begin(model);
        await afternoon.Ana.Updates("We roll the loader back");
        var draft = await afternoon.Ana.Summarises();
        Assert.Contains("Written by a model from what was said here.", draft.Text, StringComparison.Ordinal);
        Assert.Contains("We roll the loader back (update)", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_model_holds_up_no_resolve()
    {
        model.Mode = ModelMode.Slow;
        await using var afternoon = await Begin(model, TimeSpan.FromSeconds(3));
        await afternoon.Ana.Resolves();
        Assert.Contains("Resolved by ana", afternoon.Card().Text, StringComparison.Ordinal);
        var draft = afternoon.Ana.Sees("Draft of the summary", Channel);
        Assert.Contains("as the model was too slow", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_no_trouble()
    {
        await using var afternoon = await Begin(model);
        await model.DisposeAsync();
        var draft = await afternoon.Ana.Summarises();
        Assert.Contains("Composed from what is known, as the model could not be asked.", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_channel_the_newest_the_pinned_and_the_updates_are_given()
    {
        await using var afternoon = await Begin(model);
        var old = await afternoon.Ben.Says(Channel, "The first sign was the null in amount");
        await old.React("pushpin");
        await afternoon.Ana.Updates("We roll the loader back");
        var filler = string.Join(' ', Enumerable.Repeat("so many words about nothing", 40));
        for (var n = 0; n < 100; n++) await afternoon.Finn.Says(Channel, $"{n}: {filler}");
        await afternoon.Ana.Summarises();
        var asked = Assert.Single(model.Asked);
        Assert.InRange(asked.ToJsonString().Length / 4, 5_000, 14_000);
        var texts = ModelServer.Lines(asked).Select(line => (string?)line["text"]).ToList();
        Assert.Contains("The first sign was the null in amount", texts);
        Assert.Contains("We roll the loader back", texts);
        Assert.Contains(texts, t => t!.StartsWith("99: ", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, t => t!.StartsWith("1: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_channel_goes_to_no_model_unless_an_admin_allows_it()
    {
        await using var afternoon = await Begin(model, manifest: Laws.Manifest.Text.Replace(
            "      - channels:read\n", "      - channels:read\n      - groups:read\n      - groups:history\n",
            StringComparison.Ordinal));
        afternoon.Workspace.Do(() => afternoon.Card().Posted.Conversation.Kind = ConversationKind.Private);
        var draft = await afternoon.Ana.Summarises();
        Assert.Contains("as no model reads private incidents", draft.Text, StringComparison.Ordinal);
        Assert.Empty(model.Asked);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Model reads private incidents", "yes").Submit();
        draft = await afternoon.Ana.Summarises();
        Assert.Contains("Written by a model", draft.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://ai.example/v1", "", "", "AI__Model is missing.")]
    [InlineData("", "m", "", "AI__Endpoint is missing.")]
    [InlineData("", "", "k", "AI__Endpoint is missing.")]
    [InlineData("ai.example", "m", "", "AI:Endpoint is \"ai.example\"")]
    [InlineData("https://ai.example/v1", "m", "sk secret", "AI__ApiKey holds a space")]
    public void What_is_set_in_part_or_wrongly_stops_the_bot_with_a_sentence(
        string endpoint, string name, string key, string said)
    {
        var wrong = Assert.Throws<CannotStartException>(() => Set(endpoint, name, key));
        Assert.StartsWith(said, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_in_no_text_of_the_settings() =>
        Assert.Equal("m at https://ai.example/v1", Set("https://ai.example/v1/", "m", "sk-secret").ToString());

    static AiSettings Set(string endpoint, string name, string key) => AiSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AI:Endpoint"] = endpoint,
            ["AI:Model"] = name,
            ["AI:ApiKey"] = key,
        })
        .Build());
}
