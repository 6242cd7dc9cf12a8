using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Bot.Sandbox;

/// <summary>Clients that post alerts, each the next as soon as the last is answered.</summary>
sealed class AlertClients : IDisposable
{
    static long made;

    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1024 });

    /// <summary>What they posted came to.</summary>
    public sealed record Outcome(int Count, TimeSpan Took, TimeSpan Cpu)
    {
        public double ASecond => Count / Took.TotalSeconds;

        /// <summary>Processor time of the programs for each, in milliseconds.</summary>
        public double CpuOfOne => Cpu.TotalMilliseconds / Count;

        public static Outcome operator +(Outcome one, Outcome other) =>
            new(one.Count + other.Count, one.Took + other.Took, one.Cpu + other.Cpu);
    }

    /// <summary>Posts distinct alerts; an answer that is no success throws.</summary>
    /// <param name="apps">Those whose processor time counts.</param>
    /// <param name="to">Where to, in turns.</param>
    /// <param name="clients">How many at once.</param>
    /// <param name="count">How many in all.</param>
    /// <param name="body">The body of the n-th.</param>
    public async Task<Outcome> Post(
        IReadOnlyList<MeasuredApp> apps, IReadOnlyList<Uri> to, int clients, int count, Func<long, string> body)
    {
        var (left, cpu, watch) = (count, MeasuredApp.CpuOf(apps), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await One(to[client % to.Count], body(Interlocked.Increment(ref made)));
        })));
        return new(count, watch.Elapsed, MeasuredApp.CpuOf(apps) - cpu);
    }

    /// <summary>Posts one alert.</summary>
    public async Task One(Uri to, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PublishedBot.Token);
        using var answer = await http.SendAsync(request);
        if (answer.IsSuccessStatusCode) return;
        var said = await answer.Content.ReadAsStringAsync();
        throw new SandboxException($"{to} answered {(int)answer.StatusCode}: {said[..Math.Min(200, said.Length)]}");
    }

    /// <summary>Waits until somebody answers at a path of that server.</summary>
    public async Task Until(Uri server, string path = "health/live")
    {
        var (address, watch) = (new Uri(new Uri(server.GetLeftPart(UriPartial.Authority)), path), Stopwatch.StartNew());
        while (watch.Elapsed < BenchRun.Patience)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It has not opened its port yet.
            }

            await Task.Delay(100);
        }

        throw new SandboxException($"{address} did not answer within {BenchRun.Patience.TotalSeconds} s.");
    }

    public static string Alert(long n) => Named($"k{n}");

    /// <summary>An alert of a key.</summary>
    public static string Named(string key) =>
        $$$"""
        {"title":"orders_{{{key}}} failed","status":"firing","deduplication_key":"{{{key}}}","metadata":{"branch":"main"}}
        """;

    public void Dispose() => http.Dispose();
}
