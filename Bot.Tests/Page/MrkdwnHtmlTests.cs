using Bot.Sandbox;
using Bot.Sandbox.Page.Text;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Page;

/// <summary>Slack's mrkdwn as the page draws it.</summary>
public sealed class MrkdwnHtmlTests
{
    const string Link = "<a href=\"https://x.example/a_b", New = "\" target=\"_blank\" rel=\"noopener\">https://x.example/a_b";

    [Theory]
    [InlineData("*bold* _it_ ~gone~ `a*b*`", "<strong>bold</strong> <em>it</em> <s>gone</s> <code>a*b*</code>")]
    [InlineData("a_b_c 2*3*4", "a_b_c 2*3*4")]
    [InlineData("*<https://x.example/a_b_|the link>*",
        "<strong><a href=\"https://x.example/a_b_\" target=\"_blank\" rel=\"noopener\">the link</a></strong>")]
    [InlineData("see https://x.example/a_b?c=1&amp;d=2.", "see " + Link + "?c=1&amp;d=2" + New + "?c=1&amp;d=2</a>.")]
    [InlineData("(*https://x.example/a_b*) `https://x.example`",
        "(<strong>" + Link + New + "</a></strong>) <code>https://x.example</code>")]
    [InlineData("nohttps://x ftp://x https://", "nohttps://x ftp://x https://")]
    [InlineData("&gt; one\n&gt; two\nthree", "<blockquote>one<br>two</blockquote>three")]
    [InlineData("two:\n• one\n• *other*\nend", "two:<ul><li>one</li><li><strong>other</strong></li></ul>end")]
    [InlineData("see\n```\nx &lt; y\n```", "see<pre>x &lt; y</pre>")]
    [InlineData("&lt;script&gt; &amp;amp;", "&lt;script&gt; &amp;amp;")]
    [InlineData("<javascript:alert(1)|x>", "x")]
    [InlineData(":tada: :no_such:", "<span class=\"emoji\" role=\"img\" aria-label=\"tada\">🎉</span> :no_such:")]
    [InlineData("<!here>", "<span class=\"mention me\" title=\"\">@here</span>")]
    [InlineData("<!date^1772532000^{date_short} {time}|then>", "<time title=\"then\">Mar 3 11:00&#160;AM</time>")]
    public async Task Text_becomes_html_that_says_the_same(string text, string html)
    {
        await using var workspace = await Start();
        Assert.Equal(html, new MrkdwnHtml(workspace, workspace.People["chloe"]).Render(text));
    }

    [Theory]
    [InlineData("*Bold* orders")]
    [InlineData("_x_ and ~y~ and `z` in stg_orders_daily")]
    [InlineData("late * again")]
    [InlineData("```")]
    [InlineData("R&D > <b>")]
    public async Task A_name_with_marks_stands_in_a_heading_as_it_was_typed(string name)
    {
        await using var workspace = await Start();
        var heading = $"*INC-1 {Bot.Slack.Mrkdwn.Inert(name, 150)}*";
        var chloe = workspace.People["chloe"];
        var html = $"<strong>INC-1 {System.Net.WebUtility.HtmlEncode(name)}</strong>";
        Assert.Equal(html, new MrkdwnHtml(workspace, chloe).Render(heading));
        Assert.Equal($"INC-1 {name}", new Mrkdwn(workspace, chloe).Read(heading));
    }

    [Fact]
    public async Task Mentions_carry_names_and_channels_lead_there()
    {
        await using var workspace = await Start();
        var (ana, group, channel) =
            (workspace.People["ana"], workspace.Groups["on-call-engineers"], workspace.Conversations["random"]);
        var html = new MrkdwnHtml(workspace, ana).Render($"<@{ana.Id}> <!subteam^{group.Id}> <#{channel.Id}>");
        Assert.Equal(
            "<span class=\"mention me\" title=\"Ana Moreira\">@ana</span> <span class=\"mention\" title=\"On-call engineers: "
                + "Finn Doyle, Gwen Park\">@on-call-engineers</span> "
            + "<a class=\"mention\" href=\"/as/ana/c/random\">#random</a>", html);
    }

    static Task<Workspace> Start() =>
        Workspace.Start(new WorkspaceOptions { Clock = new FakeTimeProvider(Noon) });

    static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
}
