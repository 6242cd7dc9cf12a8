using System.Text.Json.Nodes;
using Bot.Slack;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Slack;

public sealed class SubmissionTests
{
    [Fact]
    public async Task No_answer_closes_the_view_and_errors_keep_it_open()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        slack.Router.ViewSubmission("declare", (r, _) => Task.FromResult(
            r.View.PrivateMetadata == "bad" ? ViewSubmissionResponse.Errors(("name", "Give it a name.")) : null));
        Assert.Equal("""{"envelope_id":"e1"}""", await slack.Deliver(Submit("e1", "declare")));
        Assert.Equal("""{"envelope_id":"e2","payload":{"response_action":"errors","errors":{"name":"Give it a name."}}}""",
            await slack.Deliver(Submit("e2", "declare", "bad")));
    }

    [Fact]
    public async Task A_handler_that_throws_is_told_under_the_first_field()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        slack.Router.ViewSubmission("declare", (_, _) => throw new InvalidOperationException("boom"));
        var errors = RoutingTests.Payload(await slack.Deliver(Submit("e1", "declare")))["errors"]!.AsObject();
        Assert.StartsWith(
            "That did not work, and nothing was saved", errors.Single().Value!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("name", errors.Single().Key);
    }

    [Fact]
    public async Task A_form_without_fields_and_without_a_route_is_replaced_by_a_sentence()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        var answer = RoutingTests.Payload(
            await slack.Deliver(Submit("e1", "gone").Replace("input", "section", StringComparison.Ordinal)));
        Assert.Equal("update", answer["response_action"]!.GetValue<string>());
        Assert.Contains(
            "from an older version", answer["view"]!["blocks"]![0]!["text"]!["text"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("push")]
    public async Task A_view_too_large_for_an_acknowledgement_follows_a_placeholder_as_soon_as_Slack_has_shown_that(string action)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>(
            raw.Calls.Count < 3 ? """{"ok":false,"error":"not_found"}""" : """{"ok":true,"view":{"id":"V2"}}""");
        await using var slack = new SlackUnderTest(raw.Options);
        var large = new ModalViewDefinition
        {
            Title = "Large",
            Submit = "Save",
            CallbackId = "next",
            Blocks = [.. Enumerable.Range(0, 10).Select(_ => new SectionBlock { Text = new string('x', 2900) })],
        };
        slack.Router.ViewSubmission("declare", (_, _) => Task.FromResult<ViewSubmissionResponse?>(
            action == "push" ? ViewSubmissionResponse.Push(large) : ViewSubmissionResponse.Update(large)));
        var answer = RoutingTests.Payload(await slack.Deliver(Submit("e1", "declare")));
        Assert.Equal(action, answer["response_action"]!.GetValue<string>());
        var name = answer["view"]!["external_id"]!.GetValue<string>();
        Assert.Equal(3, raw.Calls.Count);
        Assert.All(raw.Calls, call => Assert.Equal(("views.update", name), (call.Method, call.Form["external_id"])));
        Assert.Equal(10, JsonNode.Parse(raw.Calls.Last().Form["view"])!["blocks"]!.AsArray().Count);
    }

    [Fact]
    public async Task Options_that_take_too_long_are_none()
    {
        var time = new FakeTimeProvider();
        await using var slack = new SlackUnderTest(RoutingTests.Offline with { WireTime = time });
        var asked = new Signal<bool>();
        slack.Router.Options("zone", async (_, stop) =>
        {
            asked.Give(true);
            await Task.Delay(Timeout.Infinite, stop);
            return [];
        });
        var delivered = slack.Deliver(Suggest("zone"));
        await asked.Wait();
        time.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal("""{"envelope_id":"e1","payload":{"options":[]}}""", await delivered);
        Assert.Equal(0, slack.Work.Count);
    }

    [Fact]
    public async Task Too_many_options_are_cut_to_what_fits()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        slack.Router.Options("zone", (r, _) => Task.FromResult<IReadOnlyList<Option>>(
            [.. Enumerable.Range(0, 200).Select(i => new Option($"{r.Value} {i} {new string('é', 60)}", new string('v', 140)))]));
        var frame = await slack.Deliver(Suggest("zone"));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(frame!), 10_000, Limits.AckFrame - 1);
        Assert.StartsWith(
            "lon 0", RoutingTests.Payload(frame)["options"]![0]!["text"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    static string Submit(string envelope, string callbackId, string metadata = "") => $$$"""
        {"envelope_id":"{{{envelope}}}","type":"interactive","accepts_response_payload":true,
         "payload":{"type":"view_submission","user":{"id":"U1"},"trigger_id":"1.2.{{{envelope}}}",
          "view":{"id":"V1","type":"modal","callback_id":"{{{callbackId}}}","private_metadata":"{{{metadata}}}",
           "blocks":[{"type":"divider","block_id":"d"},{"type":"input","block_id":"name"}],"state":{"values":{} } } } }
        """;

    static string Suggest(string action) => $$"""
        {"envelope_id":"e1","type":"interactive","accepts_response_payload":true,
         "payload":{"type":"block_suggestion","user":{"id":"U1"},"action_id":"{{action}}","block_id":"b","value":"lon"} }
        """;
}
