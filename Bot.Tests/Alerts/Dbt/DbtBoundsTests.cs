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
        using var request = new HttpRequestMessage(method, new Uri(afternoon.Url, $"/v1/dbt/circleci/{what}"))
        {
            Content = body,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Afternoon.IntakeToken) },
        };
        return await http.SendAsync(request, Stop);
    }
}
