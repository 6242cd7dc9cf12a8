using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Bot.Sandbox.Page.Tools;
using Bot.Sandbox.Seed;

namespace Bot.Sandbox.Chaos;

/// <summary>CI and dbt, which send what they have again and again until they hear 202, and now and then once more.</summary>
sealed class ChaosSenders : IDisposable
{
    readonly ChaosScene scene;
    readonly CancellationToken stop;
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(4) };
    int sent;

    public ChaosSenders(ChaosScene scene, CancellationToken stop)
    {
        (this.scene, this.stop) = (scene, stop);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BotProcessOptions.SampleToken);
    }

    public async Task<bool> Fails(int n)
    {
        var alert = new Alerted($"job_{scene.Tag}_n{n} failed", $"job_{scene.Tag}_n{n}", IsFelt: n % 2 == 0);
        scene.Deeds.Alerted.Enqueue(alert);
        await Send(alert, "firing");
        // A sender that heard nothing sends the same again; so does one that is called twice.
        if (n % 3 == 0) await Send(alert, "firing");
        return true;
    }

    public async Task<bool> FailsAgain(int n)
    {
        if (Some(n) is not { } alert) return false;
        await Send(alert, "firing");
        return true;
    }

    public async Task<bool> Recovers(int n)
    {
        if (Some(n) is not { } alert) return false;
        await Send(alert, "resolved");
        return true;
    }

    public async Task<bool> Dbt(int n)
    {
        var body = DbtSample.Run(n % 2 == 0 ? "error stg_orders" : "success stg_orders", "warn not_null_orders_customer_id");
        await Post(CiAlert.OfDbt, CiAlert.At(body, scene.Clock.GetUtcNow()));
        return true;
    }

    /// <summary>Somebody closes an issue there, which GitHub delivers, and now and then once more.</summary>
    public async Task<bool> ClosesIssue(int n)
    {
        var open = scene.Told.Issues.Values.Where(i => (string?)i["state"] == "open").ToList();
        if (open.Count == 0) return false;
        var issue = open[n % open.Count];
        string body;
        lock (scene.Told.Issues)
        {
            (issue["state"], issue["state_reason"]) = ("closed", "completed");
            (issue["updated_at"], issue["closed_at"]) = ("2026-03-05T10:00:00Z", "2026-03-05T10:00:00Z");
            body = Json.Write(new JsonObject
            {
                ["action"] = "closed",
                ["issue"] = issue.DeepClone(),
                ["repository"] = new JsonObject { ["id"] = 7, ["full_name"] = Elsewhere.Repository },
            });
        }

        for (var times = n % 2; times < 2; times++) await Post(GitHubSample.Path, body, GitHubSample.Headers("issues", body));
        scene.Deeds.ClosedIssues.Enqueue((string)issue["title"]!);
        return true;
    }

    async Task Send(Alerted alert, string status)
    {
        await Post(
            SampleAlert.Path,
            SeedAlert.Body(
                alert.Key, "It ended with code 1", status, impact: alert.IsFelt ? "customer-facing" : "internal",
                run: string.Create(CultureInfo.InvariantCulture, $"/{Interlocked.Increment(ref sent)}")));
        Interlocked.Increment(ref alert.Taken);
    }

    async Task Post(string path, string body, IReadOnlyList<(string Name, string Value)>? headers = null)
    {
        for (var n = 0; !await Taken(scene.Bots[n % scene.Bots.Count], path, body, headers ?? []); n++)
            await Task.Delay(150, stop);
    }

    async Task<bool> Taken(BotProcess bot, string path, string body, IReadOnlyList<(string Name, string Value)> headers)
    {
        try
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            foreach (var (name, value) in headers) content.Headers.Add(name, value);
            using var response = await http.PostAsync(new Uri(bot.Intake, path), content, stop);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    Alerted? Some(int n)
    {
        var all = scene.Deeds.Alerted.ToList();
        return all.Count == 0 ? null : all[n % all.Count];
    }

    public void Dispose() => http.Dispose();
}
