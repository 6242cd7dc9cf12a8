using Bot.Alerts.Intake;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Alerts;

public sealed class IntakeSettingsTests
{
    [Theory]
    [InlineData(
        "Intake:Tokens:circleci", "short",
        "Intake__Tokens__circleci is shorter than 8 characters. Set it to a long random text, "
            + "such as the output of: openssl rand -hex 24")]
    [InlineData(
        "Intake:Tokens:my ci", "long-enough-a-token",
        "Intake__Tokens__my ci names a source that cannot stand in an address. "
            + "Use letters, digits, dashes, dots and underscores, 200 at most.")]
    [InlineData(
        "Intake:Secrets:circleci", "short",
        "Intake__Secrets__circleci is shorter than 8 characters. Set it to a long random text, "
            + "such as the output of: openssl rand -hex 24")]
    [InlineData(
        "Intake:Secrets:my ci", "long-enough-a-secret",
        "Intake__Secrets__my ci names a source that cannot stand in an address. "
            + "Use letters, digits, dashes, dots and underscores, 200 at most.")]
    [InlineData("Intake:PerMinute", "many", "Intake__PerMinute is \"many\". Use a whole number; 0 is off.")]
    public void A_value_that_cannot_be_used_stops_the_bot_with_one_sentence(string key, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<CannotStartException>(() => Read((key, value))).Message);

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public void A_source_is_not_called_by_dots_alone(string name)
    {
        Assert.Throws<CannotStartException>(() => Read(($"Intake:Tokens:{name}", "long-enough-a-token")));
        Assert.False(IntakeSettings.IsName(name));
    }

    [Fact]
    public void A_source_has_a_name_that_both_stores_can_find_it_by()
    {
        var (longest, token) = (new string('x', 200), "long-enough-a-token");
        Assert.Equal([longest], Read(($"Intake:Tokens:{longest}", token)).Names);
        Assert.Throws<CannotStartException>(() => Read(($"Intake:Tokens:{longest}x", token)));
    }

    static IntakeSettings Read(params (string Key, string Value)[] values) => IntakeSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value)))
            .Build());
}
