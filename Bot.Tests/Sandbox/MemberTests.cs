using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Sandbox;

public sealed class MemberTests : WorkspaceTest
{
    readonly List<JsonElement> actions = [];

    async Task<JsonNode?> Answer(JsonElement frame)
    {
        var payload = frame.GetProperty("payload");
        if (frame.GetProperty("type").GetString() == "slash_commands")
        {
            await App.Done("views.open", new { trigger_id = payload.GetProperty("trigger_id").GetString(), view = Form() });
            return null;
        }
        switch (payload.TryGetProperty("type", out var type) ? type.GetString() : "")
        {
            case "block_suggestion":
                var option = new JsonObject
                {
                    ["text"] = Modals.Text("Europe/Paris"),
                    ["value"] = payload.GetProperty("value")
                    .GetString()
                };
                return new JsonObject { ["options"] = new JsonArray(option) };
            case "block_actions":
                actions.Add(payload.GetProperty("actions")[0].Clone());
                return null;
            default:
                return null;
        }
    }

    static JsonObject Offering(string type, params string[] texts) => new()
    {
        ["type"] = type,
        ["options"] = new JsonArray([.. texts.Select(text =>
            new JsonObject { ["text"] = Modals.Text(text), ["value"] = text.ToLowerInvariant() })]),
    };

    static JsonObject Form()
    {
        var zone = Modals.Input("Zone", "zone", new() { ["type"] = "external_select", ["min_query_length"] = 2 });
        zone["dispatch_action"] = true;
        return Modals.Of("Rotation", zone,
            Modals.Input("Members", "members", new() { ["type"] = "multi_users_select" }),
            Modals.Input("Severity", "severity", Offering("static_select", "Minor", "Major")),
            Modals.Input("Days", "days", Offering("checkboxes", "Monday", "Tuesday"), optional: true),
            Modals.Input("Mail", "mail", new() { ["type"] = "email_text_input" }, optional: true));
    }

    async Task Posted(params JsonObject[] elements)
    {
        var channel = ChannelId("general");
        await App.Done("conversations.join", new { channel });
        await App.Done("chat.postMessage", new
        {
            channel,
            text = "Cover",
            blocks = new[] { Modals.Section("*Cover* please"), Modals.Actions(elements) }
        });
    }

    [Fact]
    public async Task Every_kind_of_field_is_filled_as_a_person_does()
    {
        await App.Serve(Answer);
        var ana = Workspace.Member("ana");
        await ana.Slash("/raw");
        await ana.Modal.Choose("Zone", "Paris").ChoosePeople("Members", "ben", "ana").Choose("Severity", "Major").Tick("Tuesday");
        Assert.Equal("Europe/Paris", ana.Modal.Value("Zone"));
        Assert.Equal("@ben, @ana", ana.Modal.Value("Members"));
        Assert.Equal("Major", ana.Modal.Value("Severity"));
        Assert.Equal("Tuesday", ana.Modal.Value("Days"));
        Assert.Equal("zone", Assert.Single(actions).GetProperty("action_id").GetString());
        await ana.Modal.Fill("Mail", "nonsense").Submit();
        Assert.Equal("Please enter a valid email address.", ana.Modal.Errors["Mail"]);
        await ana.Modal.Fill("Mail", "ana@example.com").Submit();
        Assert.Null(ana.ModalOrNone);
        Assert.Empty(Workspace.Problems);
    }

    [Fact]
    public async Task A_button_asks_first_when_it_has_a_question()
    {
        await App.Serve(Answer);
        var button = Modals.Button("Accept", "accept");
        button["confirm"] = new JsonObject
        {
            ["title"] = Modals.Text("Sure?"),
            ["text"] = Modals.Text("Really take it?"),
            ["confirm"] = Modals.Text("Yes"),
            ["deny"] = Modals.Text("No"),
        };
        await Posted(button);
        var message = Workspace.Member("ben").Sees("Cover please");
        Assert.Equal("Really take it?", message.Question("Accept"));
        await message.Click("Accept", confirm: false);
        Assert.Empty(actions);
        await message.Click("Accept");
        Assert.Equal("v", Assert.Single(actions).GetProperty("value").GetString());
        Assert.Throws<Bot.Sandbox.SandboxException>(() => message.Url("Decline"));
    }

    [Fact]
    public async Task An_app_that_does_not_answer_a_button_is_told_about_to_the_person_who_pressed()
    {
        await App.Serve(Answer);
        await Posted(Modals.Button("Accept", "accept"));
        Workspace.Faults.Envelopes.Ask(Bot.Sandbox.EnvelopeTrouble.Lose);
        await Workspace.Member("ben").Sees("Cover please").Click("Accept");
        Workspace.Member("ben").Sees("did not respond");
        Workspace.Member("ana").DoesNotSee("did not respond");
    }

    [Fact]
    public async Task An_answer_by_response_url_replaces_the_message_five_times_at_most()
    {
        string? url = null;
        await App.Serve(frame =>
        {
            if (frame.GetProperty("payload").TryGetProperty("response_url", out var given)) url = given.GetString();
            return Task.FromResult<JsonNode?>(null);
        });
        await Posted(Modals.Button("Accept", "accept"));
        var message = Workspace.Member("ben").Sees("Cover please");
        await message.Click("Accept");
        using var http = new HttpClient();
        var answers = new List<(int, string?)>();
        for (var i = 0; i < 6; i++)
        {
            using var content = new StringContent($$"""{"replace_original":true,"text":"Taken {{i}}"}""");
            using var response = await http.PostAsync(url, content, TestContext.Current.CancellationToken);
            answers.Add(((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        }
        // Clients read an answer by its type: a bare word or JSON.
        Assert.Equal([.. Enumerable.Repeat((200, "text/html"), 5), (404, "application/json")], answers);
        Assert.Equal("Taken 4", message.Text);
    }

    [Fact]
    public async Task Typed_names_become_mentions_and_are_read_as_names_again()
    {
        await App.Serve(Answer);
        var ana = Workspace.Member("ana");
        var said = await ana.Says("#general", "<b> @ben & @on-call-engineers see #random");
        Assert.Equal(
            $"&lt;b&gt; <@{Id("ben")}> &amp; <!subteam^{Workspace.Groups["on-call-engineers"].Id}> see <#{ChannelId("random")}|>",
            said.Posted.Text);
        Assert.Equal("<b> @ben & @on-call-engineers see #random", said.Text);
        await ana.Slash("/raw @ben #random now");
        Assert.Equal($"<@{Id("ben")}|ben> <#{ChannelId("random")}|random> now", (await App.Next()).GetProperty("payload")
            .GetProperty("text").GetString());
    }

    [Fact]
    public async Task Dates_are_read_in_the_readers_own_zone()
    {
        var channel = ChannelId("general");
        await App.Done("conversations.join", new { channel });
        var unix = new DateTimeOffset(2026, 11, 24, 14, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        await App.Done("chat.postMessage", new
        {
            channel,
            text = $"Until <!date^{unix}^{{date_pretty}} {{time}}|soon>, `a_b_c` and _this_ in dbt_build_run"
        });
        Assert.Equal("Until today 2:30 PM, a_b_c and this in dbt_build_run", Workspace.Member("ana").Sees("Until").Text);
        Assert.Equal("Until today 11:30 PM, a_b_c and this in dbt_build_run", Workspace.Member("emi").Sees("Until").Text);
    }

    [Fact]
    public async Task A_message_shortcut_brings_the_message()
    {
        await App.Serve(Answer);
        var said = await Workspace.Member("ana").Says("#general", "The numbers look odd");
        await said.Menu("Make a ticket");
        var payload = (await App.Next()).GetProperty("payload");
        Assert.Equal("ticket", payload.GetProperty("callback_id").GetString());
        Assert.Equal("The numbers look odd", payload.GetProperty("message").GetProperty("text").GetString());
    }
}
