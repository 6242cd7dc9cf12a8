using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>The one way that every Web API call goes: pause, send, judge, repeat where that is safe.</summary>
sealed class SlackCalls(SlackOptions options, ILogger log) : IDisposable
{
    readonly WebSend web = new(options);
    readonly PostPacing posts = new(options.PostSpacing, options.WireTime), edits = new(options.PostSpacing, options.WireTime);
    readonly Backoff backoff = new(options);

    /// <summary>Raised when Slack refuses the bot token itself.</summary>
    public event Action? TokenRefused;

    public MethodPauses Pauses { get; } = new(options.WireTime);

    /// <summary>Waits until the channel may have its next post.</summary>
    public Task PostTurn(string channel, CancellationToken stop) => posts.Turn(channel, stop);

    /// <summary>Waits until the message may be edited again.</summary>
    public Task EditTurn(string channel, string ts, CancellationToken stop) => edits.Turn($"{channel} {ts}", stop);

    public async Task<T> Call<T>(
        SlackMethod method, Form form, JsonTypeInfo<T> type, CancellationToken stop) where T : SlackResponse =>
        (await CallWithHeaders(method, form, type, stop)).Answer;

    /// <summary>Calls a method of which one error means that what was wanted is so already.</summary>
    public async Task CallUnless(string harmless, SlackMethod method, Form form, CancellationToken stop)
    {
        var answer = await Ask(method, form, SlackJson.Default.SlackResponse, stop);
        if (!answer.Ok && answer.Error != harmless) throw Refusal(method, answer);
    }

    public async Task<(T Answer, HttpResponseHeaders Headers)> CallWithHeaders<T>(
        SlackMethod method, Form form, JsonTypeInfo<T> type, CancellationToken stop) where T : SlackResponse
    {
        var (answer, headers) = await AskWithHeaders(method, form, type, stop);
        return answer.Ok ? (answer, headers) : throw Refusal(method, answer);
    }

    /// <summary>Gives Slack's answer, ok or not.</summary>
    public async Task<T> Ask<T>(
        SlackMethod method, Form form, JsonTypeInfo<T> type, CancellationToken stop) where T : SlackResponse =>
        (await AskWithHeaders(method, form, type, stop)).Answer;

    async Task<(T Answer, HttpResponseHeaders Headers)> AskWithHeaders<T>(
        SlackMethod method, Form form, JsonTypeInfo<T> type, CancellationToken stop) where T : SlackResponse
    {
        using var span = SlackTelemetry.Call(method.Name);
        var failures = 0;
        var channel = method.IsByChannel ? form["channel"] : null;
        while (true)
        {
            await Pauses.Wait(method, channel, stop);
            using var request = Request(method, form);
            var reply = await Send(span, method, request, body => JsonBody.Read(body, type), stop);
            if (reply.Answer is { } answer)
            {
                if (answer.Error is { } error && method.Token == TokenKind.Bot && SlackException.IsOfDeadToken(error))
                    TokenRefused?.Invoke();
                return (answer, reply.Headers!);
            }

            if (reply.Pause is { } pause)
            {
                SlackTelemetry.Paused(span, method.Name, pause);
                log.LogInformation("Slack asks {Method} to wait {Seconds} s", method.Name, pause.TotalSeconds);
                Pauses.Set(method, channel, pause > options.Backoff ? pause : options.Backoff);
                continue;
            }
            var again = (method.Repeatable || !reply.MayHaveHappened) && ++failures < options.Tries;
            if (!again) throw new SlackUnreachableException(method.Name, reply.MayHaveHappened, reply.Trouble!, reply.Cause);
            log.LogInformation("{Method} is tried again: {Trouble}", method.Name, reply.Trouble);
            await Task.Delay(backoff.After(failures), options.WireTime, stop);
        }
    }

    /// <summary>Sends to a response_url, once; Slack answers "ok" or an error.</summary>
    public async Task Respond(string responseUrl, SlashResponse message, CancellationToken stop)
    {
        using var span = SlackTelemetry.Call(ResponseUrl.Name);
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl)
        {
            Content = JsonBody.Of(message, SlackJson.Default.SlashResponse),
        };
        var reply = await Send(span, ResponseUrl, request, Bare, stop);
        if (reply.Answer is { Ok: true }) return;
        if (reply.Answer is { } refusal) throw Refusal(ResponseUrl, refusal);
        throw new SlackUnreachableException(
            ResponseUrl.Name, reply.MayHaveHappened, reply.Trouble ?? "it asked to wait", reply.Cause);
    }

    async Task<WebReply<T>> Send<T>(
        Activity? span, SlackMethod method, HttpRequestMessage request, Func<byte[], T?> read, CancellationToken stop)
        where T : SlackResponse
    {
        var began = TimeProvider.System.GetTimestamp();
        var reply = await web.Send(request, read, stop);
        SlackTelemetry.Sent(span, method.Name, reply.Outcome, TimeProvider.System.GetElapsedTime(began));
        return reply;
    }

    // A response_url answers with a bare word as well as with JSON.
    static SlackResponse? Bare(byte[] body) =>
        JsonBody.Read(body, SlackJson.Default.SlackResponse) ?? Encoding.UTF8.GetString(body).Trim() switch
        {
            "ok" => new() { Ok = true },
            { Length: > 0 and < 50 } word when word.All(c => char.IsAsciiLetterLower(c) || c == '_') => new() { Error = word },
            _ => null,
        };

    static readonly SlackMethod ResponseUrl = SlackMethod.Once("response_url");

    HttpRequestMessage Request(SlackMethod method, Form form) => new(HttpMethod.Post, new Uri(options.ApiUrl, method.Name))
    {
        Content = new FormUrlEncodedContent(form),
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token(method.Token)) },
    };

    string Token(TokenKind kind) => kind switch
    {
        TokenKind.App => options.AppToken,
        TokenKind.Groups => options.GroupsToken is { Length: > 0 } groups ? groups : options.BotToken,
        _ => options.BotToken,
    };

    public static SlackException Refusal(SlackMethod method, SlackResponse answer) =>
        new(method.Name, answer.Error ?? "unknown_error", answer.Needed, ErrorDetails.Of(answer));

    public void Dispose() => web.Dispose();
}
