using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Slack;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Slack;

public sealed partial class RoutingTests
{
    [Theory]
    [InlineData("resolve it was the disk", "resolve", "it was the disk")]
    [InlineData("RESOLVE", "resolve", "")]
    [InlineData("  resolve   now ", "resolve", "now")]
    [InlineData("ｒｅｓｏｌｖｅ now", "resolve", "now")]
    [InlineData("resolve!", "resolve", "")]
    [InlineData("Resolve: it was the disk", "resolve", "it was the disk")]
    [InlineData("orders are late", "", "orders are late")]
    [InlineData("", "", "")]
    public async Task A_command_goes_by_its_first_word(string text, string word, string rest)
    {
        await using var slack = new SlackUnderTest(Offline);
        slack.Router.Command("/incident", "resolve", Echo);
        slack.Router.Command("/incident", "", Echo);
        Assert.Equal($"{word}|{rest}", Payload(await slack.Deliver(Slash("/incident", text)))["text"]!.GetValue<string>());

        static Task<SlashResponse?> Echo(SlashCommand c, CancellationToken stop) =>
            Task.FromResult<SlashResponse?>($"{c.Word}|{c.Rest}");
    }

    [Fact]
    public async Task A_word_without_a_route_is_answered_with_the_words_that_have_one_and_logged()
    {
        await using var slack = new SlackUnderTest(Offline);
        slack.Router.Command("/cover", "who", (_, _) => Task.FromResult<SlashResponse?>(null));
        Assert.Equal("I do not know that word. Try one of `/cover who`.",
            Payload(await slack.Deliver(Slash("/cover", "dance")))["text"]!.GetValue<string>());
        Assert.Equal(["No route for /cover dance"], slack.Log.At(LogLevel.Warning));
        Assert.Equal("""{"envelope_id":"e1-who"}""", await slack.Deliver(Slash("/cover", "who")));
    }

    [Fact]
    public async Task A_button_that_has_something_to_say_afterwards_is_not_registered_as_one_that_has_nothing()
    {
        await using var slack = new SlackUnderTest(Offline);
        Assert.Throws<ArgumentException>(() => slack.Router.Action("a", Then));
        slack.Router.ActionThen("a", Then);

        static Task<Func<CancellationToken, Task>?> Then(BlockActionRequest press, CancellationToken stop) =>
            Task.FromResult<Func<CancellationToken, Task>?>(null);
    }

    [Fact]
    public async Task A_handler_that_throws_is_answered_with_a_reference_that_the_log_has_too()
    {
        await using var slack = new SlackUnderTest(Offline);
        slack.Router.Command("/cover", "who", (_, _) => throw new InvalidOperationException("boom"));
        var sentence = Payload(await slack.Deliver(Slash("/cover", "who")))["text"]!.GetValue<string>();
        var reference = Reference().Match(sentence).Value;
        Assert.NotEmpty(reference);
        Assert.EndsWith($"reference {reference}", Assert.Single(slack.Log.At(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_throws_while_the_text_is_read_is_answered_with_a_reference_too()
    {
        await using var slack = new SlackUnderTest(Offline);
        slack.Router.Words("/incident", _ => throw new FormatException("boom"));
        slack.Router.Command("/incident", "", (_, _) => Task.FromResult<SlashResponse?>(null));
        var sentence = Payload(await slack.Deliver(Slash("/incident", "resolve")))["text"]!.GetValue<string>();
        var reference = Reference().Match(sentence).Value;
        Assert.NotEmpty(reference);
        var error = Assert.Single(slack.Log.At(LogLevel.Error));
        Assert.EndsWith($"reference {reference}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_too_large_for_an_acknowledgement_goes_out_by_response_url()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        slack.Router.Command("/incident", "list", (_, _) => Task.FromResult<SlashResponse?>(new string('x', 20_300)));
        Assert.Equal("""{"envelope_id":"e1-list"}""", await slack.Deliver(Slash("/incident", "list", $"{raw.Url}respond")));
        var call = Assert.Single(raw.Calls);
        Assert.Equal(("response_url", null, "application/json; charset=utf-8"), (call.Method, call.Token, call.ContentType));
        Assert.Equal(20_300, JsonNode.Parse(call.Form["body"])!["text"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task A_reply_just_under_the_limit_travels_in_the_acknowledgement()
    {
        await using var slack = new SlackUnderTest(Offline);
        slack.Router.Command("/incident", "list", (_, _) => Task.FromResult<SlashResponse?>(new string('é', 10_050)));
        var frame = await slack.Deliver(Slash("/incident", "list"));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(frame!), 20_100, Limits.AckFrame - 1);
    }

    [Fact]
    public async Task Acknowledged_first_a_command_answers_by_response_url()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        slack.Router.Command("/incident", "", (_, _) => Task.FromResult<SlashResponse?>("done"), ackFirst: true);
        Assert.Equal("""{"envelope_id":"e1-"}""", await slack.Deliver(Slash("/incident", "", $"{raw.Url}respond")));
        Assert.Equal("done", JsonNode.Parse(Assert.Single(raw.Calls).Form["body"])!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_button_without_a_route_is_told_so_beside_the_message_and_a_link_is_left_alone()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        Assert.Equal("""{"envelope_id":"e1"}""", await slack.Deliver(Press("link", "", ""","url":"https://x.example" """)));
        Assert.Empty(raw.Calls);
        await slack.Deliver(Press("gone", $"{raw.Url}respond", "", "e2"));
        var body = JsonNode.Parse(Assert.Single(raw.Calls).Form["body"])!;
        Assert.Equal("That button is from an older version and does nothing any more.", body["text"]!.GetValue<string>());
        Assert.False(body["replace_original"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_button_in_a_modal_that_fails_is_told_in_a_modal_on_top()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        slack.Router.Action("go", (_, _) => throw new InvalidOperationException("boom"));
        await slack.Deliver(
            Press("go", "", "").Replace(
                "\"actions\"", "\"view\":{\"id\":\"V1\",\"type\":\"modal\"},\"actions\"", StringComparison.Ordinal));
        var call = Assert.Single(raw.Calls);
        Assert.Equal(("views.push", "1.2.e1"), (call.Method, call.Form["trigger_id"]));
        Assert.Contains("That did not work, and nothing was saved", call.Form["view"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_after_it_was_saved_is_not_said_to_be_lost()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        slack.Router.Action("go", (_, _) =>
        {
            Handling.Kept();
            throw new InvalidOperationException("boom");
        });
        await slack.Deliver(Press("go", $"{raw.Url}respond", ""));
        Assert.Contains(
            "It was saved, but something after it did not work.", Assert.Single(raw.Calls).Form["body"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_press_in_two_envelopes_is_handled_once()
    {
        await using var slack = new SlackUnderTest(Offline);
        var runs = 0;
        slack.Router.Action("go", (_, _) => Task.FromResult(++runs));
        Assert.NotNull(await slack.Deliver(Press("go", "", "")));
        Assert.NotNull(
            await slack.Deliver(
                Press("go", "", "").Replace("\"envelope_id\":\"e1\"", "\"envelope_id\":\"e2\"", StringComparison.Ordinal)));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task The_same_command_in_two_envelopes_is_handled_once_and_typed_again_twice()
    {
        await using var slack = new SlackUnderTest(Offline);
        var runs = 0;
        slack.Router.Command("/incident", "", (_, _) =>
        {
            runs++;
            return Task.FromResult<SlashResponse?>("Here.");
        });
        var typed = Slash("/incident", "late");
        var first = await slack.Deliver(typed);
        var again = await slack.Deliver(typed.Replace("e1-late", "e2-late", StringComparison.Ordinal));
        Assert.Equal("Here.", (string?)Payload(first)["text"]);
        Assert.Equal("Here.", (string?)Payload(again)["text"]);
        Assert.Equal(1, runs);
        await slack.Deliver(
            typed.Replace("e1-late", "e3-late", StringComparison.Ordinal).Replace("\"1.2.", "\"1.3.", StringComparison.Ordinal));
        Assert.Equal(2, runs);
    }

    [Fact]
    public void The_same_route_twice_is_refused()
    {
        var router = new SlackRouter();
        router.Action("go", (_, _) => Task.CompletedTask);
        router.Command("/incident", "list", (_, _) => Task.FromResult<SlashResponse?>(null));
        Assert.Throws<InvalidOperationException>(() => router.Action("go", (_, _) => Task.CompletedTask));
        Assert.Throws<InvalidOperationException>(
            () => router.Command("/incident", "List", (_, _) => Task.FromResult<SlashResponse?>(null)));
        Assert.Equal([new(RouteKind.Action, "go"), new(RouteKind.Command, "/incident", "list")], router.Routes);
    }

    internal static SlackOptions Offline => new() { ApiUrl = new("http://127.0.0.1:9/"), AppToken = "xapp-1", Tries = 1 };

    internal static JsonNode Payload(string? frame) => JsonNode.Parse(frame!)!["payload"]!;

    static string Slash(string command, string text, string responseUrl = "") => $$"""
        {"envelope_id":"e1-{{text}}","type":"slash_commands","accepts_response_payload":true,
         "payload":{"command":"{{command}}","text":"{{text}}","user_id":"U1","channel_id":"C1",
         "trigger_id":"1.2.{{command}}{{text}}","response_url":"{{responseUrl}}",
          "is_enterprise_install":"false"} }
        """;

    static string Press(string action, string responseUrl, string more, string envelope = "e1") => $$"""
        {"envelope_id":"{{envelope}}","type":"interactive","accepts_response_payload":false,
         "payload":{"type":"block_actions","user":{"id":"U1"},"trigger_id":"1.2.{{envelope}}","container":{"type":"message"},
         "response_url":"{{responseUrl}}",
          "actions":[{"type":"button","action_id":"{{action}}","block_id":"b","action_ts":"9.9"{{more}} }]} }
        """;

    [GeneratedRegex("[0-9A-F]{6}")]
    private static partial Regex Reference();
}
