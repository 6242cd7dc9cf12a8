using System.Net.Http.Headers;

namespace Bot.Slack;

/// <summary>Files that people gave to the app.</summary>
public sealed class FilesApi : IDisposable
{
    const string SlackFiles = "files.slack.com", Download = "the download of a file";

    readonly SlackOptions options;
    readonly HttpClient http;

    internal FilesApi(SlackOptions options)
    {
        this.options = options;
        // Slack answers who may not read it with a redirect to its login page.
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = options.ConnectTimeout,
                UseProxy = !options.ApiUrl.IsLoopback,
            })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The bytes of a file of at most so many bytes; throws when it is larger, or when Slack does not give it.</summary>
    public async Task<byte[]> Bytes(SharedFile file, int mostBytes, CancellationToken stop)
    {
        var url = new Uri(file.UrlPrivate);
        // The token goes to Slack alone.
        if (url.Host != SlackFiles && url.Host != options.ApiUrl.Host) throw new SlackException(Download, "file_not_found");
        if (file.Size > mostBytes) throw new SlackException(Download, "file_too_large");
        using var timeout = new CancellationTokenSource(options.CallTimeout, options.WireTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url)
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken) },
            };
            using var response = await http.SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType == "text/html")
                throw new SlackException(Download, "missing_scope", "files:read");
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            return bytes.Length <= mostBytes ? bytes : throw new SlackException(Download, "file_too_large");
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException || e is OperationCanceledException && !stop.IsCancellationRequested)
        {
            throw new SlackUnreachableException(Download, mayHaveHappened: false, e.Message, e);
        }
    }

    public void Dispose() => http.Dispose();
}
