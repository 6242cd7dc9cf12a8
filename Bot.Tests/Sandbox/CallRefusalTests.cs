using System.Net;
using System.Text;

namespace Bot.Tests.Sandbox;

public sealed class CallRefusalTests : WorkspaceTest
{
    [Fact]
    public async Task A_call_without_a_token_or_with_a_strange_one_is_refused()
    {
        using var without = await App.Raw("auth.test", null, null);
        Assert.Contains("not_authed", await without.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("invalid_auth", await App.Refused("auth.test", token: "xoxb-nobody"));
    }

    [Fact]
    public async Task Sockets_are_opened_with_the_app_token_and_everything_else_with_the_bot_token()
    {
        Assert.Equal("not_allowed_token_type", await App.Refused("apps.connections.open"));
        Assert.Equal("not_allowed_token_type", await App.Refused("chat.postMessage", new { channel = "x" }, App.App.AppToken));
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing()
    {
        App.App.Revoked = true;
        Assert.Equal("token_revoked", await App.Refused("auth.test"));
    }

    [Fact]
    public async Task A_limit_of_nought_is_the_usual_one()
    {
        var page = await App.Form("conversations.list", null, ("limit", "0"));
        Assert.NotEmpty(page.GetProperty("channels").EnumerateArray());
    }

    [Fact]
    public void The_app_token_names_its_app() =>
        Assert.StartsWith($"xapp-1-{App.App.Id}-", App.App.AppToken, StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_method_an_unknown_argument_and_a_missing_one_are_refused_and_noted()
    {
        Assert.Equal("unknown_method", await App.Refused("chat.shout"));
        Assert.Equal("invalid_arg_name", await App.Refused("chat.postMessage",
            new { channel = ChannelId("general"), txt = "hello" }));
        var answer = await App.Call("conversations.setTopic", new { channel = ChannelId("general") });
        Assert.Equal("[ERROR] missing required field: topic", answer.GetProperty("response_metadata")
            .GetProperty("messages")[0].GetString());
        Assert.Equal(3, Workspace.Problems.Count);
    }

    [Fact]
    public async Task A_scope_that_the_manifest_does_not_ask_for_is_missing()
    {
        var answer = await App.Form("pins.list", null, ("channel", ChannelId("general")));
        Assert.Equal("missing_scope", answer.GetProperty("error").GetString());
        Assert.Equal("pins:read", answer.GetProperty("needed").GetString());
        Assert.Equal("missing_scope", await App.Refused("conversations.create", new { name = "secret", is_private = true }));
    }

    [Fact]
    public async Task Reads_that_take_no_JSON_do_not_see_their_arguments_in_it()
    {
        Assert.Equal("invalid_arguments", await App.Refused("users.info", new { user = Id("ana") }));
        var answer = await App.Form("users.info", null, ("user", Id("ana")));
        Assert.Equal("Europe/London", answer.GetProperty("user").GetProperty("tz").GetString());
        Assert.False(answer.GetProperty("user").GetProperty("profile").TryGetProperty("email", out _));
    }

    [Theory]
    [InlineData("{", "application/json", "invalid_json")]
    [InlineData("[]", "application/json", "json_not_object")]
    [InlineData("hello", "text/plain", "invalid_post_type")]
    public async Task A_body_that_is_neither_form_nor_object_is_refused(string body, string type, string error)
    {
        using var response = await App.Raw("auth.test", App.App.BotToken, new StringContent(body, Encoding.UTF8, type));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(error, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_names_the_scopes_granted_and_accepted()
    {
        using var response = await App.Raw("auth.test", App.App.BotToken, null);
        Assert.Contains("usergroups:write", response.Headers.GetValues("x-oauth-scopes").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_rate_limits_on_the_twenty_first_channel_of_a_minute_waits()
    {
        Workspace.Policies.RateLimits = true;
        for (var i = 0; i < 20; i++) await App.NewChannel($"c{i}");
        using var response = await App.Raw(
            "conversations.create", App.App.BotToken,
            new StringContent("""{"name":"one-too-many"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }
}
