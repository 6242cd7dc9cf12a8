using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>What a response_url stands for: five uses within thirty minutes of workspace time.</summary>
sealed class ResponseUrl
{
    public required string Id { get; init; }
    public required InstalledApp App { get; init; }
    public required Person Person { get; init; }
    public required Conversation Conversation { get; init; }
    public PostedMessage? Source { get; init; }
    public required DateTimeOffset Given { get; init; }
    public int Uses { get; set; }
}

/// <summary>Serves /response/{id}: a later answer to a command or button, without a token.</summary>
sealed class ResponseUrls(Workspace workspace)
{
    const int MostUses = 5;
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    readonly Dictionary<string, ResponseUrl> all = [];

    public string Give(InstalledApp app, Person person, Conversation conversation, PostedMessage? source = null) =>
        workspace.Do(() =>
    {
        var url = new ResponseUrl
        {
            Id = workspace.Ids.Hex(24),
            App = app,
            Person = person,
            Conversation = conversation,
            Source = source,
            Given = workspace.Now
        };
        all[url.Id] = url;
        return new Uri(workspace.Url, $"response/{url.Id}").ToString();
    });

    public async Task Serve(HttpContext context)
    {
        using var open = workspace.Activity.Begin("call of response_url");
        var started = workspace.Options.Wire.GetTimestamp();
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var id = (string)context.Request.RouteValues["id"]!;
        var app = workspace.Do(() => all.GetValueOrDefault(id)?.App);
        var answer = "";
        var fault = app is null ? null : workspace.Faults.Next("response_url", app);
        await workspace.Faults.Strike(fault, context, () => answer = workspace.Do(() => Answer(id, text)), () =>
            Write(context, answer));
        workspace.Log.Add(workspace.Now, app?.Name ?? "?", "call", "response_url", text, answer,
            workspace.Options.Wire.GetElapsedTime(started), fault?.Describe());
    }

    static Task Write(HttpContext context, string answer)
    {
        // Clients choose how to read an answer by its type.
        (context.Response.StatusCode, context.Response.ContentType) =
            answer == "ok" ? (200, "text/html; charset=utf-8") : (404, "application/json; charset=utf-8");
        return context.Response.WriteAsync(answer);
    }

    string Answer(string id, string text)
    {
        try
        {
            var url = all.GetValueOrDefault(id) ?? throw new Refusal("invalid_url");
            if (workspace.Now - url.Given > Lifetime) throw new Refusal("expired_url");
            if (url.Uses++ >= MostUses) throw new Refusal("used_url");
            if (!Json.TryParse(text, out var body) || body.ValueKind != JsonValueKind.Object)
                throw new Refusal("invalid_payload");
            CommandReply.Show(workspace, url, body);
            return "ok";
        }
        catch (Refusal refusal)
        {
            workspace.ProblemLog.Add($"A response_url was answered {Json.Write(refusal.ToJson())} for {text}");
            return Json.Write(refusal.ToJson());
        }
    }
}

/// <summary>Shows what an app answered to a command or button, by ack or by response_url.</summary>
static class CommandReply
{
    public static void Show(Workspace workspace, ResponseUrl url, JsonElement body)
    {
        if (body.Is("delete_original") && url.Source is { Deleted: false } source) workspace.Conversations.Posting.Delete(source);
        if (body.Is("delete_original") && body.Text("text") is null && body.Get("blocks") is null) return;
        var content = MessageContent.Read(body, workspace);
        if (body.Is("replace_original") && url.Source is { Deleted: false } original)
            workspace.Conversations.Posting.Edit(original, message =>
                (message.Text, message.Blocks, message.Attachments) = (content.Text, content.Blocks, content.Attachments));
        else
            Post(workspace, url, body, content);
    }

    static void Post(Workspace workspace, ResponseUrl url, JsonElement body, MessageContent content)
    {
        var draft = new Draft(url.Conversation, url.App.BotUser)
        {
            App = url.App,
            Text = content.Text,
            Blocks = content.Blocks,
            Attachments = content.Attachments,
            ThreadTs = body.Text("thread_ts"),
        };
        if (body.Text("response_type") == "in_channel") workspace.Conversations.Posting.Post(draft);
        else workspace.Conversations.Posting.Whisper(draft with { OnlyFor = url.Person });
    }
}
