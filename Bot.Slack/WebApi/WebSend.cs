using System.Net;

namespace Bot.Slack;

/// <summary>Sends one request once and judges how it ended.</summary>
sealed class WebSend(SlackOptions options) : IDisposable
{
    static readonly TimeSpan UnnamedPause = TimeSpan.FromSeconds(5);

    readonly HttpClient http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = options.ConnectTimeout,
        // What is traced here is nothing to Slack.
        ActivityHeadersPropagator = null,
        UseProxy = !options.ApiUrl.IsLoopback,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<WebReply<T>> Send<T>(
        HttpRequestMessage request, Func<byte[], T?> read, CancellationToken stop) where T : SlackResponse
    {
        using var timeout = new CancellationTokenSource(options.CallTimeout, options.WireTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await Judge(response, read, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            // Only the connect timeout of the handler carries a TimeoutException: nothing was sent then.
            return Trouble<T>("no answer in time", e.InnerException is not TimeoutException, e);
        }
        catch (HttpRequestException e)
        {
            return Trouble<T>(e.Message, !NothingSent(e), e);
        }
        catch (IOException e)
        {
            return Trouble<T>(e.Message, true, e);
        }
    }

    static async Task<WebReply<T>> Judge<T>(
        HttpResponseMessage response, Func<byte[], T?> read, CancellationToken stop) where T : SlackResponse
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return new() { Pause = RetryAfter(response) };
        if ((int)response.StatusCode >= 500) return Trouble<T>($"HTTP {(int)response.StatusCode}", true);
        var body = await response.Content.ReadAsByteArrayAsync(stop);
        return read(body) is { } answer ? Judge(answer, response)
            : Trouble<T>($"HTTP {(int)response.StatusCode} with something that is not Slack's JSON", true);
    }

    static WebReply<T> Judge<T>(T answer, HttpResponseMessage response) where T : SlackResponse => answer switch
    {
        { Ok: true } => new() { Answer = answer, Headers = response.Headers },
        { Error: { } error } when SlackException.IsTooMany(error) => new() { Pause = RetryAfter(response) },
        { Error: { } error } when SlackException.IsTransientTrouble(error) => Trouble<T>(error, true),
        _ => new() { Answer = answer, Headers = response.Headers },
    };

    static TimeSpan RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta ?? UnnamedPause;

    static bool NothingSent(HttpRequestException e) => e.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    static WebReply<T> Trouble<T>(string trouble, bool mayHaveHappened, Exception? cause = null) where T : SlackResponse =>
        new() { Trouble = trouble, MayHaveHappened = mayHaveHappened, Cause = cause };

    public void Dispose() => http.Dispose();
}
