using System.Net.Http.Headers;

namespace Bot.Slack;

/// <summary>A file of the app's own, and what it shows to those who cannot see it.</summary>
public sealed record NewFile(string Name, byte[] Bytes, string? AltText = null);

/// <summary>files.*: those that people gave to the app, and those that it gives to them.</summary>
public sealed class FilesApi : IDisposable
{
    const string SlackFiles = "files.slack.com", Download = "the download of a file", Sending = "the upload of a file";

    static readonly SlackMethod UploadUrl = SlackMethod.Repeat("files.getUploadURLExternal");
    static readonly SlackMethod Complete = SlackMethod.Once("files.completeUploadExternal");

    readonly SlackCalls calls;
    readonly SlackOptions options;
    readonly HttpClient http;

    internal FilesApi(SlackCalls calls, SlackOptions options)
    {
        (this.calls, this.options) = (calls, options);
        // Slack answers who may not read it with a redirect to its login page.
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = options.ConnectTimeout,
                ActivityHeadersPropagator = null,
                UseProxy = !options.ApiUrl.IsLoopback,
            })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The bytes of a file of at most so many bytes; throws when it is larger, or when Slack does not give it.</summary>
    public async Task<byte[]> Bytes(SharedFile file, int mostBytes, CancellationToken stop)
    {
        var url = OfSlack(file.UrlPrivate, Download);
        if (file.Size > mostBytes) throw new SlackException(Download, "file_too_large");
        using var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken) },
        };
        return await Send(request, Download, async (response, ended) =>
        {
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType == "text/html")
                throw new SlackException(Download, "missing_scope", "files:read");
            var bytes = await response.Content.ReadAsByteArrayAsync(ended);
            return bytes.Length <= mostBytes ? bytes : throw new SlackException(Download, "file_too_large");
        }, stop);
    }

    /// <summary>
    /// Shares new files in one message of a channel, or of a thread there. After a <see cref="SlackUnreachableException"/> they
    /// may stand there.
    /// </summary>
    public async Task Upload(
        string channel, string comment, IReadOnlyList<NewFile> files, CancellationToken stop, string? threadTs = null)
    {
        var uploaded = new List<UploadedFile>();
        foreach (var file in files)
        {
            var place = await calls.Call(
                UploadUrl, new() { { "filename", file.Name }, { "length", file.Bytes.Length }, { "alt_txt", file.AltText } },
                SlackJson.Default.UploadUrlAnswer, stop);
            using var request = new HttpRequestMessage(HttpMethod.Post, OfSlack(place.UploadUrl, Sending))
            {
                Content = new ByteArrayContent(file.Bytes)
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
                },
            };
            await Send(request, Sending, (response, _) => Task.FromResult(
                response.IsSuccessStatusCode ? true : throw new SlackException(Sending, "file_update_failed")), stop);
            uploaded.Add(new(place.FileId, file.Name));
        }

        var form = new Form { { "channel_id", channel }, { "initial_comment", comment }, { "thread_ts", threadTs } };
        form.Add("files", uploaded, SlackJson.Default.IReadOnlyListUploadedFile);
        await calls.Call(Complete, form, SlackJson.Default.SlackResponse, stop);
    }

    // The token and what people write go to Slack alone.
    Uri OfSlack(string address, string what)
    {
        var url = new Uri(address);
        return url.Host == SlackFiles || url.Host == options.ApiUrl.Host ? url : throw new SlackException(what, "file_not_found");
    }

    async Task<T> Send<T>(
        HttpRequestMessage request, string what, Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.CallTimeout, options.WireTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception e) when (
            e is HttpRequestException or IOException || e is OperationCanceledException && !stop.IsCancellationRequested)
        {
            throw new SlackUnreachableException(what, mayHaveHappened: false, e.Message, e);
        }
    }

    public void Dispose() => http.Dispose();
}
