using System.Net;
using System.Net.Sockets;
using System.Text;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Api.Programs;

namespace Bot.Tests.Api;

/// <summary><c>/incident tokens</c>: with what programs read and write.</summary>
public sealed class TokenTests
{
    static readonly Dictionary<string, string?> WithAddress = new() { ["PUBLIC_URL"] = "https://bot.acme.example" };

    [Fact]
    public async Task An_admin_makes_a_token_a_program_reads_with_it_until_it_is_revoked()
    {
        await using var afternoon = await Afternoon.Begin(settings: WithAddress);
        await afternoon.Ivy.Slash("/incident tokens");
        Sees(afternoon.Ivy.Modal, "No program reads over HTTP yet.");
        await afternoon.Ivy.Modal.Submit();
        Assert.Equal(
            ["30 days, until Thu 2 Apr", "90 days, until Mon 1 Jun", "A year, until Wed 3 Mar 2027"],
            afternoon.Ivy.Modal.Options("Works for"));
        await afternoon.Ivy.Modal.Fill("What it is for", "weekly dashboard").Submit();
        var token = Shown(afternoon.Ivy.Modal)!;
        Sees(afternoon.Ivy.Modal, "shown this once");
        Sees(afternoon.Ivy.Modal, "curl \"https://bot.acme.example/v1/incidents?open=true\"");
        await afternoon.Ivy.Modal.Close();
        Sees(afternoon.Ivy.Modal, "weekly dashboard · read");
        Sees(afternoon.Ivy.Modal, "never used");

        Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/incidents", token)).Code);
        await afternoon.Settle();
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Ivy.Slash("/incident tokens");
        Sees(afternoon.Ivy.Modal, "last used today at 10:00 AM");
        Assert.DoesNotContain(token, afternoon.Ivy.Modal.Text, StringComparison.Ordinal);

        await afternoon.Ivy.Modal.Press("Revoke");
        Sees(afternoon.Ivy.Modal, "No program reads over HTTP yet.");
        var refused = await afternoon.Asks("v1/incidents", token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Code);
        Assert.Equal("This token was revoked. An admin makes one in Slack: /incident tokens.", refused.Problem);
        Assert.Equal(["made token", "revoked token"], History(afternoon));
    }

    [Fact]
    public async Task Only_its_hash_is_kept()
    {
        await using var afternoon = await Afternoon.Begin();
        var token = await afternoon.Ivy.MakesToken();
        var kept = afternoon.Get<Database>().Read(db => db.Query<(string, string)>("select hash, name from api_tokens").Single());
        Assert.Equal(64, kept.Item1.Length);
        var said = afternoon.Get<Database>().Read(
            db => db.Query<string?>("select after from history where subject = 'token:1'").Single());
        Assert.Equal("weekly dashboard: read", said);
        Assert.DoesNotContain(token[3..], $"{kept} {said}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_admin_is_told_so()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident tokens");
        afternoon.Ana.Sees("Only admins make and revoke tokens.");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    [Fact]
    public async Task A_token_ends_by_itself()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident tokens");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Fill("What it is for", "trial").Choose("Works for", "30 days, until Thu 2 Apr").Submit();
        var token = Shown(afternoon.Ivy.Modal)!;
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/oncall", token)).Code);
        await afternoon.Pass(TimeSpan.FromDays(1));
        var refused = await afternoon.Asks("v1/oncall", token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Code);
        Assert.Contains("its time is over", refused.Problem, StringComparison.Ordinal);
        await afternoon.Ivy.Slash("/incident tokens");
        Sees(afternoon.Ivy.Modal, "expired");
    }

    [Fact]
    public async Task A_token_that_may_nothing_is_not_made()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident tokens");
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Fill("What it is for", "nothing").Tick(Reads, on: false).Tick(Private).Submit();
        Assert.Contains("Let it read or write, or it can do nothing.", afternoon.Ivy.Modal.Errors.Values);
    }

    [Fact]
    public async Task Whoever_has_no_token_or_one_that_may_not_read_is_told_what_is_missing()
    {
        await using var afternoon = await Afternoon.Begin();
        var none = await afternoon.Asks("v1/incidents", null);
        Assert.Equal(HttpStatusCode.Unauthorized, none.Code);
        Assert.Equal("Bearer realm=\"Data Responder\"", none.Headers.WwwAuthenticate.ToString());
        Assert.Contains("/incident tokens", none.Problem, StringComparison.Ordinal);
        var wrong = await afternoon.Asks("v1/incidents", "dr_0000000000000000000000000000000000000000");
        Assert.Contains("invalid_token", wrong.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("There is no such token.", wrong.Problem, StringComparison.Ordinal);

        var writes = await afternoon.Asks("v1/incidents", await afternoon.Ivy.MakesToken(Writes));
        Assert.Equal(HttpStatusCode.Forbidden, writes.Code);
        Assert.Contains("scope=\"read\"", writes.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("The token “weekly dashboard” may not read. An admin makes one in Slack that may.", writes.Problem);
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_ask_again_and_others_are_answered()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Api:PerMinute"] = "3" });
        var (token, other) = (await afternoon.Ivy.MakesToken(), await afternoon.Ivy.MakesToken());
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/oncall", token)).Code);
        var refused = await afternoon.Asks("v1/oncall", token);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Code);
        Assert.Equal("More than 3 requests within a minute. Ask again in 10 seconds.", refused.Problem);
        Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/oncall", other)).Code);
    }

    [Fact]
    public async Task Whoever_tries_many_wrong_tokens_is_held_up_and_others_are_answered()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Api:PerMinute"] = "3" });
        var token = await afternoon.Ivy.MakesToken();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await afternoon.Asks("v1/oncall", $"dr_{i:D40}")).Code);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await afternoon.Asks("v1/oncall", $"dr_{3:D40}")).Code);
        Assert.Equal(HttpStatusCode.OK, (await afternoon.Asks("v1/oncall", token)).Code);
    }

    [Theory]
    [InlineData("v1/incidents")]
    [InlineData("mcp")]
    public async Task A_body_of_more_than_30_MB_is_refused_before_it_is_read(string path)
    {
        await using var afternoon = await Afternoon.Begin();
        var token = await afternoon.Ivy.MakesToken(Reads, Writes);
        // No more than its head is sent, so that nothing depends on who is first.
        using var line = new TcpClient();
        await line.ConnectAsync(afternoon.Url.Host, afternoon.Url.Port, TestContext.Current.CancellationToken);
        var head = $"POST /{path} HTTP/1.1\r\nHost: {afternoon.Url.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nIdempotency-Key: a\r\n"
            + "Content-Length: 31000000\r\n\r\n";
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        using var answer = new StreamReader(line.GetStream());
        Assert.StartsWith(
            "HTTP/1.1 413 ", await answer.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    static List<string> History(Afternoon afternoon) => afternoon.Get<Database>().Read(
        db => db.Query<string>("select verb from history where subject like 'token:%' order by id").ToList());

    static void Sees(Modal modal, string text) => Assert.Contains(text, modal.Text, StringComparison.Ordinal);
}
