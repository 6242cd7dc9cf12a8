using System.Text;
using Bot.Alerts;
using Bot.Slack;
using Bot.Tests.Slack;
using CsCheck;

namespace Bot.Tests.Alerts;

public sealed class AlertMessagesTests
{
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[1, 40], Gen.String[1, 600], Gen.Const("<!channel> & <@U123> \"x\""), Gen.Const(new string('&', 500)));
    static readonly Gen<string?> Url = Gen.OneOf<string?>(
        null, "https://ci.example/1", "https://ci.example/" + new string('&', 300),
        "https://ci.example/" + new string('a', 5000));

    static readonly Gen<WaitingRow> Waiting =
        from text in Gen.Select(Text, Text)
        from url in Url
        from firing in Gen.Long[0, 1]
        from count in Gen.Long[1, 100_000]
        from incident in Gen.OneOf<long?>(null, 12)
        select new WaitingRow(
            1, 1, "circleci", "k", text.Item1, text.Item2, url, null, null, 0, 1, count, firing, incident, "{}", null);

    static readonly Gen<AlertRow> Kept =
        from text in Gen.Select(Text, Text, Text)
        from url in Url
        from status in Gen.OneOf("firing", "resolved")
        from key in Gen.Int[1, 40]
        from incident in Gen.OneOf<long?>(null, 1, 2, 12)
        select new AlertRow(
            1, 1, "circleci", $"{key}", text.Item1, status, text.Item2, text.Item3, url, "stored", text.Item2, incident);

    [Fact]
    public void Whatever_waits_the_overnight_line_obeys_slacks_limits_and_mentions_nobody() =>
        Gen.Select(Waiting.List[0, 40], Gen.Bool).Sample((alerts, ended) =>
        {
            var message = OvernightMessage.Of(new(1, 1, ended ? 2 : null, ""), alerts, number => $"*INC-{number}*", "/incident");
            Assert.Empty(BlockRules.Problems(message));
            Assert.DoesNotContain("<!channel", Encoding.UTF8.GetString(message.ToJson()), StringComparison.Ordinal);
        }, iter: 300);

    [Fact]
    public void Whatever_came_in_the_list_obeys_slacks_limits_and_mentions_nobody() => Kept.List[1, 60].Sample(alerts =>
    {
        var list = ListAlerts.Shown(alerts);
        var message = new Message { Text = list.Text!, Blocks = list.Blocks };
        Assert.Empty(BlockRules.Problems(message));
        Assert.DoesNotContain("<!channel", Encoding.UTF8.GetString(message.ToJson()), StringComparison.Ordinal);
    }, iter: 300);
}
