using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Sandbox;
using Bot.Summaries;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Summaries;

/// <summary>An incident that Ana leads on a Tuesday, and what a summary of it shows.</summary>
static partial class SummaryActs
{
    public const string Channel = "#inc-1-orders-failed";

    /// <summary>Those who are in its channel from the beginning, beside Ana.</summary>
    public static readonly string[] People = ["ben", "chloe", "dev", "finn"];

    /// <param name="model">A server that plays a model; null where drafts are composed.</param>
    /// <param name="patience">How long a draft waits for it.</param>
    /// <param name="title">Of the alert that opens it.</param>
    /// <param name="github">With what GitHub signs; null where it delivers nothing.</param>
    /// <param name="manifest">Of the app, where it is another.</param>
    public static async Task<Afternoon> Begin(
        ModelServer? model = null, TimeSpan? patience = null, string title = "orders failed",
        string? github = null, string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(
            manifest: manifest,
            settings: github is null ? null : new() { ["GITHUB_WEBHOOK_SECRET"] = github },
            services: model is null ? null : services => services.AddSingleton(new AiSettings
            {
                Endpoint = new(model.Endpoint),
                Model = ModelServer.Model,
                ApiKey = ModelServer.Key,
                Patience = patience ?? TimeSpan.FromSeconds(20),
            }));
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(Failed(title));
        await afternoon.Ana.Messages(Place(afternoon)).First(m => m.Buttons.Contains("I'm on it")).Click("I'm on it");
        foreach (var person in People) await afternoon.Workspace.Member(person).Joins(Place(afternoon));
        return afternoon;
    }

    public static object Failed(string title, string? description = null, string? commit = null, string key = "orders") => new
    {
        title,
        description,
        status = "firing",
        deduplication_key = key,
        metadata = new { job = "orders", branch = "main", commit_message = commit },
    };

    /// <summary>The channel of the only incident.</summary>
    public static string Place(Afternoon afternoon) => afternoon.Ana.Messages()
        .First(m => m.Channel.StartsWith("#inc-1-", StringComparison.Ordinal)).Channel;

    public static SeenMessage Card(this Afternoon afternoon) =>
        Assert.Single(afternoon.Ana.Messages(Place(afternoon)), m => m.IsPinned);

    public static async Task Updates(this Member who, string text)
    {
        await who.Slash("/incident update 1");
        await who.Modal.Fill("What is new", text).Submit();
    }

    /// <summary>Asks for a draft and reads it.</summary>
    public static async Task<Modal> Summarises(this Member who)
    {
        await who.Slash("/incident summary 1");
        return who.Modal;
    }

    public static async Task Resolves(this Member who, string fix = "a retry")
    {
        await who.Slash($"/incident resolve 1 {fix}");
        if (who.Modal.Text.Contains("Still firing", StringComparison.Ordinal))
            await who.Modal.Tick("Yes, the alert is wrong or comes late");
        await who.Modal.Submit();
    }

    /// <summary>What of a message, or of a modal, becomes a link or a mention, whoever wrote it.</summary>
    public static IEnumerable<string> Live(JsonElement blocks) =>
        from text in Texts(blocks)
        from token in Token().Matches(text)
        select token.Value;

    static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("mrkdwn") =>
            [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    /// <summary>The texts in which bare words could become links and mentions as well.</summary>
    public static IEnumerable<string> Bare(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Bare),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueEquals("mrkdwn") =>
            json.TryGetProperty("verbatim", out var verbatim) && verbatim.GetBoolean() ? []
                : [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Bare(member.Value)),
        _ => [],
    };

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Token();
}
