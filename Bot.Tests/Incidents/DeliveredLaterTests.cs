using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.Postmortems;
using Bot.Sandbox;
using Bot.Slack;
using Bot.Storage;

using static Bot.Tests.Incidents.DeliveredTests;

namespace Bot.Tests.Incidents;

/// <summary>What could not be said when it was news, and what was put away by hand since.</summary>
public sealed class DeliveredLaterTests
{
    static readonly DateTimeOffset HalfPastFour = new(2026, 3, 3, 16, 30, 0, TimeSpan.Zero),
        Morning = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_was_not_sent_before_somebody_was_there_is_not_sent_any_more(bool isResolved)
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("restricted_action");
        for (var minute = 0; minute < 17; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        if (isResolved)
        {
            await afternoon.Gwen.Slash("/incident resolve 1");
            await afternoon.Gwen.Modal.Submit();
        }
        else
        {
            await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        }

        afternoon.Workspace.Faults.Clear();
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["ana"], Calls(afternoon));
        Assert.Null(afternoon.Chloe.Look("has not answered"));
        Assert.Null(afternoon.Finn.Look("has not answered"));
    }

    [Fact]
    public async Task Calls_that_nobody_has_answered_go_out_when_Slack_takes_posts_again()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("restricted_action");
        await await Sent(afternoon.Gwen);
        for (var minute = 0; minute < 4; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(Calls(afternoon));
        afternoon.Workspace.Faults.Clear();
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Contains("ana", Calls(afternoon));
    }

    [Theory]
    [InlineData("Major: wants somebody today")]
    [InlineData("Minor: can wait for working hours")]
    public async Task A_call_that_can_wait_and_was_not_taken_in_hours_waits_for_the_next(string severity)
    {
        await using var afternoon = await Rotation();
        await afternoon.Until(HalfPastFour);
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("restricted_action");
        await afternoon.Gwen.Slash("/incident Orders are late");
        await afternoon.Gwen.Modal.Choose("Severity", severity).Submit();
        for (var minute = 0; minute < 40; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Workspace.Faults.Clear();
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Until(Morning.AddMinutes(-1));
        Assert.Empty(Calls(afternoon));
        await afternoon.Until(Morning.AddMinutes(12));
        Assert.Equal(["ana"], Calls(afternoon));
    }

    /// <summary>Slack lets the bot post where it is, and invite nobody.</summary>
    [Fact]
    public async Task In_a_channel_that_was_made_private_people_are_written_to_and_the_card_says_so()
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Conversations[Name].Kind = ConversationKind.Private;
        afternoon.Workspace.Faults.On("conversations.invite").Refuse("missing_scope");
        for (var minute = 0; minute < 17; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("finn", Calls(afternoon));
        Assert.Equal("(direct)", afternoon.Finn.Sees("ana has not answered").Channel);
        Assert.Single(
            afternoon.Ana.Messages(Channel),
            m => m.Text.Contains("whom the bot cannot invite is called by a direct message", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_whom_Slack_does_not_let_be_written_to_holds_up_nothing_else()
    {
        await using var afternoon = await Declared();
        // While a postmortem is owed, the channel is not archived.
        await afternoon.Get<Database>().Change(
            tx => PostmortemSettings.Owed.Set(tx, PostmortemOwed.Nobody, afternoon.Ivy.Id));
        afternoon.Workspace.Faults.On("conversations.open").Refuse("messages_tab_disabled");
        for (var minute = 0; minute < 16; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("finn", Calls(afternoon));
        Assert.DoesNotContain(Parked(afternoon), p => p.StartsWith("incident", StringComparison.Ordinal));
        await afternoon.Gwen.Slash("/incident resolve 1");
        await afternoon.Gwen.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromDays(15));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.True(afternoon.Workspace.Conversations[Name].Archived);
    }

    [Fact]
    public async Task A_card_and_an_announcement_that_were_deleted_come_back_while_it_is_open_and_a_call_does_not()
    {
        await using var afternoon = await Declared();
        var call = afternoon.Ana.Sees("raised by", Channel);
        foreach (var message in (SeenMessage[])[Card(afternoon), afternoon.Gwen.Sees("INC-1", "#data-incidents"), call])
            await afternoon.Get<SlackApi>().Chat.Delete(
                message.Posted.Conversation.Id, message.Posted.Ts, TestContext.Current.CancellationToken);
        await afternoon.Ana.Slash("/incident ack 1");
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        afternoon.Gwen.Sees("lead ana", "#data-incidents");
        Assert.Null(afternoon.Ana.Look("raised by", Channel));
        var deleted = Card(afternoon);
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Get<SlackApi>().Chat.Delete(
            deleted.Posted.Conversation.Id, deleted.Posted.Ts, TestContext.Current.CancellationToken);
        await afternoon.Ana.Slash("/incident rename 1 Orders were late");
        await afternoon.Ana.Modal.Submit();
        Assert.DoesNotContain(afternoon.Gwen.Messages(Channel), m => m.IsPinned);
    }

    [Fact]
    public async Task A_call_in_a_channel_that_was_archived_is_made_again_in_the_next()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await await Sent(afternoon.Gwen);
        await afternoon.Gwen.Archives(Channel);
        for (var minute = 0; minute < 5; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical", $"{Channel}-2").Notified);
        await afternoon.Ana.Sees("@ana", $"{Channel}-2").Click("I'm on it");
        await afternoon.Gwen.Archives($"{Channel}-2");
        for (var minute = 0; minute < 5; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(afternoon.Ana.Look("@ana INC-1 Orders are late is Critical", $"{Channel}-3"));
    }

    [Fact]
    public async Task A_subject_that_wakes_itself_again_and_again_does_so_with_a_growing_pause()
    {
        await using var afternoon = await Afternoon.Begin();
        var runs = 0;
        afternoon.Get<Synchroniser>().Serve("restless", async (_, _) =>
        {
            if (Interlocked.Increment(ref runs) < 50) await afternoon.Get<Database>().Wake("restless:1");
        });
        await afternoon.Get<Database>().Wake("restless:1");
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        Assert.InRange(runs, 2, 8);
        // Somebody else's wake is not put off.
        var before = runs;
        await afternoon.Get<Database>().Wake("restless:1");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.True(runs > before);
    }
}
