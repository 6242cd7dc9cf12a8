using System.Text.Json;
using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class RequestJsonTests
{
    const string Submission = """
        {"type":"view_submission","team":{"id":"T1","domain":"acme"},"user":{"id":"U1","username":"ana","name":"ana",
        "team_id":"T1"},
         "api_app_id":"A1","token":"t","trigger_id":"1.2.a","response_urls":[],"is_enterprise_install":false,"enterprise":null,
         "view":{"id":"V1","team_id":"T1","type":"modal","callback_id":"declare","private_metadata":"m","hash":"1.h",
         "external_id":"",
          "root_view_id":"V1","previous_view_id":null,"close":null,"submit":null,"title":{"type":"plain_text","text":"T",
          "emoji":true},
          "blocks":[{"type":"input","block_id":"name"}],
          "state":{"values":{
           "name":{"v":{"type":"plain_text_input","value":" Orders late "}},"empty":{"v":{"type":"plain_text_input",
           "value":null}},
           "severity":{"v":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"Minor","emoji":true},
           "value":"minor"}}},
           "none":{"v":{"type":"static_select","selected_option":null}},
           "lead":{"v":{"type":"users_select","selected_user":"U2"}},"people":{"v":{"type":"multi_users_select",
           "selected_users":["U3","U2"]}},
           "days":{"v":{"type":"checkboxes","selected_options":[{"text":{"type":"mrkdwn","text":"Mon"},"value":"mon"}]}},
           "day":{"v":{"type":"datepicker","selected_date":"2026-11-24"}},"from":{"v":{"type":"timepicker",
           "selected_time":"09:30"}},
           "until":{"v":{"type":"timepicker","selected_time":null}},"thing":{"v":{"type":"tomorrow","gadget":{}}}}}}}
        """;

    [Fact]
    public void A_submission_reads_as_it_was_filled_in()
    {
        var request = JsonSerializer.Deserialize(Submission, SlackJson.Default.ViewSubmission)!;
        var state = request.View.State;
        Assert.Equal(("declare", "m", "U1"), (request.View.CallbackId, request.View.PrivateMetadata, request.User.Id));
        Assert.Equal("Orders late", state.Text("name"));
        Assert.Equal("", state.Text("empty"));
        Assert.Equal("", state.Text("absent"));
        Assert.Equal(("minor", "Minor"), (state.Selected("severity", "v"), state["severity"].SelectedOption!.Text));
        Assert.Null(state.Selected("none"));
        Assert.Equal("U2", state.User("lead"));
        Assert.Equal(["U3", "U2"], state.Users("people"));
        Assert.Equal(["mon"], state.Ticked("days"));
        Assert.Empty(state.Ticked("absent"));
        Assert.Equal(new DateOnly(2026, 11, 24), state["day"].SelectedDate);
        Assert.Equal(new TimeOnly(9, 30), state["from"].SelectedTime);
        Assert.Null(state["until"].SelectedTime);
        Assert.Equal("submission:V1:declare", request.IdempotencyKey);
    }

    [Fact]
    public void A_button_reads_with_its_message()
    {
        var request = JsonSerializer.Deserialize("""
            {"type":"block_actions","user":{"id":"U1","username":"ana"},"trigger_id":"1.2.a","team":null,"enterprise":null,
             "container":{"type":"message","message_ts":"1.1","channel_id":"C1","is_ephemeral":false,"thread_ts":"1.0"},
             "channel":{"id":"C1","name":"inc-1"},
             "message":{"ts":"1.1","text":"card"},"response_url":"https://hooks.example/1","state":{"values":{}},
             "actions":[{"type":"button","block_id":"b","action_id":"resolve","action_ts":"9.9","value":"12",
             "text":{"type":"plain_text","text":"Resolve"}}]}
            """, SlackJson.Default.BlockActionRequest)!;
        var routed = request with { Action = request.Actions[0] };
        Assert.Equal(("12", "C1", "1.0", "card"),
            (
                routed.Action.Value, routed.Channel!.Id, routed.Container.ThreadTs,
                routed.Message!.Value.GetProperty("text").GetString()));
        Assert.Equal("action:U1:9.9:resolve", routed.IdempotencyKey);
    }

    [Theory]
    [InlineData("""{"type":"message","channel":"C1","ts":"1.1","subtype":"channel_topic"}""", "message:C1:1.1:channel_topic")]
    [InlineData("""{"type":"message","channel":"C1","ts":"1.1"}""", "message:C1:1.1:")]
    [InlineData("""{"type":"user_change","user":{}}""", "event:Ev1")]
    public void An_event_is_known_by_its_id_and_a_message_by_its_place(string inner, string key)
    {
        using var json = JsonDocument.Parse(inner);
        Assert.Equal(
            key,
            new EventCallback
            {
                Type = json.RootElement.GetProperty("type").GetString()!,
                EventId = "Ev1",
                Event = json.RootElement,
            }.IdempotencyKey);
    }
}
