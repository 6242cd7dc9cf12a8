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

        /// <summary>Processor time of the program for each, in milliseconds.</summary>
        public double CpuOfOne => Cpu.TotalMilliseconds / Count;
    }

    /// <summary>Posts distinct alerts; an answer that is no success throws.</summary>
    /// <param name="app">Whose processor time counts.</param>
    /// <param name="to">Where to.</param>
    /// <param name="clients">How many at once.</param>
    /// <param name="count">How many in all.</param>
    /// <param name="body">The body of the n-th.</param>
    public async Task<Outcome> Post(MeasuredApp app, Uri to, int clients, int count, Func<long, string> body)
    {
        var (left, cpu, watch) = (count, app.Cpu, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await One(to, body(Interlocked.Increment(ref made)));
        })));
        return new(count, watch.Elapsed, app.Cpu - cpu);
    }

    async Task One(Uri to, string body)
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

    /// <summary>Waits until somebody answers there.</summary>
    public async Task Until(Uri address)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(address);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                // It has not opened its port yet.
            }

            if (tries >= 300) throw new SandboxException($"{address} did not answer within 30 s.");
            await Task.Delay(100);
        }
    }

    public static string Alert(long n) =>
        $$$"""{"title":"orders_{{{n}}} failed","status":"firing","deduplication_key":"k{{{n}}}","metadata":{"branch":"main"}}""";

    public void Dispose() => http.Dispose();
}
