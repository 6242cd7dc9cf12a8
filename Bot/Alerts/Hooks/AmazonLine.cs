using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bot.Alerts.Hooks;

/// <summary>The bot's line to Amazon SNS: it gets certificates, and confirms subscriptions.</summary>
public sealed class AmazonLine(HttpMessageHandler handler) : IDisposable
{
    const int MostCertificates = 20, LongestAnswer = 64 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly HttpClient http = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
    readonly ConcurrentDictionary<string, X509Certificate2> known = new();

    // What anybody could make the bot ask for is asked for one after the other.
    readonly SemaphoreSlim atOnce = new(2);

    public static AmazonLine Open() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The certificate at an address; null where it cannot be had now.</summary>
    public async Task<X509Certificate2?> Certificate(Uri url, CancellationToken stop)
    {
        if (known.TryGetValue(url.AbsoluteUri, out var certificate)) return certificate;
        if (await Get(url, stop) is not { } pem) return null;
        try
        {
            certificate = X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (known.Count >= MostCertificates) known.Clear();
        return known.GetOrAdd(url.AbsoluteUri, certificate);
    }

    /// <summary>Whether Amazon has taken the confirmation.</summary>
    public async Task<bool> Confirm(Uri url, CancellationToken stop) => await Get(url, stop) is not null;

    async Task<string?> Get(Uri url, CancellationToken stop)
    {
        if (!await atOnce.WaitAsync(Patience, stop)) return null;
        try
        {
            using var answer = await http.GetAsync(url, stop);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(stop) : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            atOnce.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        atOnce.Dispose();
        foreach (var certificate in known.Values) certificate.Dispose();
    }
}
