using System.Security.Cryptography;
using System.Text;
using Bot.Alerts.Intake;
using Bot.Alerts.Senders;
using Bot.Incidents;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Alerts.Hooks;

/// <summary>
/// <c>POST /v1/hooks/{source}</c>: whatever JSON somebody sends who has the source's token, or whose signature is right. Answered
/// 202 once it is on disk, with what was decided and why.
/// </summary>
sealed class HookEndpoint(
    KnownSources sources, HookSettings settings, AlertEndpoint alerts, SnsSignature signature, AmazonLine amazon,
    Database database, BotCommands commands)
{
    // What may be read of somebody who is not known yet.
    const int MostOfAnybody = 2 * AlertBody.MaxLength;
    const string SentrySignature = "Sentry-Hook-Signature", SentryResource = "Sentry-Hook-Resource";

    const string Confirmed = "The subscription is confirmed: the topic is heard.";

    const string WrongSignature =
        "This signature is not right. Give the bot the client secret of the integration, in Slack or as "
            + "Intake__Secrets__<source>, or set Intake__Topics__<source> to the ARN of the topic.";

    public void Map(IEndpointRouteBuilder http) =>
        http.MapPost("/v1/hooks/{source}", (string source, HttpContext c) => Post(source, c));

    async Task<IResult> Post(string source, HttpContext http)
    {
        var token = alerts.Sender(source, http.Request);
        var (signer, secret) = sources.Signer(source);
        var topics = settings.Of(source);
        var isSigned = http.Request.Headers.ContainsKey(SentrySignature)
            && signer is { Secret: not null } or { LostItsSecret: true };
        if (token is null && !isSigned && topics is null) return alerts.Refused(http.Response);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        var body = await SentBody.Of(http, hash, token is null ? MostOfAnybody : long.MaxValue);
        var isRight = Signature.IsAmong(http.Request.Headers[SentrySignature].OfType<string>(), hash.GetHashAndReset());
        var signing = isSigned ? sources.Judged(signer, isRight) : null;
        if (isSigned && signing is null) return Wrong();
        var known = signing ?? token;
        var sns = Envelope(body);
        return sns is not null && topics is not null ? await OfTopic(topics.Value, sns, body, http)
            : known is null ? alerts.Refused(http.Response)
            : sns is { IsNotification: false }
                ? await Keep(known, http, new(Unknown(sns, known), ReadHook.BySns, body.Packed.Bytes))
            : await Keep(known, body, http);
    }

    static SnsMessage? Envelope(SentBody body) =>
        body.Packed is { IsWhole: true, Problem: null, Bytes: var bytes }
        && AlertBody.Readings(bytes, body.Charset) is [{ Value: { } json }] ? SnsMessage.Of(json) : null;

    async Task<IResult> OfTopic(
        (string Name, IReadOnlySet<string> Arns) topics, SnsMessage message, SentBody body, HttpContext http)
    {
        if (!topics.Arns.Contains(message.TopicArn)) return Wrong();
        switch (await signature.Check(message, http.RequestAborted))
        {
            case SnsSignature.Answer.Wrong: return Wrong();
            case SnsSignature.Answer.Unknown:
                return AlertEndpoint.Answer(503, new
                {
                    status = "error",
                    message = "The certificate of this signature could not be had from Amazon. Send it again.",
                });
            default: break;
        }

        if (!message.IsConfirmation) return await Keep(topics.Name, body, http);
        var isTaken = message.Confirmation is { } url && await amazon.Confirm(url, http.RequestAborted);
        var alert = message.Alert(topics.Name);
        List<Heard> heard =
        [
            new(alert with { OfNoInterest = isTaken ? Confirmed : null }, body.Packed.Bytes)
            {
                Delivery = isTaken ? message.MessageId : null,
            },
        ];
        var answer = await Keep(topics.Name, http, new(heard, ReadHook.BySns, body.Packed.Bytes));
        // Amazon tries again.
        return isTaken ? answer : AlertEndpoint.Answer(503, new
        {
            status = "error",
            message = "Amazon did not take the confirmation of this subscription. Send it again.",
        });
    }

    /// <summary>What to do where somebody who is known sends a topic that is not.</summary>
    static List<Heard> Unknown(SnsMessage message, string source)
    {
        var alert = message.Alert(source);
        return
        [
            new(alert with
            {
                Description = $"{alert.Description}\nThe bot confirms nothing that it was not told of: set "
                    + $"Intake__Topics__{source} to this ARN, start it again, and request the confirmation once more.",
            }, Encoding.UTF8.GetBytes(message.Json.ToJsonString()))
            { Delivery = message.MessageId },
        ];
    }

    Task<IResult> Keep(string source, SentBody body, HttpContext http) => alerts.OrUnkept(source, http, () =>
    {
        var reader = database.Read(db => HookStore.Reader(db, source));
        HookReading? read = null;
        var heard = body.Read(
            source,
            (known, whole, charset) => (read = ReadHook.Of(known, whole, charset, reader, Delivery(http.Request))).Heard,
            $"An admin says how it is read: `{commands.Incident} {Verbs.Hooks}`.");
        read = read is null ? new(heard, ReadHook.ByNobody, body.Packed.Bytes) : read with { Heard = heard };
        var isPersonal = read.By == ReadHook.ByNobody && http.Request.Headers.ContainsKey(SentryResource);
        return Keep(source, http, isPersonal ? Sentry.NotKept(source) : read);
    });

    Task<IResult> Keep(string source, HttpContext http, HookReading read) => alerts.Keep(
        source, read.Heard, kept => AlertEndpoint.Accepted(kept, read.Wants200 ? 200 : 202), http,
        tx => HookStore.Heard(tx, source, read.By, read.Body));

    /// <summary>What Sentry calls a message, which stands beside it.</summary>
    static string? Delivery(HttpRequest request) => request.Headers.ContainsKey(SentryResource)
        && request.Headers["Request-ID"].ToString() is { Length: > 0 and < 200 } id ? id : null;

    static IResult Wrong() => AlertEndpoint.Answer(401, new { status = "error", message = WrongSignature });
}
