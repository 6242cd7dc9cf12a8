using Bot.Reviews;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Incidents.Private;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Reviews;

/// <summary>The review of a week that is posted by itself. It is a Tuesday, 10:00 in London.</summary>
public sealed class WeeklyReviewTests
{
    const string Channel = "Channel for a weekly review", Time = "Time of the weekly review", Team = "#data-team";

    const string Title = "Review: Last 7 days";

    static async Task<Afternoon> Begin(string time = "Mon 09:00 Europe/London")
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel(Channel, Team).Fill(Time, time).Submit();
        Assert.Null(afternoon.Ivy.ModalOrNone);
        return afternoon;
    }

    static List<SeenMessage> Posted(Afternoon afternoon) =>
        [.. afternoon.Ben.Messages(Team).Where(m => m.Text.Contains(Title, StringComparison.Ordinal))];

    [Fact]
    public async Task It_comes_when_it_is_due_once_with_its_pictures()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Until(At("2026-03-09T08:59Z"));
        Assert.Empty(Posted(afternoon));
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var posted = Assert.Single(Posted(afternoon));
        Assert.Contains("1 (before: 0): 1 minor", posted.Text, StringComparison.Ordinal);
        Assert.Contains("Posted by itself, as /incident settings says.", posted.Text, StringComparison.Ordinal);
        Assert.NotEmpty(Assert.Single(posted.Replies).Posted.Files);
        await afternoon.Restart();
        await afternoon.Until(At("2026-03-09T20:00Z"));
        Assert.Single(Posted(afternoon));
        await afternoon.Until(At("2026-03-16T09:00Z"));
        Assert.Equal(2, Posted(afternoon).Count);
    }

    [Fact]
    public async Task It_is_off_until_somebody_sets_it_and_when_it_is_emptied()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Equal("Mon 09:00 Europe/London", afternoon.Ivy.Modal.Value(Time));
        await afternoon.Get<Database>().Change(tx => ReviewSettings.WeekChannel.Set(tx, null, afternoon.Ivy.Id));
        await afternoon.Until(At("2026-03-16T10:00Z"));
        Assert.Empty(Posted(afternoon));
    }

    [Theory]
    [InlineData("Mon 09:00", "Name the time zone behind it.")]
    [InlineData("* * * * * UTC", "comes more than once a day.")]
    [InlineData("", "Say when it is posted, such as Mon 09:00 Europe/London, or leave both empty.")]
    public async Task What_cannot_be_is_said_at_its_field(string time, string says)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel(Channel, Team).Fill(Time, time).Submit();
        Assert.Contains(says, afternoon.Ivy.Modal.Errors[Time], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_needs_a_channel()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill(Time, "Mon 09:00 UTC").Submit();
        Assert.Contains("Choose where it is posted", afternoon.Ivy.Modal.Errors[Channel], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-10T08:30Z", 1)]
    [InlineData("2026-03-10T09:00Z", 0)]
    [InlineData("2026-03-20T09:00Z", 0)]
    public async Task A_bot_that_was_down_posts_the_latest_one_for_a_day(string back, int posted)
    {
        await using var afternoon = await Begin();
        await afternoon.Stop();
        await afternoon.Until(At(back));
        await afternoon.Start();
        await afternoon.Restart();
        Assert.Equal(posted, Posted(afternoon).Count);
        Assert.Equal(1 - posted, afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
            "select count(*) from history where verb = @Word", new { ReviewFacts.WeekMissed.Word })));
        await afternoon.Until(At("2026-03-23T09:00Z"));
        Assert.True(Posted(afternoon).Count > posted);
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_message()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-09T08:59Z"));
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse(2);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Single(Posted(afternoon));
    }

    [Fact]
    public async Task Nothing_of_a_private_incident_is_in_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Declares(PrivateStory.Name, "finn");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Contains("None. The period before had 0.", Assert.Single(Posted(afternoon)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_no_channel_that_is_shared_with_another_company()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Conversations["data-team"].IsShared = true;
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel(Channel, Team).Fill(Time, "Mon 09:00 Europe/London").Submit();
        Assert.Contains("shared with another company", afternoon.Ivy.Modal.Errors[Channel], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_its_channel_is_shared_later_it_is_not_posted()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Conversations["data-team"].IsShared = true;
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.Empty(Posted(afternoon));
    }

    [Fact]
    public async Task Where_its_channel_is_gone_admins_hear_of_it_and_it_comes_when_there_is_one_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Archives(Team);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        for (var minute = 0; minute < 20; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("the weekly review", afternoon.Ivy.Sees("needs an admin").Text, StringComparison.Ordinal);
        await afternoon.Ana.Unarchives(Team);
        await afternoon.Restart();
        Assert.Single(Posted(afternoon));
    }
}
