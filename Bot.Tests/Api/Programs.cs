using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Sandbox;

namespace Bot.Tests.Api;

/// <summary>Tokens as an admin makes them, and programs that use them.</summary>
static partial class Programs
{
    public const string Reads = "Read what everybody here sees", Writes = "Write: incidents and follow-ups, in your name",
        Private = "Private incidents and requests that you see";

    /// <summary>Makes one through the forms and gives what is shown once.</summary>
    /// <param name="may">What it may; only read where nothing is said.</param>
    public static async Task<string> MakesToken(this Member admin, params string[] may)
    {
        if (admin.ModalOrNone is { } open) await open.CloseAll();
        await admin.Slash("/incident tokens");
        await admin.Modal.Submit();
        var form = admin.Modal.Fill("What it is for", "weekly dashboard");
        if (may.Length > 0 && !may.Contains(Reads)) form = form.Tick(Reads, on: false);
        foreach (var scope in may.Where(m => m != Reads)) form = form.Tick(scope);
        await form.Submit();
        var token = Shown(admin.Modal);
        await admin.Modal.CloseAll();
        return token!;
    }

    public static string? Shown(Modal modal) => Token().Match(modal.Text) is { Success: true } found ? found.Value : null;

    /// <summary>What the bot answers to a program.</summary>
    public static async Task<Answer> Asks(this Afternoon afternoon, string path, string? token, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(afternoon.Url, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return await Answer.Of(request);
    }

    /// <summary>The items of one page.</summary>
    public static async Task<List<JsonObject>> Lists(this Afternoon afternoon, string path, string token)
    {
        var answer = await afternoon.Asks(path, token);
        Assert.True(answer.Code == HttpStatusCode.OK, answer.Text);
        return [.. answer.Json["items"]!.AsArray().Select(item => item!.AsObject())];
    }

    [GeneratedRegex("dr_[0-9a-f]{40}")]
    private static partial Regex Token();
}

/// <summary>What was answered to a program.</summary>
sealed record Answer(HttpStatusCode Code, string? Type, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The sentence of a problem.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", Type);
            Assert.Equal((int)Code, (int)Json["status"]!);
            return (string)Json["detail"]!;
        }
    }

    public static async Task<Answer> Of(HttpRequestMessage request)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(
            response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }
}
