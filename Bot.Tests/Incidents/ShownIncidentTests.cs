using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Slack;

namespace Bot.Tests.Incidents;

public sealed class ShownIncidentTests
{
    const int LongestName = 500;

    [Theory]
    [InlineData("a")]
    [InlineData("😀")]
    [InlineData("売")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    [InlineData("\u2028")]
    [InlineData("\ue000")]
    [InlineData("ÿ")]
    public void What_a_form_showed_fits_into_it_whatever_the_name(string letter)
    {
        var name = string.Concat(Enumerable.Repeat(letter, LongestName));
        var shown = new ShownIncident(
            long.MaxValue, new(name, IncidentStatus.Investigating, Severity.Critical, Affected.Customers, "U0123456789AB"),
            int.MaxValue);
        Assert.InRange(shown.Write().Length, 1, Limits.PrivateMetadata);
        Assert.Equal(shown, ShownIncident.Read(shown.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200b \u2060")]
    [InlineData("\u3164\u2800")]
    public async Task A_name_that_nobody_would_see_is_no_name(string name)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident declare");
        await afternoon.Ana.Modal.Fill("Name", $"{name}\u3164").Submit();
        Assert.StartsWith("Give it a name", afternoon.Ana.Modal.Errors["Name"], StringComparison.Ordinal);
    }
}
