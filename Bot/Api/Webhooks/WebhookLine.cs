using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bot.Alerts.Forwarding;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>What a webhook makes of what it is sent.</summary>
public enum WebhookVerdict
{
    Taken,

    /// <summary>It may take this later; others it may take now.</summary>
    Later,

    /// <summary>It is not there, or wants to be left alone for a while.</summary>
    Away,

    /// <summary>It wants nothing any more.</summary>
    Gone,
}

/// <summary>What a webhook answered.</summary>
/// <param name="Verdict">What that means.</param>
/// <param name="Said">It in one sentence, for people.</param>
/// <param name="Pause">For how long it wants nothing; null where it does not say.</param>
public sealed record WebhookAnswer(WebhookVerdict Verdict, string Said, TimeSpan? Pause = null);

/// <summary>
/// The bot's line to webhooks: one request, signed by Standard Webhooks, one answer, in a time that is short. It goes nowhere in
/// the bot's own network, whatever a name is said to stand for just then, unless the configuration names the host.
/// </summary>
public sealed class WebhookLine : IDisposable
{
    const int LongestAnswer = 1024;

    readonly Database database;
    readonly WebhookSettings settings;
    readonly WebhookOptions options;
    readonly TimeProvider clock;
    readonly HttpClient http;

    public WebhookLine(Database database, WebhookSettings settings, WebhookOptions options, TimeProvider clock)
    {
        (this.database, this.settings, this.options, this.clock) = (database, settings, options, clock);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would look names up by itself.
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = Connect,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="address">Where to, and what signs it.</param>
    /// <param name="message">By which it is known when it comes again.</param>
    /// <param name="body">What is said, as JSON.</param>
    /// <param name="stop">Ends it, and whether it was taken is not known then.</param>
    public async Task<WebhookAnswer> Send(SealedAddress address, string message, string body, CancellationToken stop)
    {
        if (settings.Problem(address.Address) is { } problem) return new(WebhookVerdict.Later, problem);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(options.Waits.Patience);
        try
        {
            using var request = Request(address, message, Encoding.UTF8.GetBytes(body));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            var line = await DestinationLine.FirstLine(answer, LongestAnswer, end.Token);
            var heard = Answer.Of(answer.StatusCode, address.Without(line), DestinationLine.Pause(answer, database.WireNow));
            return new(VerdictOf(answer.StatusCode), heard.Said, heard.Pause);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            var seconds = options.Waits.Patience.TotalSeconds;
            return new(
                WebhookVerdict.Away, string.Create(CultureInfo.InvariantCulture, $"Nothing came within {seconds:0.#} s."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(WebhookVerdict.Away, Answer.None(address.Without((e.InnerException ?? e).Message)).Said);
        }
    }

    static WebhookVerdict VerdictOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => WebhookVerdict.Taken,
        410 => WebhookVerdict.Gone,
        429 or 503 => WebhookVerdict.Away,
        _ => WebhookVerdict.Later,
    };

    HttpRequestMessage Request(SealedAddress address, string message, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        // Whoever checks it has the real time, whatever time the workspace has.
        var seconds = database.WireNow / 1000;
        request.Headers.UserAgent.Add(DestinationLine.Agent);
        request.Headers.Add("webhook-id", message);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(
            ' ', address.OldAt(clock.GetUtcNow()).Select(old => old.Secret).Prepend(address.Secret)
                .Select(secret => WebhookBody.Signature(secret, message, seconds, body))));
        return request;
    }

    // Connected is to the very address that was looked at: a name that stands for another one a moment later misleads nobody.
    async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = await options.Resolve(host, stop);
        var allowed = settings.IsInside(host) ? found : Array.FindAll(found, PublicAddress.Is);
        if (allowed.Length == 0) throw new HttpRequestException(WebhookSettings.NotOutside(host));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => http.Dispose();
}
