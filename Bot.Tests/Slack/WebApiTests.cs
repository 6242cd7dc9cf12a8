using System.Text.Json.Nodes;
using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class WebApiTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_a_form_with_objects_as_JSON_and_the_token_in_the_header()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>(
            """{"ok":true,"channel":"C1","ts":"1.1","message":{"type":"message","ts":"1.1"},"brand_new":[1]}""");
        await using var slack = new SlackUnderTest(raw.Options);
        var posted = await slack.Api.Chat.PostMessage("C1", new()
        {
            Text = "hé & <b>",
            Blocks = [new DividerBlock()],
            Metadata = MessageMetadata.Of("bot_post", ("slot", "incident:12:card")),
            UnfurlLinks = false,
        }, Ct);
        Assert.Equal(("C1", "1.1"), (posted.Channel, posted.Ts));
        var call = Assert.Single(raw.Calls);
        Assert.Equal(
            ("chat.postMessage", "Bearer xoxb-1", "application/x-www-form-urlencoded"),
            (call.Method, call.Token, call.ContentType));
        Assert.Equal(["blocks", "channel", "metadata", "text", "unfurl_links"], call.Form.Keys.Order());
        Assert.Equal("""[{"type":"divider"}]""", call.Form["blocks"]);
        Assert.Equal("hé & <b>", call.Form["text"]);
        Assert.Equal("incident:12:card", JsonNode.Parse(call.Form["metadata"])!["event_payload"]!["slot"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refusal_says_what_to_do()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>("""
            {"ok":false,"error":"missing_scope","needed":"channels:manage","provided":"chat:write",
            "response_metadata":{"messages":["[ERROR] more"]}}
            """);
        await using var slack = new SlackUnderTest(raw.Options);
        var refused = await Assert.ThrowsAsync<SlackException>(() => slack.Api.Conversations.Create("inc-1", false, Ct));
        Assert.Equal(
            ("conversations.create", "missing_scope", "channels:manage"), (refused.Method, refused.Error, refused.NeededScope));
        Assert.Equal("Add the scope channels:manage to the app's manifest and reinstall the app.", refused.Remedy);
        Assert.Equal(["[ERROR] more"], refused.Details);
    }

    [Fact]
    public async Task An_error_that_nobody_knows_has_a_remedy_too()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>("""{"ok":false,"error":"gremlins"}""");
        await using var slack = new SlackUnderTest(raw.Options);
        var refused = await Assert.ThrowsAsync<SlackException>(() => slack.Api.Pins.Add("C1", "1.1", Ct));
        Assert.Equal("https://docs.slack.dev/reference/methods/pins.add says what gremlins means.", refused.Remedy);
    }

    [Theory]
    [InlineData("already_pinned")]
    [InlineData("already_archived")]
    [InlineData("message_not_found")]
    [InlineData("not_found")]
    public async Task What_is_so_already_is_success(string error)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>($$"""{"ok":false,"error":"{{error}}"}""");
        await using var slack = new SlackUnderTest(raw.Options);
        await (error switch
        {
            "already_pinned" => slack.Api.Pins.Add("C1", "1.1", Ct),
            "already_archived" => slack.Api.Conversations.Archive("C1", Ct),
            "not_found" => slack.Api.Bookmarks.Remove("C1", "Bk1", Ct),
            _ => slack.Api.Chat.Delete("C1", "1.1", Ct),
        });
    }

    [Fact]
    public async Task An_invitation_with_force_names_whom_it_left_out()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>("""
            {"ok":false,"error":"cant_invite","errors":[{"user":"U1","ok":false,"error":"already_in_channel"},{"user":"U2",
            "ok":false,"error":"user_not_found"}]}
            """);
        await using var slack = new SlackUnderTest(raw.Options);
        Assert.Equal(
            [new InviteError("U2", "user_not_found")], await slack.Api.Conversations.Invite("C1", ["U1", "U2"], true, Ct));
        var refused = await Assert.ThrowsAsync<SlackException>(
            () => slack.Api.Conversations.Invite("C1", ["U1", "U2"], false, Ct));
        Assert.Equal(2, refused.Details.Count);
        raw.Answer = (_, _) => Task.FromResult<string?>("""{"ok":false,"error":"already_in_channel"}""");
        Assert.Empty(await slack.Api.Conversations.Invite("C1", ["U1"], false, Ct));
    }

    [Fact]
    public async Task Groups_are_managed_with_their_own_token_where_there_is_one()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>(
            """{"ok":true,"usergroups":[{"id":"S1","handle":"data-responder","user_count":"7","date_delete":0}]}""");
        await using var slack = new SlackUnderTest(raw.Options with { GroupsToken = "xoxp-9" });
        Assert.Equal("data-responder", Assert.Single(await slack.Api.UserGroups.List(stop: Ct)).Handle);
        await slack.Api.Chat.GetPermalink("C1", "1.1", Ct);
        Assert.Equal(["Bearer xoxp-9", "Bearer xoxb-1"], raw.Calls.Select(c => c.Token));
    }

    [Theory]
    [InlineData("ok", null)]
    [InlineData("{\"ok\":true}", null)]
    [InlineData("used_url", "used_url")]
    [InlineData("{\"ok\":false,\"error\":\"expired_url\"}", "expired_url")]
    public async Task A_response_url_may_answer_with_a_bare_word(string answer, string? error)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>(answer);
        await using var slack = new SlackUnderTest(raw.Options);
        var refused = await Record.ExceptionAsync(() => slack.Api.Respond($"{raw.Url}respond", "hi", Ct));
        Assert.Equal(error, (refused as SlackException)?.Error);
        Assert.Equal(error is null, refused is null);
    }

    [Fact]
    public async Task The_granted_scopes_come_with_auth_test()
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, http) =>
        {
            http.Response.Headers["x-oauth-scopes"] = "commands,chat:write";
            return Task.FromResult<string?>("""{"ok":true,"team_id":"T1","user_id":"U0"}""");
        };
        await using var slack = new SlackUnderTest(raw.Options);
        Assert.Equal(["commands", "chat:write"], (await slack.Api.Auth.Test(Ct)).Scopes);
    }
}
