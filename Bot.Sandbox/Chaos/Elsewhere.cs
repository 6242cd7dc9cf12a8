using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Chaos;

/// <summary>What came to a webhook or destination.</summary>
/// <param name="Place">Which of them.</param>
/// <param name="Id">By which whoever takes it knows it when it comes again.</param>
/// <param name="Body">What was told.</param>
sealed record Heard(string Place, string Id, JsonNode Body);

/// <summary>What one run has told elsewhere, and GitHub's issues of it.</summary>
sealed class ElsewhereOfRun
{
    public ConcurrentQueue<Heard> Heard { get; } = [];
    public ConcurrentDictionary<int, JsonObject> Issues { get; } = [];

    // Whoever is refused waits longer each time: more would be no run any more.
    const int MostInARow = 2;

    int inARow;

    /// <summary>What becomes of the next call.</summary>
    public ElsewhereTrouble Draw()
    {
        var drawn = Random.Shared.Next(20) switch
        {
            0 => ElsewhereTrouble.Busy,
            1 => ElsewhereTrouble.LosesAnswer,
            2 => ElsewhereTrouble.Late,
            _ => ElsewhereTrouble.None,
        };
        lock (Issues)
        {
            if (drawn is not (ElsewhereTrouble.Busy or ElsewhereTrouble.LosesAnswer)) inARow = 0;
            else if (++inARow > MostInARow) return ElsewhereTrouble.None;
        }

        return drawn;
    }
}

/// <summary>What goes wrong with a call: it is not taken, it is taken and nobody hears that, or it takes its time.</summary>
enum ElsewhereTrouble
{
    None, Busy, LosesAnswer, Late,
}

/// <summary>
/// Whom the bot tells beyond Slack: a destination that alerts are sent on to, a program that hears of changes, and GitHub with
/// the issues of acme/dbt. Now and then one of them fails, is late, or loses its answer. All runs of a stage share it.
/// </summary>
sealed partial class Elsewhere : IAsyncDisposable
{
    public const string Repository = "acme/dbt", DestinationPath = "sent-on", WebhookPath = "told";

    const string TagItem = "tag";

    static readonly TimeSpan Late = TimeSpan.FromSeconds(1.5);

    readonly ConcurrentDictionary<string, ElsewhereOfRun> runs = [];
    readonly WebApplication app;

    Elsewhere()
    {
        app = Loopback.Site();
        app.Use(Fail);
        app.UseRouting();
        app.MapPost($"/{DestinationPath}", Hear);
        app.MapPost($"/{WebhookPath}", Hear);
        var issues = $"/{{tag}}/repos/{Repository}/issues";
        app.MapGet($"/{{tag}}/repos/{Repository}", () => new { id = 7, full_name = Repository, has_issues = true });
        app.MapPost(issues, (Delegate)Make);
        app.MapGet(issues, (string tag) => Text(new JsonArray([.. Of(tag).Issues.Values.Select(i => i.DeepClone()).Reverse()])));
        app.MapGet($"{issues}/{{number:int}}", (string tag, int number) => Text(Of(tag).Issues[number].DeepClone()));
        app.MapPatch($"{issues}/{{number:int}}", Change);
    }

    public static async Task<Elsewhere> Start()
    {
        var elsewhere = new Elsewhere();
        await elsewhere.app.StartAsync();
        return elsewhere;
    }

    public string Url => app.Urls.First();

    /// <summary>What stands in all that a run tells of itself.</summary>
    public static string TagOf(int seed) => string.Create(CultureInfo.InvariantCulture, $"r{seed}x");

    public ElsewhereOfRun Of(string tag) => runs.GetOrAdd(tag, _ => new());

    public void Forget(string tag) => runs.TryRemove(tag, out _);

    async Task Fail(HttpContext http, RequestDelegate next)
    {
        http.Request.EnableBuffering();
        using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
        var tag = Tag().Match($"{http.Request.Path} {await reader.ReadToEndAsync(http.RequestAborted)}").Value;
        http.Request.Body.Position = 0;
        http.Items[TagItem] = tag;
        switch (Of(tag).Draw())
        {
            case ElsewhereTrouble.Busy:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case ElsewhereTrouble.LosesAnswer:
                await next(http);
                http.Abort();
                return;
            case ElsewhereTrouble.Late:
                await Task.Delay(Late, http.RequestAborted);
                break;
        }

        await next(http);
    }

    async Task Hear(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        Of((string)http.Items[TagItem]!).Heard.Enqueue(
            new(http.Request.Path.Value!.TrimStart('/'), http.Request.Headers["webhook-id"].ToString(), body));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    async Task<IResult> Make(string tag, HttpContext http)
    {
        var wanted = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var issues = Of(tag).Issues;
        lock (issues)
        {
            var number = issues.Count + 1;
            issues[number] = new JsonObject
            {
                ["id"] = 100 + number,
                ["number"] = number,
                ["html_url"] = string.Create(CultureInfo.InvariantCulture, $"https://github.com/{Repository}/issues/{number}"),
                ["title"] = (string?)wanted["title"],
                ["body"] = (string?)wanted["body"],
                ["state"] = "open",
                ["created_at"] = "2026-03-03T10:00:00Z",
                ["updated_at"] = "2026-03-03T10:00:00Z",
                ["labels"] = new JsonArray(),
            };
            return Text(issues[number].DeepClone(), StatusCodes.Status201Created);
        }
    }

    async Task<IResult> Change(string tag, int number, HttpContext http)
    {
        var wanted = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var issues = Of(tag).Issues;
        lock (issues)
        {
            issues[number]["state"] = (string?)wanted["state"];
            issues[number]["state_reason"] = (string?)wanted["state_reason"];
            return Text(issues[number].DeepClone());
        }
    }

    static IResult Text(JsonNode node, int status = StatusCodes.Status200OK) =>
        Results.Text(node.ToJsonString(), "application/json", statusCode: status);

    [GeneratedRegex("r[0-9]+x")]
    private static partial Regex Tag();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
