using System.Text.RegularExpressions;
using Bot.Slack;
using CsCheck;

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
    [InlineData("https://ci.example/", "*all* of _stg_orders_ `x`", "<https://ci.example/|∗all∗ of ˍstg_ordersˍ ˋxˋ>")]
    public void A_link_cannot_be_broken_out_of(string url, string text, string expected) =>
        Assert.Equal(expected, Mrkdwn.Link(url, text));

    [Theory]
    [InlineData("R&D is <late>", "R&amp;D is &lt;late&gt;")]
    [InlineData("stg_orders_daily ran 3x~4x", "stg_orders_daily ran 3x~4x")]
    [InlineData("*Bold*", "<!date^00000000^{_}|*>Bold<!date^00000000^{_}|*>")]
    [InlineData("a * b", "a <!date^00000000^{_}|*> b")]
    [InlineData("_x", "<!date^00000000^{_}|_>x")]
    [InlineData("> 5 h late", "&gt; 5 h late")]
    [InlineData("one\n> two", "one\n\u00ad&gt; two")]
    [InlineData("5 > 3", "5 &gt; 3")]
    public void Marks_of_a_name_are_shown_as_they_are(string name, string sent) => Assert.Equal(sent, Mrkdwn.Inert(name, 150));

    [Fact]
    public void Whatever_a_name_holds_it_fits_and_no_mark_of_its_own_is_left()
    {
        var piece = Gen.OneOf<string>("*", "_", "~", "`", "&", "<!here>", ">", "\n", " ", "orders", "😀", "＊");
        piece.Array[0, 300].Select(string.Concat).Sample(name =>
        {
            var sent = Mrkdwn.Inert(name, 150);
            Assert.InRange(sent.Length, 0, 350);
            var left = sent.Replace("<!date^00000000^{_}|", "", StringComparison.Ordinal);
            Assert.DoesNotContain('<', left);
            Assert.DoesNotContain('`', Regex.Replace(sent, "<[^<>]*>", ""));
            Assert.DoesNotContain('*', Regex.Replace(sent, "<[^<>]*>", ""));
        });
    }
}
