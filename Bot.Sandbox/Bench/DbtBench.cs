using System.Diagnostics;
using System.Net.Http.Headers;
using Bot.Alerts.Dbt;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Sandbox;

/// <summary>
/// A large project of dbt: its manifest over HTTP into the running bot, with the most memory that this takes, and runs in which a
/// quarter of it fails, which are folded over it.
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
        var (read, memory, readCpu) = await Read(app, http, manifest);
        var (answered, cpu) = await Fail(app, http, project);
        var failures = $"{project.Failures:N0} failures";
        return
        [
            new("dbt", $"manifest of {Megabytes(manifest.Length):0} MB, {project.Nodes:N0} nodes, s", read)
            {
                Cpu = readCpu,
                Limit = 5,
            },
            new("dbt", "most memory more meanwhile, MB", memory) { Limit = 150 },
            new("dbt", $"{failures} folded over it, median ms", await Fold(manifest, project.Run(0))) { Limit = 200 },
            new("dbt", $"a run with {failures} answered, median s", answered) { Cpu = cpu, Limit = 5 },
        ];
    }

    /// <summary>Until it is kept, and by how many megabytes the bot grew at most meanwhile.</summary>
    static async Task<(double Seconds, double Memory, double Cpu)> Read(MeasuredApp app, HttpClient http, byte[] manifest)
    {
        var (before, cpu) = (app.Resident, app.Cpu);
        using var end = new CancellationTokenSource();
        var most = MostResident(app, end.Token);
        var took = await Send(http, HttpMethod.Put, "manifest?job=large&repository=large", manifest);
        await end.CancelAsync();
        return (took.TotalSeconds, Megabytes(Math.Max(0, await most - before)), (app.Cpu - cpu).TotalMilliseconds);
    }

    /// <summary>What a run is answered after that is read, folded, judged and kept.</summary>
    async Task<(double Seconds, double Cpu)> Fail(MeasuredApp app, HttpClient http, LargeProject project)
    {
        var (took, cpu, runs) = (new List<double>(), app.Cpu, run.Size.Of(Runs));
        for (var nth = 0; nth < runs; nth++)
        {
            run.Progress.Say($"dbt: run {nth + 1} of {runs} in which a quarter fails");
            var answered = await Send(http, HttpMethod.Post, "run_results?job=large&repository=large", project.Run(nth));
            took.Add(answered.TotalSeconds);
        }

        return (Median(took), (app.Cpu - cpu).TotalMilliseconds / runs);
    }

    /// <summary>The bot's own code by this process, as of a whole answer it is a small part.</summary>
    static async Task<double> Fold(byte[] manifest, byte[] failures)
    {
        using var stream = new MemoryStream(manifest);
        var graph = (await ReadManifest.From(stream, CancellationToken.None)).Graph;
        var results = ((Artifact.Run)ReadArtifact.Of(failures)).Said.Results;
        var took = new List<double>();
        for (var nth = 0; nth < Runs; nth++)
        {
            var watch = Stopwatch.StartNew();
            var causes = DbtCauses.Of(results, graph);
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (causes.Count == 0) throw new SandboxException("Nothing was folded.");
        }

        return Median(took);
    }

    static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

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
