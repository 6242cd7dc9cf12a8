using System.Text.Json.Nodes;
using Bot.Slack;

namespace Bot.Tests.Slack;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("R&amp;D loads &gt; 5h late", "R&D loads > 5h late")]
    [InlineData("&amp;lt; is no escape of mine, &amp;amp; neither", "&lt; is no escape of mine, &amp; neither")]
    [InlineData("orders late, ask <@U1|ben> in <#C1|data-team>", "orders late, ask @ben in #data-team")]
    [InlineData("ask <@U1> in <#C1> or <#C1|>", "ask @somebody in a private channel or a private channel")]
    [InlineData("<!subteam^S1|@data-responder> and <!subteam^S2>", "@data-responder and a user group")]
    [InlineData("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone")]
    [InlineData("due <!date^1392734382^{date}|18 Feb>", "due 18 Feb")]
    [InlineData("see <https://ci.example/jobs/1?a=1&amp;b=2>", "see https://ci.example/jobs/1?a=1&b=2")]
    [InlineData("see <https://ci.example/jobs/1|the job &amp; its log>", "see the job & its log")]
    [InlineData("write to <mailto:ana@x.example|ana@x.example>", "write to ana@x.example")]
    [InlineData("“Orders” ‘late’, it’s „bad‟", "\"Orders\" 'late', it's \"bad\"")]
    [InlineData("orders\u00a0are\u202flate\u3000now\there", "orders are late now here")]
    [InlineData("\u001b[31mred\u0007 \u202eturned\u202c zero\u200bwidth\ufeff", "[31mred turned zerowidth")]
    [InlineData("resolve 1\u200e \u200f\u061csoft\u00adhyphen", "resolve 1 softhyphen")]
    [InlineData("first line\r\nsecond line", "first line\nsecond line")]
    [InlineData("👩‍👩‍👧 می‌خواهم é", "👩‍👩‍👧 می‌خواهم é")]
    [InlineData("  \u00a0 ", "")]
    [InlineData("a < b, <> and 1 > 0", "a < b, <> and 1 > 0")]
    public void A_handler_reads_what_the_person_typed(string sent, string read) =>
        Assert.Equal(read, CommandText.Read(sent).Text);

    [Fact]
    public async Task People_are_called_as_they_are_known_and_at_hand_by_id()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline);
        slack.Router.NameOf = (id, _) => Task.FromResult(id == "U1" ? "Ben <Carter>" : null);
        slack.Router.Command("/incident", "lead", (c, _) =>
            Task.FromResult<SlashResponse?>($"{c.Rest}|{c.Mentioned}|{string.Join(' ', c.Mentions.Select(m => m.Id))}"));
        Assert.Equal("@Ben <Carter>|U1|U1", await Answer(slack, "lead <@U1|ben.c>"));
        Assert.Equal("@Ben <Carter> or @cy||U1 U2", await Answer(slack, "LEAD <@U1|ben.c> or <@U2|cy>"));
    }

    [Fact]
    public async Task A_name_that_nobody_answers_is_the_one_that_came_with_the_command()
    {
        await using var slack = new SlackUnderTest(RoutingTests.Offline with { AckDeadline = TimeSpan.FromMilliseconds(300) });
        slack.Router.NameOf = (id, stop) => id == "U1" ? Never(stop) : throw new SlackException("users.info", "user_not_found");
        slack.Router.Command("/incident", "", (command, _) => Task.FromResult<SlashResponse?>(command.Text));
        Assert.Equal("ask @ben or @cy", await Answer(slack, "ask <@U1|ben> or <@U2|cy>"));

        static async Task<string?> Never(CancellationToken stop)
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        }
    }

    static async Task<string> Answer(SlackUnderTest slack, string text) =>
        RoutingTests.Payload(await slack.Deliver(Envelope(text)))["text"]!.GetValue<string>();

    static string Envelope(string text) => new JsonObject
    {
        ["envelope_id"] = Guid.NewGuid().ToString(),
        ["type"] = "slash_commands",
        ["accepts_response_payload"] = true,
        ["payload"] = new JsonObject
        {
            ["command"] = "/incident",
            ["text"] = text,
            ["user_id"] = "U9",
            ["channel_id"] = "C1",
            ["trigger_id"] = $"1.2.{Guid.NewGuid()}",
        },
    }.ToJsonString();
}
