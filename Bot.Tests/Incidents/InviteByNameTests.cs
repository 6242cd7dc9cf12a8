using Bot.Incidents;
using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>People and the members of user groups are invited by name. It is a Tuesday, and Ana is on call.</summary>
public sealed class InviteByNameTests
{
    const string Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ben.Slash("/incident declare orders are late", "#data-team");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.Close();
        await afternoon.Ivy.SetsGroup("on-call-engineers", "chloe", "dev");
        return afternoon;
    }

    static bool IsIn(Afternoon afternoon, Member who) => afternoon.Workspace.Conversations[Channel].Has(who.Id);

    [Fact]
    public async Task A_group_is_its_members_and_the_timeline_says_who_invited_whom()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident invite @finn @on-call-engineers", Channel);
        foreach (var who in new[] { afternoon.Finn, afternoon.Chloe, afternoon.Dev })
            Assert.True(IsIn(afternoon, who), who.Person.Handle);
        afternoon.Ben.Sees("are invited to INC-1.");
        await afternoon.Ben.Slash("/incident timeline 1", Channel);
        Assert.Contains("ben: invited finn, ", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elsewhere_it_takes_a_number_and_guests_are_left_out()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident invite 1 @finn @gus", "#data-team");
        afternoon.Ben.Sees("finn is invited to INC-1. Guests, apps and people of other workspaces are not: gus");
        Assert.True(IsIn(afternoon, afternoon.Finn));
        Assert.False(IsIn(afternoon, afternoon.Gus));
        await afternoon.Ben.Slash("/incident invite @finn", "#data-team");
        afternoon.Ben.Sees("Say to which: /incident invite 12 @name");
        await afternoon.Ben.Slash("/incident invite 1", "#data-team");
        afternoon.Ben.Sees("Say whom: /incident invite @name");
    }

    [Fact]
    public async Task Whom_Slack_does_not_know_is_said()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident invite 1 @finn @nobody", "#data-team");
        afternoon.Ben.Sees("finn is invited to INC-1. Slack knows nobody called @nobody.");
    }

    [Fact]
    public async Task Whoever_left_is_asked_back_by_it()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident invite 1 @finn", "#data-team");
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Ben.Slash("/incident invite 1 @finn", "#data-team");
        Assert.True(IsIn(afternoon, afternoon.Finn));
    }

    [Fact]
    public async Task Nobody_is_invited_into_what_is_over()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident resolve 1 a retry", "#data-team");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Slash("/incident invite 1 @finn", "#data-team");
        afternoon.Ben.Sees("INC-1 is resolved: nobody is invited into what is over.");
        Assert.False(IsIn(afternoon, afternoon.Finn));
    }

    [Fact]
    public async Task Where_Slack_does_not_say_who_is_in_a_group_nobody_is_invited()
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Faults.On("usergroups.users.list").Refuse("no_such_subteam");
        await afternoon.Ben.Slash("/incident invite 1 @finn @on-call-engineers", "#data-team");
        afternoon.Ben.Sees("Slack does not say who is in @on-call-engineers");
        Assert.False(IsIn(afternoon, afternoon.Finn));
    }

    [Fact]
    public async Task Whoever_is_inside_a_private_one_lets_others_in_and_nobody_else_does()
    {
        await using var afternoon = await Private.PrivateStory.Begin();
        await afternoon.Ana.Slash("/incident invite 1 @dev", "#general");
        afternoon.Ana.Sees("INC-1 is private. Its lead can let you in.");
        Assert.False(Private.PrivateStory.Sees(afternoon, afternoon.Dev));
        await afternoon.Finn.Slash("/incident invite 1 @dev", "#general");
        Assert.True(Private.PrivateStory.Sees(afternoon, afternoon.Dev));
        Assert.Contains("dev", Private.PrivateStory.People(afternoon, Private.PrivateStory.Channel));
    }

    [Theory]
    [InlineData("invite @ben", "invite")]
    [InlineData("invite 3 @ben", "invite")]
    [InlineData("invite INC-3 @data-eng", "invite")]
    [InlineData("invite", "invite")]
    [InlineData("invite emails are late", null)]
    [InlineData("invoice run is late", null)]
    public void The_word_begins_names_as_well(string typed, string? verb) => Assert.Equal(verb, Verbs.Of(typed));
}
