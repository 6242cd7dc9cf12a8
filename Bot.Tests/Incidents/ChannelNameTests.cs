using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

public sealed class ChannelNameTests
{
    [Theory]
    [InlineData("Orders are late", "inc-12-orders-are-late")]
    [InlineData("  --Orders?!  are   LATE...", "inc-12-orders-are-late")]
    [InlineData("Größe falsch, données manquantes", "inc-12-grosse-falsch-donnees-manquantes")]
    [InlineData("re\u0301sume\u0301 stale", "inc-12-resume-stale")]
    [InlineData("Đơn hàng trễ", "inc-12-don-hang-tre")]
    [InlineData("ﬁle ＡＢＣ tables", "inc-12-file-abc-tables")]
    [InlineData("İstanbul, ısı, Łódź, Øre, Þór, Æsir, œuvre", "inc-12-istanbul-isi-lodz-ore-thor-aesir-oeuvre")]
    [InlineData("I\u0307stanbul Straẞe ŋ 𝐛𝐨𝐥𝐝 １２ ٣", "inc-12-istanbul-strasse-ng-bold-12-3")]
    [InlineData("订单延迟", "inc-12")]
    [InlineData("<!channel> & <@U123> \"x\"", "inc-12-channel-u123-x")]
    [InlineData("", "inc-12")]
    public void A_name_becomes_what_slack_accepts(string name, string channel) =>
        Assert.Equal(channel, ChannelName.For("inc-", 12, name));

    [Fact]
    public void Any_name_is_accepted_by_slack() => Gen.String.Sample(name =>
    {
        var channel = ChannelName.For("inc-", 12, name);
        var next = ChannelName.Try(channel, 3);
        foreach (var made in new[] { channel, next })
        {
            Assert.InRange(made.Length, 1, ChannelName.MaxLength);
            Assert.All(made, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        }

        Assert.EndsWith("-3", next, StringComparison.Ordinal);
    });

    [Fact]
    public void The_next_name_keeps_within_eighty_characters()
    {
        var first = ChannelName.For("inc-", 1, new string('x', 200));
        Assert.Equal(80, first.Length);
        Assert.Equal(80, ChannelName.Try(first, 2).Length);
    }

    [Theory]
    [InlineData("inc-", true)]
    [InlineData("INC ", false)]
    [InlineData("", false)]
    public void A_prefix_is_checked(string prefix, bool good) => Assert.Equal(good, ChannelName.PrefixProblem(prefix) is null);
}
