using System.Net;
using Bot.Alerts.Intake;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Alerts;

public sealed class WhoMaySendTests
{
    [Fact]
    public void A_source_and_its_token_go_together()
    {
        var all = Of([], [], ("Intake:Tokens:CircleCI", "token-of-circleci"), ("Intake:Tokens:github", "token-of-github"));
        Assert.Equal(("CircleCI", true), Check(all, "circleci", "token-of-circleci"));
        Assert.False(Check(all, "circleci", "token-of-github").IsRight);
        Assert.Equal((null, false), Check(all, "gitlab", "token-of-github"));
        Assert.False(Check(all, "github", null).IsRight);
        Assert.Equal("github", all.Holder("token-of-github", 0).Sender?.Name);
        Assert.Null(all.Holder("token-of-gitlab", 0).Sender);
    }

    [Fact]
    public void What_the_configuration_says_holds_beside_what_was_made_in_Slack()
    {
        var row = Row("circleci") with { RevokedAt = 1 };
        var all = Of([row], [Token("made-in-slack", "circleci")], ("Intake:Tokens:CircleCI", "token-of-circleci"));
        Assert.Equal(("CircleCI", true), Check(all, "circleci", "token-of-circleci"));
        Assert.Equal(("CircleCI", false), Check(all, "circleci", "made-in-slack"));
        Assert.True(all.Check("circleci", "made-in-slack", 0).IsRefused);
    }

    [Fact]
    public void The_secret_of_one_that_was_revoked_counts_no_more_under_a_name_that_the_configuration_has_too()
    {
        var row = Row("ci") with { Kind = SourceKind.CircleCi.Key, Secret = "sealed", RevokedAt = 1 };
        var (sender, secret) = Of([row], [], ("Intake:Tokens:ci", "token-of-ci")).Signer("ci");
        Assert.False(sender!.IsRevoked);
        Assert.NotEqual("opened"u8.ToArray(), secret);
        Assert.Equal("opened"u8.ToArray(), Of([row], []).Signer("ci").Secret);
        Assert.True(Of([row], []).Signer("ci").Sender!.IsRevoked);
    }

    [Fact]
    public void A_token_ends_at_its_time()
    {
        var all = Of([Row("ci")], [Token("old-token", "ci") with { Until = 100 }, Token("new-token", "ci")]);
        Assert.True(all.Check("ci", "old-token", 99).IsRight);
        Assert.False(all.Check("ci", "old-token", 100).IsRight);
        Assert.True(all.Check("ci", "new-token", 100).IsRight);
        Assert.Equal("ci", all.Holder("old-token", 99).Sender?.Name);
        Assert.Null(all.Holder("old-token", 100).Sender);
    }

    /// <summary>Nothing tells from the time of an answer whether there is such a source, or when it was rotated last.</summary>
    [Fact]
    public void As_much_is_compared_for_one_that_nobody_knows()
    {
        var all = Of([Row("ci")], [Token("old-token", "ci") with { Until = 100 }, Token("new-token", "ci")],
            ("Intake:Tokens:one", "token-of-one"), ("Intake:Secrets:signs", "secret-of-it"));
        Assert.Single(all.All.Select(s => s.Tokens.Count).Append(WhoMaySend.Nobody.Tokens.Count).Distinct());
        Assert.False(all.Check("signs", "", 0).IsRight);
        Assert.Equal(32, all.Signer("nobody").Secret.Length);
    }

    [Fact]
    public async Task What_one_bot_revokes_the_other_refuses_within_seconds()
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        var other = await afternoon.Another();
        var token = (await afternoon.Ivy.MakesSource("Script or incident.io's JSON", "a-nightly"))!;
        await Wait.Until(() => Post(HttpStatusCode.Accepted));
        await (await afternoon.Ivy.OpensSource()).Press("Revoke");
        await Wait.Until(() => Post(HttpStatusCode.Unauthorized));

        bool Post(HttpStatusCode status)
        {
            using var http = new HttpClient { BaseAddress = Afternoon.UrlOf(other) };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"v2/alert_events/http/a-nightly?token={token}")
            {
                Content = new StringContent("""{"title": "Orders", "status": "resolved"}"""),
            };
            using var response = http.Send(request, TestContext.Current.CancellationToken);
            return response.StatusCode == status;
        }
    }

    static (string? Name, bool IsRight) Check(WhoMaySend all, string source, string? token) =>
        all.Check(source, token, 0) is var (sender, isRight, _) ? (sender?.Name, isRight) : default;

    static SourceRow Row(string name) =>
        new(name, SourceKind.Alerts.Key, null, null, "U1", 0, null, null, 0, null, null, null, null, null);

    static SourceToken Token(string token, string source) =>
        new(Convert.ToHexStringLower(IntakeSettings.Hash(token)), source, null);

    static WhoMaySend Of(
        SourceRow[] rows, SourceToken[] tokens, params (string Key, string Value)[] settings) => WhoMaySend.Of(
            IntakeSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value))).Build()),
            rows, tokens, (_, _) => "opened"u8.ToArray());
}
