using System.Diagnostics;
using System.Net.Http.Headers;

namespace Bot.Sandbox;

/// <summary>
/// A large project of dbt: its manifest over HTTP into the running bot, with the most memory that this takes, and runs in which a
/// quarter of it fails, which are read, folded over it, judged and kept before they are answered.
/// </summary>
sealed class DbtBench(BenchRun run)
{
    const int Nodes = 20_000, Runs = 9;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public async Task<IReadOnlyList<BenchRow>> Run()
    {
        var project = new LargeProject(run.Size.Of(Nodes));
        await FilledStore.Make(run.Sqlite("dbt"));
        await using var slack = await BareSlack.Start();
        var port = Loopback.FreePort();
        await using var app = run.Bot.Start(slack.ApiUrl, run.Sqlite("dbt"), port);
        using var clients = new AlertClients();
        await slack.Connected();
        await clients.Until(PublishedBot.Intake(port));
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/v1/dbt/bench/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PublishedBot.Token);

        // Code that runs for the first time is no cost of a project.
        run.Progress.Say("dbt: warming up");
        var small = new LargeProject(100);
        await Send(http, HttpMethod.Put, "manifest?job=small&repository=small", small.Manifest());
        await Send(http, HttpMethod.Post, "run_results?job=small&repository=small", small.Run(0));

        var manifest = project.Manifest();
        run.Progress.Say($"dbt: a manifest of {Megabytes(manifest.Length):0} MB");
        var (read, memory) = await Read(app, http, manifest);
        var (first, more) = await Fail(http, project);
        var failures = $"{project.Failures:N0} failures of {project.Nodes:N0} nodes";
        return
        [
            new("dbt", $"manifest of {Megabytes(manifest.Length):0} MB, {project.Nodes:N0} nodes, s", read) { Limit = 5 },
            new("dbt", "most memory more meanwhile, MB", memory) { Limit = 150 },
            new("dbt", $"{failures}, the first run, ms", first) { Limit = 5000 },
            new("dbt", $"{failures}, each more, median ms", more) { Limit = 200 },
        ];
    }

    /// <summary>Seconds until it is kept, and by how many megabytes the bot grew at most meanwhile.</summary>
    static async Task<(double Seconds, double Memory)> Read(MeasuredApp app, HttpClient http, byte[] manifest)
    {
        var before = app.Resident;
        using var end = new CancellationTokenSource();
        var most = MostResident(app, end.Token);
        var took = await Send(http, HttpMethod.Put, "manifest?job=large&repository=large", manifest);
        await end.CancelAsync();
        return (took.TotalSeconds, Megabytes(Math.Max(0, await most - before)));
    }

    /// <summary>Milliseconds of the first run, and the median of those behind it, which find the project at hand.</summary>
    async Task<(double First, double More)> Fail(HttpClient http, LargeProject project)
    {
        var took = new List<double>();
        for (var nth = 0; nth <= run.Size.Of(Runs); nth++)
        {
            run.Progress.Say($"dbt: run {nth} of {Runs} in which a quarter fails");
            var answered = await Send(http, HttpMethod.Post, "run_results?job=large&repository=large", project.Run(nth));
            took.Add(answered.TotalMilliseconds);
        }

        return (took[0], took.Skip(1).Order().ElementAt((took.Count - 1) / 2));
    }

    static double Megabytes(long bytes) => bytes / 1e6;

    static async Task<TimeSpan> Send(HttpClient http, HttpMethod method, string to, byte[] body)
    {
        using var request = new HttpRequestMessage(method, to) { Content = new ByteArrayContent(body) };
        var watch = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request);
        var took = watch.Elapsed;
        if (answer.IsSuccessStatusCode) return took;
        var said = await answer.Content.ReadAsStringAsync();
        throw new SandboxException($"{to} was answered {(int)answer.StatusCode}: {said[..Math.Min(200, said.Length)]}");
    }

    static async Task<long> MostResident(MeasuredApp app, CancellationToken stop)
    {
        var most = app.Resident;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Look, CancellationToken.None);
            most = Math.Max(most, app.Resident);
        }

        return most;
    }
}
