using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>How the model answers.</summary>
public enum ModelMode
{
    /// <summary>With a summary made of the words that it was given, each under the id of its source.</summary>
    Success,

    /// <summary>It declines.</summary>
    Refusal,

    /// <summary>Not before whoever asked has given up.</summary>
    Slow,

    /// <summary>With what is no summary.</summary>
    Garbage,

    /// <summary>With sentences that rest on what nobody said.</summary>
    Invented,

    /// <summary>With a summary that it has thought about aloud, fenced and decorated.</summary>
    Wrapped,

    /// <summary>With an error of the server.</summary>
    Broken,
}

/// <summary>A server that speaks as OpenAI's does, on loopback, and plays the model behind it.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    public const string Model = "sandbox", Key = "sk-of-the-sandbox";

    const int MostOfPart = 6;

    // About four letters a token, as such servers count.
    const int Letters = 4;

    readonly ConcurrentQueue<JsonNode> asked = new();
    readonly TaskCompletionSource closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly WebApplication app;

    ModelServer(ModelMode mode)
    {
        Mode = mode;
        app = Loopback.Site();
        app.MapPost("/v1/chat/completions", Complete);
    }

    public ModelMode Mode { get; set; }

    /// <summary>What it says instead of each sentence; null where it repeats what it was given.</summary>
    public string? Says { get; set; }

    /// <summary>What it was asked, the first first.</summary>
    public IReadOnlyList<JsonNode> Asked => [.. asked];

    /// <summary>What is set as the bot's endpoint.</summary>
    public string Endpoint => $"{app.Urls.First()}/v1";

    public static async Task<ModelServer> Start(ModelMode mode = ModelMode.Success)
    {
        var server = new ModelServer(mode);
        await server.app.StartAsync();
        return server;
    }

    async Task Complete(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        asked.Enqueue(body);
        if (http.Request.Headers.Authorization != $"Bearer {Key}")
        {
            await Refuse(http, 401, $"Incorrect API key provided: {http.Request.Headers.Authorization}");
            return;
        }

        if (Mode == ModelMode.Slow) await Task.WhenAny(closing.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
        if (Mode == ModelMode.Broken) await Refuse(http, 500, $"The server had an error. The key was {Key}.");
        else await http.Response.WriteAsJsonAsync(Answer(Message(body), body), http.RequestAborted);
    }

    static Task Refuse(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { message, type = "error" } });
    }

    JsonObject Message(JsonNode asked) => Mode switch
    {
        ModelMode.Refusal => new() { ["role"] = "assistant", ["content"] = null, ["refusal"] = "I cannot help with that." },
        ModelMode.Garbage => Said("Sure! Here is the summary: everything <!channel> is fine. {\"sentences\": [{"),
        ModelMode.Wrapped => Said(
            $"<think>They want {{one}}.</think>\nHere it is:\n```json\n{Summary(asked)}\n```\nAnything else?"),
        _ => Said(Summary(asked).ToJsonString()),
    };

    static JsonObject Said(string text) => new() { ["role"] = "assistant", ["content"] = text, ["refusal"] = null };

    /// <summary>What the first lines say is the problem, what the last ones say are the steps.</summary>
    JsonObject Summary(JsonNode asked)
    {
        var lines = Lines(asked);
        var isPostmortem = asked.ToJsonString().Contains("postmortem", StringComparison.Ordinal);
        var rest = lines.Skip(1).ToList();
        IEnumerable<(string Part, JsonNode Line)> written =
        [
            .. lines.Take(1).Select(l => (isPostmortem ? "summary" : "problem", l)), .. rest.Take(1).Select(l => ("causes", l)),
            .. rest.TakeLast(MostOfPart).Select(l => (isPostmortem ? "well" : "steps", l)),
        ];
        return new()
        {
            ["sentences"] = new JsonArray([.. written.Select((w, nth) => (JsonNode)new JsonObject
            {
                ["part"] = Mode == ModelMode.Wrapped ? $"**{w.Part}:**" : w.Part,
                ["text"] = Says ?? (string?)w.Line["text"],
                ["source"] = Mode switch
                {
                    ModelMode.Invented => $"s{900 + nth}",
                    ModelMode.Wrapped => $"[{w.Line["id"]}]",
                    _ => (string?)w.Line["id"],
                },
            })]),
        };
    }

    /// <summary>The lines of data of a request, each an object with an id.</summary>
    public static IReadOnlyList<JsonNode> Lines(JsonNode asked) =>
    [
        .. Text(asked).Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!)
            .Where(line => line["id"] is not null),
    ];

    /// <summary>The data of a request; the text of a message stands there as it is, or in parts.</summary>
    public static string Text(JsonNode asked) => asked["messages"]!.AsArray()[^1]!["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(part => (string?)part?["text"])),
        var text => (string?)text ?? "",
    };

    static JsonObject Answer(JsonObject message, JsonNode asked) => new()
    {
        ["id"] = "chatcmpl-sandbox",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = Model,
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = message,
            ["logprobs"] = null,
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = Text(asked).Length / Letters,
            ["completion_tokens"] = 1,
            ["total_tokens"] = (Text(asked).Length / Letters) + 1,
        },
    };

    public async ValueTask DisposeAsync()
    {
        closing.TrySetResult();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
