using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class MrkdwnTests
{
    [Fact]
    public void Escaped_text_pings_nobody() =>
        Assert.Equal("&lt;!channel&gt; &amp; &lt;@U123&gt; \"x\"", Mrkdwn.Escape("<!channel> & <@U123> \"x\""));

    [Fact]
    public void Mentions_are_Slacks_own()
    {
        Assert.Equal("<@U1>", Mrkdwn.User("U1"));
        Assert.Equal("<#C1>", Mrkdwn.Channel("C1"));
        Assert.Equal("<!subteam^S1>", Mrkdwn.UserGroup("S1"));
        Assert.Equal("<!date^1700000000^{date_short} {time}|14 Nov 22:13>",
            Mrkdwn.Date(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "{date_short} {time}", "14 Nov 22:13"));
    }

    [Theory]
    [InlineData("https://ci.example/jobs/1?a=1&b=2", "job <1>", "<https://ci.example/jobs/1?a=1&amp;b=2|job &lt;1&gt;>")]
    [InlineData("https://ci.example/a|b", "x", "<https://ci.example/a%7Cb|x>")]
    [InlineData("https://ci.example/>|<!channel>", "x", "<https://ci.example/&gt;%7C&lt;!channel&gt;|x>")]
    [InlineData("https://ci.example/", "two\nlines", "<https://ci.example/|two lines>")]
    [InlineData("javascript:alert(1)", "x & y", "x &amp; y")]
    [InlineData("not a link", "x", "x")]
    public void A_link_cannot_be_broken_out_of(string url, string text, string expected) => Assert.Equal(expected, Mrkdwn.Link(url, text));
}
