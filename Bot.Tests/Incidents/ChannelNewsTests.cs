using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>What people do to an incident's channel by hand is heard of at once. It is a Tuesday, and Ana is on call.</summary>
public sealed class ChannelNewsTests
{
    const string Channel = "#inc-1-orders-are-late", Next = $"{Channel}-2";

    static async Task<Afternoon> Declared(Func<Afternoon, Task>? then = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Finn.Slash("/incident declare orders are late", "#data-team");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "ben").Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Ben.Joins(Channel);
        if (then is not null) await then(afternoon);
        return afternoon;
    }

    static IncidentRow Row(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!);

    static bool IsIn(Afternoon afternoon, string channel, Member who) =>
        afternoon.Workspace.Conversations[channel].Has(who.Id);

    [Fact]
    public async Task Who_left_is_not_invited_into_the_next_channel()
    {
        await using var afternoon = await Declared(a => a.Ana.Leaves(Channel));
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await afternoon.Finn.Archives(Channel);
        Assert.True(IsIn(afternoon, Next, afternoon.Finn));
        Assert.False(IsIn(afternoon, Next, afternoon.Ana));
    }

    [Fact]
    public async Task Who_came_in_and_left_by_themselves_is_not_invited_because_another_incident_goes_into_it()
    {
        await using var afternoon = await Declared(async a =>
        {
            await a.Dev.Joins(Channel);
            await a.Dev.Leaves(Channel);
        });
        await afternoon.Dev.Slash("/incident declare stock is late", "#data-team");
        await afternoon.Dev.Modal.ChoosePeople("Lead", "dev").Submit();
        await afternoon.Dev.Modal.Close();
        await afternoon.Finn.Slash("/incident merge 2 into 1", "#data-team");
        await afternoon.Finn.Modal.Submit();
        Assert.False(IsIn(afternoon, Channel, afternoon.Dev));
    }

    [Fact]
    public async Task That_its_lead_has_left_the_channel_reads_once_and_of_others_it_does_not()
    {
        await using var afternoon = await Declared(a => a.Ana.Leaves(Channel));
        Assert.Null(afternoon.Finn.Look("still leads", Channel));
        await afternoon.Ben.Leaves(Channel);
        afternoon.Finn.Sees("ben: left this channel, and still leads", Channel);
        await afternoon.Finn.Slash("/incident takeover 1", Channel);
        await afternoon.Ben.Joins(Channel);
        await afternoon.Ben.Leaves(Channel);
        Assert.Single(afternoon.Finn.Messages(Channel), m => m.Text.Contains("still leads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_made_lead_is_invited_again()
    {
        await using var afternoon = await Declared(a => a.Ana.Leaves(Channel));
        await afternoon.Finn.Slash("/incident lead 1 @ana", "#data-team");
        await afternoon.Finn.Modal.Submit();
        Assert.True(IsIn(afternoon, Channel, afternoon.Ana));
    }

    [Fact]
    public async Task Whoever_is_mentioned_in_the_channel_is_invited_again_and_strangers_are_not()
    {
        await using var afternoon = await Declared(a => a.Ana.Leaves(Channel));
        await afternoon.Finn.Says(Channel, "@ana and @dev, was it the loader?");
        Assert.True(IsIn(afternoon, Channel, afternoon.Ana));
        Assert.False(IsIn(afternoon, Channel, afternoon.Dev));
    }

    [Fact]
    public async Task Whoever_came_back_by_themselves_is_one_of_those_who_are_needed()
    {
        await using var afternoon = await Declared(async a =>
        {
            await a.Ana.Leaves(Channel);
            await a.Ana.Joins(Channel);
        });
        await afternoon.Ivy.Deletes(Channel);
        Assert.True(IsIn(afternoon, Next, afternoon.Ana));
    }

    [Fact]
    public async Task Put_out_of_the_channel_the_bot_is_in_again_at_once()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.PutsOut(Channel, afternoon.App.BotUser);
        Assert.True(afternoon.Workspace.Conversations[Channel].Has(afternoon.App.BotUser.Id));
    }

    [Fact]
    public async Task The_channel_of_an_open_incident_is_back_at_once_and_says_why()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Archives(Channel);
        Assert.False(afternoon.Workspace.Conversations[Channel].Archived);
        afternoon.Ben.Sees("INC-1 is still open, so its channel is back.", Channel);
    }

    [Fact]
    public async Task Deleted_it_is_another_at_once()
    {
        await using var afternoon = await Declared();
        await afternoon.Ivy.Deletes(Channel);
        Assert.Equal(Next, $"#{Row(afternoon).ChannelName}");
        afternoon.Ben.Sees($"INC-1 goes on here: {Channel} cannot be used any more.", Next);
    }

    [Fact]
    public async Task Archived_after_the_end_it_is_left_alone_and_the_timeline_says_by_whom()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Slash("/incident resolve 1 a retry", "#data-team");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Finn.Archives(Channel);
        Assert.True(afternoon.Workspace.Conversations[Channel].Archived);
        await afternoon.Ben.Slash("/incident timeline 1", "#data-team");
        Assert.Contains("finn: the channel was archived", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        for (var day = 0; day < 9; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Null(afternoon.Finn.Look("This channel is archived", Channel));
        Assert.True(afternoon.Workspace.Conversations[Channel].Archived);
    }

    [Fact]
    public async Task Renamed_it_is_known_by_its_new_name_at_once()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Renames(Channel, "#late-orders");
        Assert.Equal("late-orders", Row(afternoon).ChannelName);
        afternoon.Ana.Sees("INC-1 orders are late #late-orders", "#data-incidents");
        await afternoon.Ben.Slash("/incident update #late-orders we are on it", "#data-team");
        Assert.Contains("INC-1", afternoon.Ben.Modal.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_ones_are_heard_of_too()
    {
        await using var afternoon = await Private.PrivateStory.Begin();
        await afternoon.Chloe.Renames(Private.PrivateStory.Channel, "#quiet");
        Assert.Equal("quiet", Row(afternoon).ChannelName);
        await afternoon.Finn.Leaves("#quiet");
        await afternoon.Chloe.Archives("#quiet");
        Assert.NotEqual("quiet", Row(afternoon).ChannelName);
        Assert.Equal(["chloe"], Private.PrivateStory.People(afternoon, Row(afternoon).ChannelName!));
    }
}
