using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class ModalTests
{
    static async Task<JsonNode?> OpenOnCommand(RawApp app, JsonElement frame, JsonObject view, Func<JsonElement,
        JsonNode?> submitted)
    {
        var payload = frame.GetProperty("payload");
        switch (frame.GetProperty("type").GetString())
        {
            case "slash_commands":
                await app.Done("views.open", new { trigger_id = payload.GetProperty("trigger_id").GetString(), view });
                return null;
            case "interactive" when payload.GetProperty("type").GetString() == "view_submission":
                return submitted(payload);
            default:
                return null;
        }
    }

    static async Task<(Workspace Workspace, RawApp App)> Start(JsonObject view, Func<JsonElement, JsonNode?>? submitted = null)
    {
        var workspace = await Workspace.Start(new WorkspaceOptions
        {
            AckDeadline = TimeSpan.FromSeconds(30),
            TriggerLifetime = TimeSpan.FromSeconds(30)
        });
        var app = new RawApp(workspace);
        await app.Serve(frame => OpenOnCommand(app, frame, view, submitted ?? (_ => null)));
        return (workspace, app);
    }

    [Fact]
    public async Task A_command_opens_a_modal_that_a_person_fills_and_submits()
    {
        JsonElement? seen = null;
        var (workspace, app) = await Start(Modals.Of("Declare", Modals.Line("Name", "name"),
            Modals.Line("More", "more", optional: true)), payload => { seen = payload; return null; });
        await using (workspace)
        await using (app)
        {
            var ana = workspace.Member("ana");
            await ana.Slash("/raw now");
            Assert.Equal("Declare", ana.Modal.Title);
            await ana.Modal.Fill("Name", "Orders are late").Submit();
            Assert.Null(ana.ModalOrNone);
            var values = seen!.Value.GetProperty("view").GetProperty("state").GetProperty("values");
            Assert.Equal("Orders are late", values.GetProperty("name").GetProperty("name").GetProperty("value").GetString());
            Assert.Equal(JsonValueKind.Null, values.GetProperty("more").GetProperty("more").GetProperty("value").ValueKind);
            Assert.Empty(workspace.Problems);
        }
    }

    [Fact]
    public async Task A_required_field_left_empty_is_stopped_by_the_client_and_never_sent()
    {
        var (workspace, app) = await Start(Modals.Of("Declare", Modals.Line("Name", "name")), _ =>
            throw new InvalidOperationException("never sent"));
        await using (workspace)
        await using (app)
        {
            var ana = workspace.Member("ana");
            await ana.Slash("/raw");
            await ana.Modal.Submit();
            Assert.Equal("Please complete this required field.", ana.Modal.Errors["Name"]);
        }
    }

    [Fact]
    public async Task Errors_of_the_app_stand_under_their_fields()
    {
        var (workspace, app) = await Start(Modals.Of("Declare", Modals.Line("Name", "name")),
            _ => JsonNode.Parse("""{"response_action":"errors","errors":{"name":"Taken"}}"""));
        await using (workspace)
        await using (app)
        {
            var ana = workspace.Member("ana");
            await ana.Slash("/raw");
            await ana.Modal.Fill("Name", "x").Submit();
            Assert.Equal("Taken", ana.Modal.Errors["Name"]);
        }
    }

    [Fact]
    public async Task An_answer_that_Slack_does_not_understand_shows_trouble_to_the_person_and_is_noted()
    {
        var (workspace, app) = await Start(Modals.Of("Declare", Modals.Line("Name", "name")),
            _ => JsonNode.Parse("""{"response_action":"errors","errors":{"nome":"Taken"}}"""));
        await using (workspace)
        await using (app)
        {
            var ana = workspace.Member("ana");
            await ana.Slash("/raw");
            await ana.Modal.Fill("Name", "x").Submit();
            Assert.Equal("We had some trouble connecting. Try again?", ana.Modal.Trouble);
            Assert.Contains(workspace.Problems, problem => problem.Contains("no input block nome", StringComparison.Ordinal));
        }
    }
}
