using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class FileTests : WorkspaceTest
{
    static readonly byte[] Log = Encoding.UTF8.GetBytes("Database Error in model orders");

    async Task<string> Channel()
    {
        var channel = await App.NewChannel("inc-1");
        await App.Done("conversations.invite", new { channel, users = Id("ana") });
        return channel;
    }

    static async Task<HttpResponseMessage> Download(string url, string? token)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_shared_where_the_bot_is_can_be_read_with_its_token_alone()
    {
        var channel = await Channel();
        await App.Serve();
        var message = await Workspace.Member("ana").Uploads("#inc-1", "dbt.log", Log, "Here is the log");
        // In whatever order they come, and whatever else does.
        var events = new Dictionary<string, JsonElement>();
        while (!events.ContainsKey("message") || !events.ContainsKey("file_shared"))
        {
            var each = (await App.Next()).GetProperty("payload").GetProperty("event");
            events[each.GetProperty("type").GetString()!] = each;
        }

        Assert.Equal("file_share", events["message"].GetProperty("subtype").GetString());
        Assert.Equal(channel, events["file_shared"].GetProperty("channel_id").GetString());
        var shared = Assert.Single(events["message"].GetProperty("files").EnumerateArray());
        Assert.Equal("text", shared.GetProperty("filetype").GetString());
        Assert.Equal("text/plain", shared.GetProperty("mimetype").GetString());
        Assert.Equal(Log.Length, shared.GetProperty("size").GetInt32());

        var file = (await App.Form("files.info", null, ("file", shared.GetProperty("id").GetString()!))).GetProperty("file");
        Assert.Equal(
            message.Posted.Ts,
            file.GetProperty("shares").GetProperty("public").GetProperty(channel)[0].GetProperty("ts").GetString());
        var url = file.GetProperty("url_private").GetString()!;
        using var answer = await Download(url, App.App.BotToken);
        Assert.Equal(Log, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var nobody = await Download(url, null);
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
    }

    [Fact]
    public async Task A_file_elsewhere_does_not_exist_for_the_bot()
    {
        var posted = (await Workspace.Member("ana").Uploads("#data-leads", "salaries.csv", Log)).Posted.Files[0];
        var refused = await App.Form("files.info", null, ("file", posted.Id));
        Assert.Equal("file_not_found", refused.GetProperty("error").GetString());
        using var answer = await Download(posted.ToJson()["url_private"]!.ToString(), App.App.BotToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_read_and_the_problem_is_named()
    {
        await using var bare = new RawApp(
            Workspace, RawApp.Manifest.Replace(", \"files:read\"", "").Replace(", file_shared", ""));
        var channel = await bare.NewChannel("inc-2");
        await bare.Done("conversations.invite", new { channel, users = Id("ana") });
        var file = (await Workspace.Member("ana").Uploads("#inc-2", "dbt.log", Log)).Posted.Files[0];
        Assert.Equal("missing_scope", (await bare.Form("files.info", null, ("file", file.Id))).GetProperty("error").GetString());
        using var answer = await Download(file.ToJson()["url_private"]!.ToString(), bare.App.BotToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(Workspace.Problems, problem => problem.Contains("without the scope files:read"));
    }

    [Fact]
    public async Task A_form_takes_the_files_it_asks_for_and_gives_them_to_the_app()
    {
        JsonNode? state = null;
        await App.Serve(frame =>
        {
            var payload = frame.GetProperty("payload");
            if (payload.TryGetProperty("view", out var view) && view.GetProperty("state").GetProperty("values").TryGetProperty(
                "logs", out var held))
                state = JsonNode.Parse(held.GetProperty("logs").GetRawText());
            return Task.FromResult<JsonNode?>(null);
        });
        var element = new JsonObject { ["type"] = "file_input", ["filetypes"] = new JsonArray("txt", "png"), ["max_files"] = 2 };
        var ana = Workspace.Member("ana");
        await ana.Slash("/raw");
        var trigger_id = (await App.Next()).GetProperty("payload").GetProperty("trigger_id").GetString();
        await App.Done("views.open", new { trigger_id, view = Modals.Of("Logs", Modals.Input("Logs", "logs", element)) });

        await ana.Modal.Submit();
        Assert.Equal("Please complete this required field.", ana.Modal.Errors["Logs"]);
        await Assert.ThrowsAsync<SandboxException>(async () => await ana.Modal.Attach("Logs", "rows.xlsx", Log));
        await ana.Modal.Attach("Logs", "one.txt", Log).Attach("Logs", "two.png", Log);
        await Assert.ThrowsAsync<SandboxException>(async () => await ana.Modal.Attach("Logs", "three.txt", Log));
        Assert.Equal("one.txt, two.png", ana.Modal.Value("Logs"));
        await ana.Modal.Submit();

        Assert.Equal("file_input", (string?)state!["type"]);
        Assert.Equal(["one.txt", "two.png"], state["files"]!.AsArray().Select(file => (string?)file!["name"]));
        using var answer = await Download(state["files"]![0]!["url_private"]!.ToString(), App.App.BotToken);
        Assert.Equal(Log, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_of_an_app_stands_in_a_message_once_its_bytes_have_come()
    {
        var stop = TestContext.Current.CancellationToken;
        var channel_id = await Channel();
        var place = await App.Form(
            "files.getUploadURLExternal", null, ("filename", "story.md"), ("length", $"{Log.Length}"));
        var (id, url) = (place.GetProperty("file_id").GetString(), place.GetProperty("upload_url").GetString());
        var asked = new { files = new[] { new { id, title = "Story" } }, channel_id, initial_comment = "Read it" };
        Assert.Equal("file_not_found", await App.Refused("files.completeUploadExternal", asked));
        using var http = new HttpClient();
        using var shorter = await http.PostAsync(url, new ByteArrayContent([1]), stop);
        Assert.Equal(HttpStatusCode.BadRequest, shorter.StatusCode);
        using var taken = await http.PostAsync(url, new ByteArrayContent(Log), stop);
        Assert.Equal($"OK - {Log.Length}", await taken.Content.ReadAsStringAsync(stop));

        await App.Done("files.completeUploadExternal", asked);
        var file = Assert.Single(Workspace.Member("ana").Sees("Read it", "#inc-1").Posted.Files);
        Assert.Equal(("story.md", "Markdown"), (file.Name, FileKinds.Of(file.Name).Pretty));
        Assert.Equal(Log, file.Bytes.ToArray());
        Assert.Equal("file_not_found", await App.Refused("files.completeUploadExternal", asked));
    }
}
