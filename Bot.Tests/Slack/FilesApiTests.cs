using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>Files are fetched and sent with the bot's token, which goes to Slack alone.</summary>
public sealed class FilesApiTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_at_another_host_is_not_asked_for()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        await using var other = await Elsewhere.Start();
        var file = new SharedFile { Id = "F1", Name = "days.ics", UrlPrivate = new Uri(other.UrlByName, "days.ics").AbsoluteUri };
        var refused = await Assert.ThrowsAsync<SlackException>(() => slack.Api.Files.Bytes(file, 1000, Stop));
        Assert.Equal("file_not_found", refused.Error);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task A_file_is_not_sent_to_another_host()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        await using var other = await Elsewhere.Start();
        raw.Answer = (_, _) => Task.FromResult<string?>($$"""{"ok":true,"upload_url":"{{other.UrlByName}}up","file_id":"F1"}""");
        await Assert.ThrowsAsync<SlackException>(
            () => slack.Api.Files.Upload("C1", "the timeline", [new("timeline.md", "# INC-1"u8.ToArray())], Stop));
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Where_Slack_sends_on_nobody_is_asked()
    {
        await using var raw = await RawSlack.Start();
        await using var slack = new SlackUnderTest(raw.Options);
        await using var other = await Elsewhere.Start();
        await using var own = await Elsewhere.Start();
        own.SendsOn = new(other.UrlByName, "login");
        var file = new SharedFile { Id = "F1", Name = "days.ics", UrlPrivate = new Uri(own.Url, "days.ics").AbsoluteUri };
        var refused = await Assert.ThrowsAsync<SlackException>(() => slack.Api.Files.Bytes(file, 1000, Stop));
        Assert.Equal("missing_scope", refused.Error);
        Assert.Equal([("/days.ics", "Bearer xoxb-1")], own.Asked);
        Assert.Empty(other.Asked);
    }
}
