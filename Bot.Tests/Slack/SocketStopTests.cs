using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class SocketStopTests
{
    [Theory]
    [InlineData("token_revoked", "Slack says the app token was revoked (token_revoked). Make a new app-level token")]
    [InlineData("invalid_auth", "Slack does not know the app token (invalid_auth).")]
    [InlineData("not_authed", "Slack does not know the app token (not_authed).")]
    [InlineData("not_allowed_token_type", "Slack says the app token is of another kind (not_allowed_token_type).")]
    [InlineData("missing_scope", "The app token lacks the scope connections:write (missing_scope).")]
    [InlineData("account_inactive", "Slack says the app was uninstalled")]
    [InlineData("team_disabled", "Slack says the workspace is disabled (team_disabled).")]
    public async Task A_final_error_stops_with_one_sentence(string error, string sentence)
    {
        await using var slack = await RawSlack.Start();
        slack.Answer = (_, _) => Task.FromResult<string?>($$"""{"ok":false,"error":"{{error}}"}""");
        await using var client = new SlackUnderTest(slack.Options with { Sockets = 2 }).Connect();
        var stopped = await Assert.ThrowsAsync<SlackStoppedException>(() => client.Running);
        Assert.StartsWith(sentence, stopped.Message, StringComparison.Ordinal);
        Assert.Equal(error, stopped.Error);
    }

    [Fact]
    public async Task Socket_Mode_switched_off_stops_with_one_sentence()
    {
        await using var slack = await RawSlack.Start();
        slack.Serve = async (socket, _) =>
        {
            await socket.Say(RawSocket.Hello);
            await socket.Say(RawSocket.Disconnect("link_disabled"));
            await socket.Hear();
        };
        await using var client = new SlackUnderTest(slack.Options).Connect();
        var stopped = await Assert.ThrowsAsync<SlackStoppedException>(() => client.Running);
        Assert.StartsWith(
            "Socket Mode was switched off for this app (link_disabled).", stopped.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xoxb-1", "xoxb-1", "SLACK_APP_TOKEN holds a bot token (xoxb-…)")]
    [InlineData("xoxb-1", "xoxp-1", "SLACK_APP_TOKEN does not hold an app-level token")]
    [InlineData("xoxb-1", "", "SLACK_APP_TOKEN is not set.")]
    [InlineData("xapp-1", "xapp-1", "SLACK_BOT_TOKEN holds an app-level token (xapp-…)")]
    public async Task A_token_in_the_wrong_place_is_seen_before_anything_is_sent(string bot, string app, string sentence)
    {
        await using var slack = await RawSlack.Start();
        await using var client = new SlackUnderTest(slack.Options with { BotToken = bot, AppToken = app }).Connect();
        var stopped = await Assert.ThrowsAsync<SlackStoppedException>(() => client.Running);
        Assert.StartsWith(sentence, stopped.Message, StringComparison.Ordinal);
        Assert.Empty(slack.Calls);
    }
}
