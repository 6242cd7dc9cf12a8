using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

public sealed class RotationDraftTests
{
    static readonly RotationDraft Good = new()
    {
        Name = " Data responder ",
        Members = ["U1", "U2"],
        Cron = "0 9 * * 1",
        Zone = "Europe/London",
        Days = Weekdays.MondayToFriday,
        From = new(9, 0),
        To = new(17, 0),
        GroupHandle = "@Data-Responder",
    };

    [Fact]
    public void A_good_draft_becomes_settings()
    {
        var rotation = Good.Check("r1", out var problems);
        Assert.Empty(problems);
        Assert.Equal(
            ("Data responder", "data-responder", "Europe/London"), (rotation!.Name, rotation.GroupHandle, rotation.Zone.Id));
    }

    [Fact]
    public void Every_problem_is_told_at_once_each_in_its_own_place()
    {
        var draft = new RotationDraft
        {
            Cron = "x",
            Zone = "Mars/Olympus",
            GroupHandle = "data team!",
            GroupOutOfHours = GroupOutOfHours.Named,
        };
        Assert.Null(draft.Check("r1", out var problems));
        Assert.Equal(Enum.GetValues<RotationField>().Where(f => f <= RotationField.GroupOutOfHours), problems.Keys.Order());
        Assert.Contains("no time zone \"Mars/Olympus\"", problems[RotationField.Zone], StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_times_are_the_whole_day_at_midnight_and_no_hours_elsewhere()
    {
        Assert.NotNull((Good with { From = default(TimeOnly), To = default(TimeOnly) }).Check("r1", out _));
        Assert.Null((Good with { From = new(9, 0), To = new(9, 0) }).Check("r1", out var problems));
        Assert.Contains("00:00 to 00:00", problems[RotationField.To], StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_has_two_places_in_the_order()
    {
        Assert.Null((Good with { Members = ["U1", "U2", "U1"] }).Check("r1", out var problems));
        Assert.Equal([RotationField.Members], problems.Keys);
    }

    [Theory]
    [InlineData("london", "Europe/London")]
    [InlineData("new york", "America/New_York")]
    [InlineData("america/sant", "America/Santiago")]
    [InlineData("kath", "Asia/Kathmandu")]
    public void A_zone_is_found_by_its_city(string typed, string first) => Assert.Contains(first, Zones.Search(typed).Take(3));
}
