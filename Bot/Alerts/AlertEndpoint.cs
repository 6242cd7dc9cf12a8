using System.Text;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>
/// <c>POST /v2/alert_events/http/{source}</c>, as incident.io's alert events API has it, and <c>/v1/alertmanager/{source}</c>:
/// whoever has the source's token is answered 202 once the alert is on disk, whatever the body holds.
/// </summary>
public sealed class AlertEndpoint(KnownSources sources, ReceiveAlert receive, AlertLog log, BotCommands commands)
{
    // Few senders wait for more than five seconds.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4.5);

    public Task<IResult> Post(string source, HttpContext http) => Take(source, http, "docs/ci");

    public Task<IResult> PostListed(string source, HttpContext http) =>
        Take(source, http, "“Alertmanager” and “Grafana” in docs/alerts.md");

    async Task<IResult> Take(string source, HttpContext http, string docs) =>
        Sender(source, http.Request) is not { } known ? Refused(http.Response)
        : await Keep(known, (await SentBody.Of(http)).Read(known, AlertBody.Read, SentBody.HowTo(docs)), Accepted, http);

    /// <summary>Answers once what was heard is on disk, or says that it could not be kept.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="heard">What was heard.</param>
    /// <param name="answer">What is answered of what was kept.</param>
    /// <param name="http">The request.</param>
    /// <param name="beside">What is written with it.</param>
    internal Task<IResult> Keep(
        string source, IReadOnlyList<Heard> heard, Func<IReadOnlyList<(Alert Alert, Outcome Outcome)>, IResult> answer,
        HttpContext http, Action<Tx>? beside = null) => OrUnkept(source, http, async () =>
        {
            Handling.Begin(Patience);
            return answer(await receive.Receive(tx =>
            {
                beside?.Invoke(tx);
                return [.. heard.Select(h => (Earlier.Judged(tx, h), h.Body))];
            }));
        });

    /// <summary>Does what needs the database; where that fails, the sender is told to send it again.</summary>
    internal async Task<IResult> OrUnkept(string source, HttpContext http, Func<Task<IResult>> keep)
    {
        try
        {
            return await keep();
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            log.Unkept(source, e);
            return Answer(503, new
            {
                status = "error",
                message = "The alert could not be kept: the bot could not write to its database. Send it again.",
            });
        }
    }

    /// <summary>The source by its own name, where a request has its token; else null.</summary>
    internal string? Sender(string source, HttpRequest request) =>
        // In the address too, where a sender can set no header; it is written nowhere.
        sources.Authenticate(source, Tokens(request));

    /// <summary>
    /// What may be the token: behind Bearer or Token, or alone, quoted or not; of Basic the password or the name, as senders have
    /// it that take an address with a name in it; and what the address itself holds. A proxy adds a header of its own, or puts
    /// both into one.
    /// </summary>
    static IEnumerable<string?> Tokens(HttpRequest request)
    {
        foreach (var header in request.Headers.Authorization.OfType<string>().SelectMany(h => h.Split(',').Prepend(h)).Distinct()
            .Take(MostHeaders))
            foreach (var token in header.Split((char[]?)null, 2, Tidy) switch
            {
                [var alone] => [alone],
                [var scheme, var sent] when scheme.ToUpperInvariant() is "BASIC" => Pair(sent),
                [var scheme, var sent] when scheme.ToUpperInvariant() is "BEARER" or "TOKEN" => [sent],
                _ => [],
            })
                yield return token.Trim().Trim('"', '\'').Trim();
        yield return request.Query["token"].ToString().Trim();
    }

    const int MostHeaders = 10;
    const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    static IEnumerable<string> Pair(string basic)
    {
        var bytes = new byte[basic.Length];
        return Convert.TryFromBase64String(basic, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2).Reverse() : [];
    }

    internal IResult Refused(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "Bearer";
        return Answer(401, new
        {
            status = "error",
            message = $"This source and this token do not go together. An admin makes sources and tokens in Slack "
                + $"({commands.Incident} sources), or sets Intake__Tokens__<source> of the bot. Send the token as "
                + "Authorization: Bearer <token>.",
        });
    }

    internal static IResult Accepted(IReadOnlyList<(Alert Alert, Outcome Outcome)> kept) => Accepted(kept, 202);

    internal static IResult Accepted(IReadOnlyList<(Alert Alert, Outcome Outcome)> kept, int code)
    {
        var each = kept.Select(k => new { deduplication_key = k.Alert.DeduplicationKey, reason = k.Outcome.Reason }).ToList();
        var (status, message) = ("success", "Event accepted for processing");
        return each is [var only]
            ? Answer(code, new { status, message, only.deduplication_key, only.reason })
            : Answer(code, new { status, message, each[0].deduplication_key, each[0].reason, alerts = each });
    }

    internal static IResult Answer(int code, object body) => Results.Json(body, statusCode: code);
}
