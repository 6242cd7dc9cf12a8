using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>Artifacts that are far too large: so much is read of them.</summary>
public sealed class DbtBoundsTests
{
    const int Mega = 1024 * 1024;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_that_unpack_to_more_than_32_MB_are_not_read_to_their_end_and_say_so()
    {
        await using var afternoon = await Afternoon.Begin();
        using var answer = await Sends(afternoon, HttpMethod.Post, "run_results", Packed(33));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await afternoon.Settle();
        Assert.Contains(
            "It is larger than 32 MB.",
            afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select description from alerts")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_unpacks_to_more_than_100_MB_is_refused()
    {
        await using var afternoon = await Afternoon.Begin();
        using var answer = await Sends(afternoon, HttpMethod.Put, "manifest", Packed(101));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("It is larger than 100 MB.", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_four_are_read_a_fifth_is_told_to_come_again_and_they_are_read_to_their_end()
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Minute });
        Halted[] four = [.. Enumerable.Range(0, 4).Select(_ => new Halted())];
        var answers = four.Select(body => Sends(afternoon, HttpMethod.Post, "run_results", body, http)).ToList();
        await Task.WhenAll(four.Select(body => body.IsRead)).WaitAsync(Minute, Stop);
        using var fifth = await Sends(afternoon, HttpMethod.Post, "run_results", new StringContent("{}"), http);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, fifth.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), fifth.Headers.RetryAfter?.Delta);
        Assert.Contains(
            "Other artifacts are being read.", await fifth.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        foreach (var body in four) body.GoesOn();
        foreach (var answer in answers)
        {
            using var taken = await answer.WaitAsync(Minute, Stop);
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }
    }

    /// <summary>A body that is sent once it is asked for, and does not end until it may.</summary>
    sealed class Halted : HttpContent
    {
        readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously),
            ends = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The bot has begun to read it.</summary>
        public Task IsRead => read.Task;

        public void GoesOn() => ends.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            read.TrySetResult();
            // So much that the server does not take the sender for one that is too slow.
            var spaces = new byte[Mega];
            spaces.AsSpan().Fill((byte)' ');
            await stream.WriteAsync(spaces, Stop);
            await stream.FlushAsync(Stop);
            await ends.Task.WaitAsync(Stop);
            await stream.WriteAsync("{}"u8.ToArray(), Stop);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>JSON that is as long as that, of nothing but spaces, and small on its way.</summary>
    static ByteArrayContent Packed(int megabytes)
    {
        var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
        {
            var spaces = new byte[Mega];
            spaces.AsSpan().Fill((byte)' ');
            gzip.Write("{"u8);
            for (var n = 0; n < megabytes; n++) gzip.Write(spaces);
            gzip.Write("}"u8);
        }

        return new(to.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
    }

    static async Task<HttpResponseMessage> Sends(Afternoon afternoon, HttpMethod method, string what, HttpContent body)
    {
        using var http = new HttpClient();
        return await Sends(afternoon, method, what, body, http);
    }

    static async Task<HttpResponseMessage> Sends(
        Afternoon afternoon, HttpMethod method, string what, HttpContent body, HttpClient http)
    {
        using var request = new HttpRequestMessage(method, new Uri(afternoon.Url, $"/v1/dbt/circleci/{what}"))
        {
            Content = body,
            Headers =
            {
                Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken),
                ExpectContinue = body is Halted,
            },
        };
        return await http.SendAsync(request, Stop);
    }
}
