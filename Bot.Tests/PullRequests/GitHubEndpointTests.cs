using System.Net;
using System.Text;
using Bot.PullRequests;
using Bot.Storage;
using Dapper;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>What comes at <c>POST /v1/github</c>, and whose it is.</summary>
public sealed class GitHubEndpointTests
{
    static async Task<Afternoon> Attached()
    {
        var afternoon = await Begin();
        await afternoon.Ana.Says(Channel, Link);
        await afternoon.Delivers("pull_request", Pull());
        return afternoon;
    }

    static long Deliveries(Afternoon afternoon) => afternoon.Get<Database>().Read(
        db => db.ExecuteScalar<long>("select count(*) from github_deliveries"));

    [Theory]
    [InlineData("another-secret")]
    [InlineData(null)]
    public async Task What_is_not_signed_with_the_secret_changes_nothing(string? secret)
    {
        await using var afternoon = await Attached();
        var (status, said) = await afternoon.Delivers("pull_request", Pull(closed: true, minute: 1), secret: secret);
        Assert.Equal((401, true), (status, said.StartsWith("The signature does not fit", StringComparison.Ordinal)));
        Assert.Contains(": open", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_delivered_again_changes_nothing_for_three_days()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(draft: true, minute: 1), id: "one");
        await afternoon.Delivers("pull_request", Pull(minute: 2), id: "two");
        await afternoon.Pass(TimeSpan.FromHours(71));
        Assert.Equal(
            (202, "The same delivery came before, so it changes nothing."),
            await afternoon.Delivers("pull_request", Pull(draft: true, minute: 1), id: "one"));
        Assert.Contains(": open", afternoon.Card().Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromDays(3));
        Assert.Equal(0, Deliveries(afternoon));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_written_down()
    {
        await using var afternoon = await Attached();
        var before = Deliveries(afternoon);
        Assert.Equal((202, "The bot takes no interest in a_word_of_tomorrow."),
            await afternoon.Delivers("a_word_of_tomorrow", "{}"));
        Assert.Equal(202, (await afternoon.Delivers("check_run", Check("failure", 1, head: Later))).Status);
        Assert.Equal(202, (await afternoon.Delivers("check_run", Check(null, 1))).Status);
        Assert.Equal(before, Deliveries(afternoon));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_to_whoever_sends_it()
    {
        await using var afternoon = await Attached();
        Assert.Equal((400, "This is no JSON that can be read."), await afternoon.Delivers("pull_request", "{"));
        Assert.Equal(202, (await afternoon.Delivers("pull_request", "{}")).Status);
    }

    [Fact]
    public async Task Twenty_five_megabytes_are_read_and_no_more()
    {
        await using var afternoon = await Attached();
        string Body(int length) => $$"""{"commits": ["{{new string('x', length)}}"]}""";
        Assert.Equal(202, (await afternoon.Delivers("push", Body(GitHubEndpoint.Most - 100))).Status);
        var body = Encoding.UTF8.GetBytes(Body(GitHubEndpoint.Most));
        using var content = new ByteArrayContent(body);
        using var answer = await afternoon.Post("v1/github", content, token: null);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        // A member that is larger than any is not held in memory.
        Assert.Equal(400, (await afternoon.Delivers("pull_request", Body(5_000_000))).Status);
    }

    [Fact]
    public async Task A_form_is_told_to_be_sent_as_JSON()
    {
        await using var afternoon = await Attached();
        var bytes = Encoding.UTF8.GetBytes("payload=%7B%7D");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(afternoon.Url, "v1/github"))
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/x-www-form-urlencoded") } },
        };
        request.Headers.Add("X-GitHub-Event", "pull_request");
        request.Headers.Add("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes))}");
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }
}
