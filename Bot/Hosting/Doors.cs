using Bot.Slack;
using Microsoft.AspNetCore.Authorization;

namespace Bot.Hosting;

/// <summary>
/// What all that is asked over HTTP has in common: it is answered within the time that those who ask wait, with 503 and when to
/// ask again where the database is away or says nothing.
/// </summary>
public sealed class Doors(ILogger<Doors> log)
{
    const string AskAgainAfter = "10", Away = "The bot cannot use its database just now. Ask again in ten seconds.";

    // Few that ask wait for more than five seconds.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4), Second = TimeSpan.FromSeconds(1);

    long said;

    public async Task Serve(HttpContext http, RequestDelegate next)
    {
        var response = http.Response;
        response.OnStarting(() =>
        {
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = AskAgainAfter;
            return Task.CompletedTask;
        });
        // Where it goes is found out further inside.
        Handling.Begin(Patience, inAll: true, () => Route(http));
        try
        {
            await next(http);
        }
        catch (UnkeptException e) when (!response.HasStarted)
        {
            Say(http, e);
            response.Clear();
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            // Whoever reads with a token has all that goes wrong as problem details.
            if (http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
                await response.WriteAsync(Away, http.RequestAborted);
            else
                await Results.Problem(Away, statusCode: response.StatusCode).ExecuteAsync(http);
        }
    }

    /// <summary>Once a second: whoever asks again and again must not fill the log.</summary>
    void Say(HttpContext http, UnkeptException error)
    {
        var route = Route(http);
        if (!error.IsAway) log.LogError(error, "{Route} could not be answered", route);
        else if (IsTime())
            log.LogWarning("{Route} could not be answered: {Reason}", route, error.Message);
    }

    // The address itself may hold a secret.
    static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    bool IsTime()
    {
        var (now, last) = (TimeProvider.System.GetTimestamp(), Volatile.Read(ref said));
        return (last == 0 || TimeProvider.System.GetElapsedTime(last, now) > Second)
            && Interlocked.CompareExchange(ref said, now, last) == last;
    }
}
