using System.Text.RegularExpressions;
using Bot.People;
using Bot.Tests.Laws;

namespace Bot.Tests.People;

/// <summary>Who may do what, row by row: the table of the design.</summary>
public sealed class PermissionsTests
{
    // Each role is somebody of the workspace as well, but for the outsider.
    static readonly Roles[] Somebody =
        [Roles.Member, Roles.Member | Roles.TakesTurns, Roles.Member | Roles.Owner, Roles.Member | Roles.Admin];

    [Theory]
    [InlineData(Act.UseTheBot, true, true, true, true)]
    [InlineData(Act.TakeHours, false, true, false, false)]
    [InlineData(Act.PauseTurns, false, false, true, true)]
    [InlineData(Act.ChangeHolidays, false, false, true, true)]
    [InlineData(Act.ChangeRotation, false, false, true, true)]
    [InlineData(Act.ChooseNoticeChannels, false, true, true, true)]
    [InlineData(Act.SeeEverybodysHours, false, false, true, true)]
    [InlineData(Act.ReassignOfLeaver, false, false, true, true)]
    [InlineData(Act.ChangeTeamSettings, false, false, false, true)]
    [InlineData(Act.ChangeSources, false, false, false, true)]
    [InlineData(Act.ChangeTokens, false, false, false, true)]
    [InlineData(Act.ChangeWebhooks, false, false, false, true)]
    [InlineData(Act.SetUp, false, false, false, true)]
    public void Each_act_has_its_row(Act act, bool member, bool takesTurns, bool owner, bool admin) =>
        Assert.Equal([member, takesTurns, owner, admin], Somebody.Select(s => Permissions.May(act, s)));

    [Fact]
    public void Each_act_is_asked_of_the_table_by_somebody()
    {
        var code = string.Concat(Sources.Of("Bot").Select(file => file.Text));
        Assert.All(
            Enum.GetNames<Act>(),
            act => Assert.Matches(new Regex($@"(Refusal|May)\([^;]*Act\.{act}\b|Permissions\.Refusal\(Act\.{act}\)"), code));
    }

    [Fact]
    public void Whoever_is_not_of_the_workspace_may_nothing_whatever_else_they_are()
    {
        foreach (var act in Enum.GetValues<Act>())
        {
            Assert.False(Permissions.May(act, Roles.None));
            Assert.False(Permissions.May(act, Roles.TakesTurns | Roles.Owner | Roles.Admin));
        }
    }
}
