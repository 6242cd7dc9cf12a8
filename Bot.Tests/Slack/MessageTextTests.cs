using Bot.Slack;
using CsCheck;

namespace Bot.Tests.Slack;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c")]
    [InlineData("<@U1> and <@U2|ben>", "@name of U1 and @name of U2")]
    [InlineData("<#C1|general> <#C2>", "#general a private channel")]
    [InlineData("<!here> <!subteam^S1|@data> <!subteam^S1>", "@here @data a user group")]
    [InlineData("<https://ci.example/1|the job> <https://ci.example>", "the job (https://ci.example/1) https://ci.example")]
    [InlineData("<http://ci.example|ci.example>", "http://ci.example")]
    [InlineData("<!date^1700000000^{date}|14 Nov>", "14 Nov")]
    [InlineData("  two\nlines  ", "two\nlines")]
    [InlineData("un\u200bseen", "unseen")]
    public void A_message_is_read_as_people_read_it(string sent, string read) =>
        Assert.Equal(read, MessageText.Read(sent, id => $"name of {id}"));

    [Fact]
    public void Whatever_people_type_is_read_as_they_typed_it() => Gen.String.Sample(typed =>
        Assert.Equal(SeenText.Of(typed).Trim(), MessageText.Read(Mrkdwn.Escape(typed), id => id)));
}
