using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>What a destination got.</summary>
sealed record Got(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>A value by its path, as text; empty where there is none.</summary>
    public string this[params string[] path]
    {
        get
        {
            var at = Json;
            foreach (var name in path)
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return "";
            return at.ValueKind == JsonValueKind.Null ? "" : at.ToString();
        }
    }
}

/// <summary>
/// A web server that plays PagerDuty or somebody's webhook: it answers 202, or what it is told to answer first.
/// </summary>
sealed class FakeDestination : IAsyncDisposable
{
    readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    readonly ConcurrentQueue<Got> got = new();
    readonly WebApplication app;

    FakeDestination(int port)
    {
        app = Loopback.Site(port);
        app.MapFallback(Answer);
    }

    public IReadOnlyList<Got> All => [.. got];

    /// <summary>What PagerDuty was told to do, in this order.</summary>
    public string[] Actions => [.. got.Select(g => g["event_action"])];

    public string Url => $"{app.Urls.Single()}/v2/enqueue";

    public static async Task<FakeDestination> Start(int port = 0)
    {
        var fake = new FakeDestination(port);
        await fake.app.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public void Next(int status, string body = "", string? retryAfter = null) => answers.Enqueue(async call =>
    {
        call.Response.StatusCode = status;
        if (retryAfter is not null) call.Response.Headers.RetryAfter = retryAfter;
        if (status is >= 300 and < 400) call.Response.Headers.Location = "/elsewhere";
        await call.Response.WriteAsync(body);
    });

    /// <summary>It takes the next one and never answers.</summary>
    public void NextHangs() => answers.Enqueue(call => Task.Delay(Timeout.Infinite, call.RequestAborted));

    /// <summary>It answers the next one that only then.</summary>
    public void NextWaits(Task until, int status) => answers.Enqueue(async call =>
    {
        await until.WaitAsync(call.RequestAborted);
        call.Response.StatusCode = status;
    });

    /// <summary>It takes the next one, and what it says of it never ends.</summary>
    public void NextTalks() => answers.Enqueue(async call =>
    {
        await call.Response.WriteAsync("I have it, and");
        await call.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, call.RequestAborted);
    });

    async Task Answer(HttpContext call)
    {
        using var reader = new StreamReader(call.Request.Body);
        var body = await reader.ReadToEndAsync();
        got.Enqueue(new(
            call.Request.Path + call.Request.QueryString,
            call.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        if (answers.TryDequeue(out var answer))
        {
            await answer(call);
            return;
        }

        call.Response.StatusCode = 202;
        await call.Response.WriteAsync("""{"status":"success","message":"Event processed","dedup_key":"x"}""");
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task<IReadOnlyList<Got>> Gets(int count)
    {
        await Wait.Until(() => got.Count >= count);
        return All;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
