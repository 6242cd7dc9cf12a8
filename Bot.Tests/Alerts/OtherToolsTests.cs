using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.Storage;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Alerts;

/// <summary>Alerts as other tools send them, through the whole bot.</summary>
public sealed class OtherToolsTests
{
    const string Path = "v2/alert_events/http/circleci";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_may_stand_in_the_address_and_is_written_nowhere()
    {
        await using var afternoon = await Afternoon.Begin();
        var log = new AllLines();
        afternoon.Get<ILoggerFactory>().AddProvider(log);
        using var right = await afternoon.Post($"{Path}?token={Afternoon.IntakeToken}",
            new StringContent("""{"title":"in the address"}"""), token: null);
        Assert.Equal(HttpStatusCode.Accepted, right.StatusCode);
        using var both = await afternoon.Post($"{Path}?token={Afternoon.IntakeToken}",
            new StringContent("""{"title":"proxy"}"""), token: "of a proxy");
        Assert.Equal(HttpStatusCode.Accepted, both.StatusCode);
        using var wrong = await afternoon.Post($"{Path}?token=wrong-secret", new StringContent("{}"), token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var twice = await afternoon.Post($"{Path}?token={Afternoon.IntakeToken}&token=x", new StringContent("{}"),
            token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, twice.StatusCode);
        await afternoon.Settle();
        Assert.Contains(log.Lines, line => line.Contains("Alert ", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(Afternoon.IntakeToken, StringComparison.Ordinal)
            || line.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bearer {0}", true)]
    [InlineData("BEARER   {0}", true)]
    [InlineData("Token {0}", true)]
    [InlineData("Basic {1}", true)]
    [InlineData("Basic {2}", true)]
    [InlineData("Basic !", false)]
    [InlineData("{0}", true)]
    [InlineData("\"{0}\"", true)]
    [InlineData("Bearer \"{0}\"", true)]
    [InlineData("Bearer", false)]
    [InlineData("Digest {0}", false)]
    public async Task The_token_is_taken_as_senders_can_give_it(string header, bool isRight)
    {
        await using var afternoon = await Afternoon.Begin();
        var (password, name) = ($"alerts:{Afternoon.IntakeToken}", $"{Afternoon.IntakeToken}:");
        var sent = string.Format(null, header, Afternoon.IntakeToken, Convert.ToBase64String(Encoding.UTF8.GetBytes(password)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(name)));
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("{\"title\":\"x\"}") };
        request.Headers.TryAddWithoutValidation("Authorization", sent);
        using var response = await http.SendAsync(request, Stop);
        Assert.Equal(isRight ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized, response.StatusCode);
        await afternoon.Settle();
    }

    [Fact]
    public async Task A_token_that_was_set_with_quotes_is_the_token_within()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Intake:Tokens:circleci"] = "\"quoted-secret\"" });
        using var response = await afternoon.Post(Path, new StringContent("{\"title\":\"x\"}"), token: "quoted-secret");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await afternoon.Settle();
    }

    [Theory]
    [InlineData("Basic cHJveHk6eA==", "Bearer {0}")]
    [InlineData("Bearer {0}", "Basic cHJveHk6eA==")]
    [InlineData("Basic cHJveHk6eA==, Bearer {0}", null)]
    public async Task A_header_of_a_proxy_beside_ours_does_no_harm(string one, string? other)
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("{\"title\":\"x\"}") };
        foreach (var header in new[] { one, other }.OfType<string>())
            request.Headers.TryAddWithoutValidation("Authorization", string.Format(null, header, Afternoon.IntakeToken));
        using var response = await http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await afternoon.Settle();
    }

    [Theory]
    [InlineData("/" + Path + "?token={0}")]
    [InlineData("//v2//alert_events/http/circleci/?token={0}")]
    [InlineData(Path + "?token={0}%0A")]
    [InlineData(Path + "?token=%20{0}")]
    public async Task An_address_that_was_put_together_carelessly_is_the_same(string address)
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient();
        using var response = await http.PostAsync(
            new Uri($"{afternoon.Url}{string.Format(null, address, Afternoon.IntakeToken)}"),
            new StringContent("{\"title\":\"x\"}"), Stop);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await afternoon.Settle();
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("nobody-knows")]
    [InlineData("iso-8859-1")]
    public async Task An_alert_is_kept_whatever_letters_it_claims_to_be_in(string charset)
    {
        await using var afternoon = await Afternoon.Begin();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes("""{"title":"Frühling late"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        using var response = await afternoon.Post(Path, content);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await afternoon.Settle();
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData(null, "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("identity", "")]
    [InlineData("gzip", "")]
    [InlineData("deflate, gzip", "zlib gzip")]
    public async Task A_packed_body_is_read(string? said, string packed)
    {
        await using var afternoon = await Afternoon.Begin();
        var body = packed.Split(' ').Aggregate("""{"title":"orders late","metadata":{"branch":"main"}}"""u8.ToArray(), Pack);
        using var response = await Send(afternoon, body, said);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        afternoon.Finn.Sees("INC-1 orders late", "#data-incidents");
    }

    [Fact]
    public async Task What_is_packed_is_unpacked_within_bounds_and_what_cannot_be_is_said()
    {
        await using var afternoon = await Afternoon.Begin();
        using var bomb = await Send(afternoon, Pack(new byte[200_000_000], "gzip"), "gzip");
        Assert.Equal(HttpStatusCode.Accepted, bomb.StatusCode);
        afternoon.Finn.Sees("#inc-1-oversized-alert-from-circleci", "#data-incidents");
        Assert.Equal(AlertBody.MaxKept, Kept(afternoon)[0].Length);
        using var unknown = await Send(afternoon, [0x28, 0xB5, 0x2F, 0xFD, 1], "zstd");
        Assert.Equal(HttpStatusCode.Accepted, unknown.StatusCode);
        Assert.Contains(
            "It was sent as Content-Encoding zstd, which could not be unpacked.",
            afternoon.Card("#inc-2-unreadable-alert-from-circleci").Text,
            StringComparison.Ordinal);
        using var broken = await Send(afternoon, Pack("{}"u8.ToArray(), "gzip")[..12], "gzip");
        Assert.Equal(HttpStatusCode.Accepted, broken.StatusCode);
        Assert.Contains("2 times", afternoon.Card("#inc-2-unreadable-alert-from-circleci").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_packed_more_than_three_times_is_not_unpacked()
    {
        await using var afternoon = await Afternoon.Begin();
        var packed = Enumerable.Repeat("gzip", 4).Aggregate("""{"title":"orders late"}"""u8.ToArray(), Pack);
        using var answer = await Send(afternoon, packed, "gzip, gzip, gzip, gzip");
        Assert.Contains("It was packed 4 times.", afternoon.Card("#inc-1-unreadable-alert-from-circleci").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_documents_in_one_body_are_all_taken_in()
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Alert(
            "{\"title\":\"a\",\"deduplication_key\":\"1\"}\n{\"title\":\"b\",\"deduplication_key\":\"2\"}\n");
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(Stop);
        Assert.Equal(["1", "2"], answer!["alerts"]!.AsArray().Select(a => (string?)a!["deduplication_key"]));
        Assert.Equal("1", (string?)answer["deduplication_key"]);
        afternoon.Finn.Sees("INC-1 a", "#data-incidents");
        afternoon.Finn.Sees("INC-2 b", "#data-incidents");
        Assert.Equal(2, Kept(afternoon).Count);
    }

    [Fact]
    public async Task Words_for_well_again_open_nothing_and_calm_what_is_open()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var word in new[] { "ok", "success", "passed", "closed", "recovered" })
            await afternoon.Alert(new { title = "orders late", status = word, deduplication_key = word });
        Assert.Null(afternoon.Finn.Look("INC-1"));
        await afternoon.Alert(new { title = "orders late", status = "DOWN", deduplication_key = "k" });
        await afternoon.Alert(new { title = "orders late", status = "UP", deduplication_key = "k" });
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orders-late").Text, StringComparison.Ordinal);
        using var misspelt = await afternoon.Alert(new { title = "other", status = "resloved", deduplication_key = "k2" });
        Assert.Contains("status “resloved” does not clearly say that it is well",
            (string?)(await misspelt.Content.ReadFromJsonAsync<JsonObject>(Stop))!["reason"], StringComparison.Ordinal);
        afternoon.Finn.Sees("INC-2 other", "#data-incidents");
    }

    [Fact]
    public async Task A_good_word_that_is_denied_beside_it_calms_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        foreach (var word in new[] { "failed", "OK (2 failed)", "passed: 3, failed: 2", "success: false" })
            await afternoon.Alert(new { title = "orders late", status = word, deduplication_key = "k" });
        var card = afternoon.Card("#inc-1-orders-late").Text;
        Assert.DoesNotContain("Monitoring", card, StringComparison.Ordinal);
        Assert.Contains("4 times", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_without_a_latin_letter_gives_a_channel_by_its_number()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(new { title = string.Concat(Enumerable.Repeat("فشل تحديث جدول الطل", 40)) });
        Assert.Contains(afternoon.Workspace.Conversations.All, c => c.Name == "inc-1");
    }

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Health_may_be_asked_by_its_head(string path)
    {
        await using var afternoon = await Afternoon.Begin();
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Stop);
        Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync(Stop)));
        using var get = await http.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
    }

    static async Task<HttpResponseMessage> Send(Afternoon afternoon, byte[] body, string? encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null) content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        var response = await afternoon.Post(Path, content);
        await afternoon.Settle();
        return response;
    }

    static byte[] Pack(byte[] body, string how)
    {
        using var packed = new MemoryStream();
        Stream? to = how switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "zlib" => new ZLibStream(packed, CompressionLevel.Fastest),
            "deflate" => new DeflateStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => null,
        };
        if (to is null) return body;
        using (to) to.Write(body);
        return packed.ToArray();
    }

    static List<byte[]> Kept(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => db.Query<byte[]>(
            "select bytes from alerts join bodies on hash = body_hash order by id").ToList());

    sealed class AllLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
