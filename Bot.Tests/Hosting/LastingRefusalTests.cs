using Bot.Sandbox;

namespace Bot.Tests.Hosting;

/// <summary>Whatever Slack refuses for long is known to admins, in words that say what people miss, and so is its end.</summary>
public sealed class LastingRefusalTests
{
    const string NeedsAdmin = "Data Responder needs an admin";

    [Theory]
    [InlineData("conversations.create", "restricted_action", "INC-1: no channel can be made.")]
    [InlineData("conversations.invite", "missing_scope", "INC-1: nobody can be invited to the channel.")]
    [InlineData("conversations.invite", "some_new_error_of_slack", "INC-1: nobody can be invited to the channel.")]
    [InlineData("pins.add", "some_new_error_of_slack", "INC-1: the card is not pinned.")]
    [InlineData("conversations.setTopic", "user_is_restricted", "INC-1: the channel's topic is not set.")]
    public async Task Whatever_an_incident_is_refused_an_admin_hears_first_what_people_miss(
        string method, string error, string effect)
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On(method).Refuse(error);
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = Assert.Single(Told(afternoon)).Text;
        Assert.Contains(effect, told, StringComparison.Ordinal);
        Assert.Contains($"({method}: {error})", told, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", told, StringComparison.Ordinal);

        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees(effect, "#general");
        Assert.Contains(effect, (await afternoon.Ivy.OpensHome(afternoon.App))!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(effect, (await afternoon.Ana.OpensHome(afternoon.App))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_slack_lets_the_bot_open_no_direct_message_admins_read_it_where_they_can()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("conversations.create").Refuse("restricted_action");
        afternoon.Workspace.Faults.On("conversations.open").Refuse("missing_scope");
        await afternoon.Gwen.Slash("/incident orders are late");
        await afternoon.Gwen.Modal.Submit();
        // Whichever is known first: what follows is told a quarter of an hour later.
        for (var minute = 0; minute < 20; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(afternoon.Ivy.Messages("#data-incidents"), m =>
            m.Text.Contains(": no direct message can be written.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channel_that_slack_does_not_let_the_bot_archive_is_archived_once_it_does()
    {
        await using var afternoon = await Begin();
        await Declare(afternoon);
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        afternoon.Workspace.Faults.On("conversations.archive").Refuse("restricted_action");
        await afternoon.Pass(TimeSpan.FromDays(6));
        await afternoon.Pass(TimeSpan.FromDays(1));
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Contains("INC-1: the channel is not archived.", Assert.Single(Told(afternoon)).Text, StringComparison.Ordinal);
        afternoon.Workspace.Faults.Clear();
        await afternoon.Restart();
        Assert.True(afternoon.Workspace.Conversations["#inc-1-orders-are-late"].Archived);
    }

    [Fact]
    public async Task What_is_over_wants_no_channel_and_is_no_trouble_any_more()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("conversations.create").Refuse("restricted_action");
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Told(afternoon));
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.Empty(Told(afternoon));
    }

    [Fact]
    public async Task Trouble_of_several_homes_is_counted_and_mentions_nobody()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("views.publish").Refuse("not_enabled");
        await afternoon.Finn.OpensHome(afternoon.App);
        await afternoon.Ana.OpensHome(afternoon.App);
        await afternoon.Dev.OpensHome(afternoon.App);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ivy.Sees("Homes: not shown.", "#data-incidents");
        Assert.DoesNotContain("@", told.Text, StringComparison.Ordinal);
    }

    /// <summary>That an alert meets it again, and that the channel is looked at, is the same cause.</summary>
    [Fact]
    public async Task An_announcement_channel_that_stays_archived_is_told_once_and_its_end_is_said_where_it_was_told()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("not_in_channel");
        await afternoon.Ivy.Archives("#data-incidents");
        await Declare(afternoon);
        for (var minute = 0; minute < 40; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = Assert.Single(Told(afternoon));
        Assert.Contains("#data-incidents is archived, so nothing is announced.", told.Text, StringComparison.Ordinal);

        await afternoon.Ivy.Unarchives("#data-incidents");
        for (var minute = 0; minute < 30; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(NeedsAdmin, told.Text, StringComparison.Ordinal);
        Assert.Contains("Data Responder works again.", told.Text, StringComparison.Ordinal);
        Assert.Matches(@"Works again since .*10:4\d AM", told.Text);
        Assert.Null(afternoon.Ivy.Look("works again", "#data-incidents"));
    }

    [Fact]
    public async Task A_message_says_which_of_two_troubles_is_over_and_asks_on_for_the_other()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("pins.add").Refuse("restricted_action");
        afternoon.Workspace.Faults.On("views.publish").Refuse("not_enabled");
        await afternoon.Ana.OpensHome(afternoon.App);
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        afternoon.Workspace.Faults.Clear();
        afternoon.Workspace.Faults.On("views.publish").Refuse("not_enabled");
        await afternoon.Ana.Slash("/incident ack 1");
        for (var nth = 0; nth < 9; nth++) await afternoon.Pass(TimeSpan.FromMinutes(15));
        var told = afternoon.Ivy.Sees("Works again since");
        Assert.Contains(NeedsAdmin, told.Text, StringComparison.Ordinal);
        Assert.Contains("not shown.", told.Text, StringComparison.Ordinal);
        Assert.Single(Told(afternoon));
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ivy.Slash("/incident list");
        await afternoon.Ivy.Joins("#data-incidents");
        return afternoon;
    }

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
    }

    static List<SeenMessage> Told(Afternoon afternoon) =>
        [.. afternoon.Ivy.Messages()
            .Where(m => m.Text.Contains(NeedsAdmin, StringComparison.Ordinal) && m.Channel == "(direct)")];
}
