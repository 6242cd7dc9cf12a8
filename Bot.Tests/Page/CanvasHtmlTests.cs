using Bot.Sandbox;
using Bot.Sandbox.Page.Text;
using Microsoft.Extensions.Time.Testing;

namespace Bot.Tests.Page;

/// <summary>A canvas's Markdown as the page draws it.</summary>
public sealed class CanvasHtmlTests
{
    const string Out = " target=\"_blank\" rel=\"noopener\"";

    [Theory]
    [InlineData("## Facts", "<h2>Facts</h2>")]
    [InlineData("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <del>s</del> <code>c</code></p>")]
    [InlineData(@"stg\_orders \<b\> R\&D", "<p>stg_orders &lt;b&gt; R&amp;D</p>")]
    [InlineData("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>")]
    [InlineData("[the run](https://x.example/a)", $"<p><a href=\"https://x.example/a\"{Out}>the run</a></p>")]
    [InlineData("![a picture](https://x.example/a.png)", $"<p><a href=\"https://x.example/a.png\"{Out}>a picture</a></p>")]
    [InlineData("[x](javascript:alert(1)) <javascript:alert(1)>", "<p>x javascript:alert(1)</p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData(":tada: :no_such:", "<p>🎉 :no_such:</p>")]
    [InlineData("one\\\ntwo", "<p>one<br />\ntwo</p>")]
    public async Task Text_becomes_html_that_says_the_same(string markdown, string html)
    {
        await using var workspace = await Start();
        Assert.Equal(html, new CanvasHtml(workspace, workspace.People["chloe"]).Render(markdown).Trim());
    }

    [Fact]
    public async Task Boxes_and_tables_are_drawn_and_mentions_carry_names()
    {
        await using var workspace = await Start();
        var (ana, channel) = (workspace.People["ana"], workspace.Conversations["random"]);
        string Drawn(string markdown) => new CanvasHtml(workspace, ana).Render(markdown);
        Assert.Contains("type=\"checkbox\" checked=\"checked\"", Drawn("- [x] done\n- [ ] to do"), StringComparison.Ordinal);
        Assert.Contains("<td>c</td>", Drawn("| a | b |\n| --- | --- |\n| c | d |"), StringComparison.Ordinal);
        Assert.Equal(
            "<p><span class=\"mention me\" title=\"Ana Moreira\">@ana</span> in "
            + "<a class=\"mention\" href=\"/as/ana/c/random\">#random</a></p>",
            Drawn($"![](@{ana.Id}) in ![](#{channel.Id})").Trim());
        Assert.Contains(
            $"href=\"/as/ana/c/random#m1772532000.000100\"",
            Drawn($"[said](https://acme.slack.com/archives/{channel.Id}/p1772532000000100)"), StringComparison.Ordinal);
    }

    static Task<Workspace> Start() => Workspace.Start(new WorkspaceOptions { Clock = new FakeTimeProvider() });
}
