using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>An open form shows what answers the newest change in it, in whatever order the answers are ready.</summary>
public sealed class RedrawTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_older_answer_that_comes_later_is_not_shown()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        await slack.Api.Views.Redraw(Change("1700000002.000100"), Form("new"), Ct);
        await slack.Api.Views.Redraw(Change("1700000001.000100"), Form("old"), Ct);
        Assert.Contains("new", Assert.Single(raw.Calls).Form["view"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_answer_waits_for_the_older_one_and_takes_its_place()
    {
        await using var raw = await RawSlack.Start();
        var finish = new Signal<bool>();
        var began = new Signal<bool>();
        raw.Answer = async (call, _) =>
        {
            if (!call.Form["view"].Contains("old", StringComparison.Ordinal))
                return call.Form.ContainsKey("hash") ? """{"ok":false,"error":"hash_conflict"}""" : null;
            began.Give(true);
            await finish.Wait();
            return null;
        };
        await using var slack = new SlackUnderTest(raw.Options);
        var older = slack.Api.Views.Redraw(Change("1700000001.000100"), Form("old"), Ct);
        await began.Wait();
        var newer = slack.Api.Views.Redraw(Change("1700000002.000100"), Form("new"), Ct);
        Assert.Single(raw.Calls);
        finish.Give(true);
        await Task.WhenAll(older, newer);
        Assert.Contains("new", raw.Calls.Last().Form["view"], StringComparison.Ordinal);
        Assert.False(raw.Calls.Last().Form.ContainsKey("hash"));
    }

    [Fact]
    public async Task What_is_stored_is_drawn_as_it_is_when_its_turn_comes()
    {
        await using var raw = await RawSlack.Start();
        var (finish, began, stored) = (new Signal<bool>(), new Signal<bool>(), "old");
        raw.Answer = async (call, _) =>
        {
            began.Give(true);
            await finish.Wait();
            return null;
        };
        await using var slack = new SlackUnderTest(raw.Options);
        var slow = slack.Api.Views.Redraw("V1", () => Form(stored), Ct);
        await began.Wait();
        var next = slack.Api.Views.Redraw("V1", () => Form(stored), Ct);
        stored = "new";
        finish.Give(true);
        await Task.WhenAll(slow, next);
        Assert.Contains("new", raw.Calls.Last().Form["view"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not_found")]
    [InlineData("view_too_large")]
    [InlineData("hash_conflict")]
    public async Task Whatever_Slack_says_no_change_fails_because_of_it(string error)
    {
        await using var raw = await RawSlack.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>($$"""{"ok":false,"error":"{{error}}"}""");
        await using var slack = new SlackUnderTest(raw.Options);
        await slack.Api.Views.Redraw(Change("1700000001.000100"), Form("x"), Ct);
        Assert.NotEmpty(raw.Calls);
    }

    static BlockActionRequest Change(string ts) => new()
    {
        User = new("U1"),
        View = new() { Id = "V1", Type = "modal", Hash = "1.a" },
        Action = new() { ActionId = "choose", BlockId = "b", ActionTs = ts },
    };

    static ModalViewDefinition Form(string text) => new() { Title = "Form", Blocks = [new SectionBlock { Text = text }] };
}
