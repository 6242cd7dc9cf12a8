using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Bot.Hosting;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Forwarding;

/// <summary>
/// The bot's line to destinations: one request, one answer, in a time that is short. It goes where an admin has said and nowhere
/// else, and nothing logs where that is.
/// </summary>
public sealed class DestinationLine(Database database, ForwardOptions options) : IDisposable
{
    const int LongestAnswer = 4096, LongestLine = 200;

    static readonly TimeSpan ForWords = TimeSpan.FromSeconds(1);

    internal static readonly ProductInfoHeaderValue Agent = new("DataResponder", Health.Version);

    readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="to">Where to.</param>
    /// <param name="address">Its address and secret.</param>
    /// <param name="alert">What it is told.</param>
    /// <param name="channel">Where the channel of its incident opens; null while it has none.</param>
    /// <param name="stop">Ends it, and whether it was taken is not known then.</param>
    public async Task<Answer> Send(
        DestinationRow to, SealedAddress address, ForwardedAlert alert, string? channel, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(options.Patience);
        try
        {
            using var request = Request(to, address, alert, channel);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return Answer.Of(
                answer.StatusCode, address.Without(await FirstLine(answer, LongestAnswer, end.Token)),
                Pause(answer, database.WireNow));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Answer.None(string.Create(
                CultureInfo.InvariantCulture, $"nothing came within {options.Patience.TotalSeconds:0.#} s."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Answer.None(address.Without((e.InnerException ?? e).Message));
        }
    }

    HttpRequestMessage Request(DestinationRow to, SealedAddress address, ForwardedAlert alert, string? channel)
    {
        var uri = new Uri(address.Address);
        var body = to.IsPagerDuty
            ? PagerDutyEvent.Of(alert, address.Secret, channel) : WebhookBody.Of(alert, channel);
        var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(uri) { UserName = "", Password = "" }.Uri)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.UserAgent.Add(Agent);
        if (uri.UserInfo.Length > 0)
            request.Headers.Authorization = new(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(uri.UserInfo))));
        if (!to.IsPagerDuty) Sign(request, address.Secret, alert.Id, body);
        return request;
    }

    void Sign(HttpRequestMessage request, string secret, string id, byte[] body)
    {
        // Whoever checks it has the real time, whatever time the workspace has.
        var seconds = database.WireNow / 1000;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookBody.Signature(secret, id, seconds, body));
    }

    /// <summary>Of what it says no more is read than is shown, and its status counts whether that comes or not.</summary>
    internal static async Task<string> FirstLine(HttpResponseMessage answer, int most, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(ForWords);
        var (bytes, length) = (new byte[most], 0);
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(end.Token);
            while (length < bytes.Length && await stream.ReadAsync(bytes.AsMemory(length), end.Token) is > 0 and var more)
                length += more;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // What has come will do.
        }

        var line = Encoding.UTF8.GetString(bytes, 0, length).Split('\n', '\r').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l));
        return Limits.Truncate(string.Concat((line ?? "").Where(c => !char.IsControl(c))).Trim(), LongestLine);
    }

    /// <summary>For how long it wants to be left alone.</summary>
    internal static TimeSpan? Pause(HttpResponseMessage answer, long wireNow) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.FromUnixTimeMilliseconds(wireNow),
        _ => null,
    };

    public void Dispose() => http.Dispose();
}
