using Bot.Delivery;
using Bot.Sandbox;
using Bot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>What a place of the bot's does when it is lost, and when somebody gives it back.</summary>
public sealed class RegainedTests
{
    const string Announcements = "#data-incidents";

    [Fact]
    public async Task Invited_again_the_bot_announces_at_once_what_waited_for_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await PutOut(afternoon);
        await Declare(afternoon);
        Assert.Null(afternoon.Ivy.Look("INC-1", Announcements));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Invite(afternoon);
        afternoon.Ivy.Sees("INC-1", Announcements);
        Assert.Null(afternoon.Ivy.Look("needs an admin", Announcements));
    }

    [Fact]
    public async Task An_archived_announcement_channel_that_comes_back_hears_within_five_minutes()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("not_in_channel");
        await afternoon.Ivy.Joins(Announcements);
        await afternoon.Ivy.Archives(Announcements);
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        var told = afternoon.Ivy.Sees("needs an admin");
        Assert.Contains("Slack lets no bot reopen it: unarchive it", told.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Unarchives(Announcements);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        afternoon.Ivy.Sees("INC-1", Announcements);
        Assert.Null(afternoon.Ivy.Look("needs an admin", Announcements));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whichever_bot_sees_a_channel_well_again_wakes_what_another_found_no_place_for(int sees)
    {
        await using var afternoon = await Afternoon.Begin(isShared: true);
        WebApplication[] bots = [afternoon.Bot, await afternoon.Another()];
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("not_allowed_token_type");
        await afternoon.Ivy.Joins(Announcements);
        await afternoon.Ivy.Archives(Announcements);
        await Declare(afternoon);
        var channel = afternoon.Workspace.Conversations[Announcements];
        var database = afternoon.Get<Database>();
        Assert.NotNull(database.Read(db => JoinedChannels.Refusal(db, channel.Id)));
        afternoon.Workspace.Faults.Clear();
        afternoon.Workspace.Do(() => channel.Archived = false);
        Assert.Null(afternoon.Ivy.Look("INC-1", Announcements));
        await bots[sees].Services.GetRequiredService<LookAtChannels>().Bring(channel.Id, TestContext.Current.CancellationToken);
        await afternoon.Settle();
        afternoon.Ivy.Sees("INC-1", Announcements);
        Assert.Null(database.Read(db => JoinedChannels.Refusal(db, channel.Id)));
    }

    [Fact]
    public async Task Set_up_says_that_the_bot_is_not_in_the_channel_that_is_to_hear_of_incidents()
    {
        await using var afternoon = await Afternoon.Begin();
        await PutOut(afternoon);
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("The bot is not in");
        afternoon.Workspace.Do(() => afternoon.Workspace.Conversations[Announcements].Kind = ConversationKind.Public);
        await Invite(afternoon);
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("hears of every incident");
    }

    [Fact]
    public async Task A_channel_that_somebody_chooses_while_the_bot_makes_one_stays_chosen()
    {
        await using var afternoon = await Afternoon.Begin();
        var general = afternoon.Workspace.Conversations["#general"].Id;
        await afternoon.Ivy.Deletes(Announcements);
        afternoon.Workspace.Faults.On("conversations.create").Delay(TimeSpan.FromSeconds(2));
        await afternoon.Get<Database>().Wake(AnnouncementChannel.Subject);
        await Task.Delay(800, TestContext.Current.CancellationToken);
        await afternoon.Get<Database>().Change(tx => AnnouncementChannel.Kept.Set(tx, general, "ivy"));
        await afternoon.Settle();
        Assert.Equal(general, afternoon.Get<Database>().Read(AnnouncementChannel.Kept.Now));
    }

    [Fact]
    public async Task An_open_incidents_channel_that_comes_back_says_why()
    {
        await using var afternoon = await Afternoon.Begin();
        await Declare(afternoon);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Archives("#inc-1-orders-are-late");
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        afternoon.Ana.Sees(
            "INC-1 is still open, so its channel is back. /incident resolve ends it; its channel is archived 7 days later.",
            "#inc-1-orders-are-late");
    }

    [Fact]
    public async Task What_waits_for_a_channel_is_said_at_once_in_the_one_that_somebody_chooses_instead()
    {
        await using var afternoon = await Afternoon.Begin();
        await PutOut(afternoon);
        await Declare(afternoon);
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel("Announcement channel", "general").Submit();
        await afternoon.Settle();
        afternoon.Ivy.Sees("INC-1", "#general");
    }

    [Theory]
    [InlineData(false, "Slack does not answer the bot at the moment")]
    [InlineData(true, "Slack has not granted the bot the scope")]
    public async Task Whoever_is_met_first_while_slack_tells_nothing_of_them_hears_that_it_is_slack(bool isRefused, string words)
    {
        await using var afternoon = await Afternoon.Begin();
        if (isRefused) afternoon.Workspace.Faults.On("users.info").Refuse("missing_scope");
        else afternoon.Workspace.Faults.On("users.info").ServerError(times: 20);
        await afternoon.Ben.Slash("/incident list");
        afternoon.Ben.Sees(words);
        Assert.Null(afternoon.Ben.Look("nothing was saved"));
        if (isRefused)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(1));
            afternoon.Ivy.Sees("needs an admin");
        }

        afternoon.Workspace.Faults.Clear();
    }

    static async Task PutOut(Afternoon afternoon)
    {
        await afternoon.Ivy.Joins(Announcements);
        afternoon.Workspace.Do(() => afternoon.Workspace.Conversations[Announcements].Kind = ConversationKind.Private);
        await afternoon.Ivy.PutsOut(Announcements, afternoon.App.BotUser);
    }

    static Task Invite(Afternoon afternoon)
    {
        afternoon.Workspace.Do(() => afternoon.Workspace.Conversations.Life.Join(
            afternoon.Workspace.Conversations[Announcements], afternoon.App.BotUser, afternoon.Workspace.People["ivy"]));
        return afternoon.Settle();
    }

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
    }
}
