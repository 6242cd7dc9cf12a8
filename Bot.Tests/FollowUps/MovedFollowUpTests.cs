using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Warnings;
using Dapper;
using static Bot.Tests.FollowUps.Kept;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.FollowUps;

/// <summary>Follow-ups where their incident goes elsewhere, and from where they come beside people's words.</summary>
public sealed class MovedFollowUpTests
{
    const string Second = "#inc-2-stock-is-wrong";

    [Fact]
    public async Task A_merge_takes_them_along_and_its_undo_brings_back_what_nobody_has_moved_since()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("stock is wrong");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/followup of one", Channel);
        foreach (var title in (string[])["first", "second"]) await afternoon.Ana.Slash($"/followup {title}", Second);
        await afternoon.Ben.Slash("/incident merge 2 into 1", "#data-team");
        Assert.Equal("INC-1 · orders are late", afternoon.Ben.Modal.Value("It is about the same as"));
        await afternoon.Ben.Modal.Submit();
        Assert.All(afternoon.Rows(), row => Assert.Equal(1, row.Incident));
        Assert.Contains("Follow-ups: 0 of 3 done", afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
        await afternoon.Ana.Checklist().Tick("#2 first");
        // Somebody says that the other is of no incident at all.
        await afternoon.Ana.Slash("/followup 3");
        await afternoon.Ana.Modal.Choose("Incident").Submit();
        await afternoon.Ana.Slash("/incident unmerge 2");
        Assert.Equal([1, 2, null], afternoon.Rows().OrderBy(row => row.Number).Select(row => row.Incident));
        Assert.Equal(FollowUpState.Done, afternoon.Row(2).State);
        Assert.Contains("Follow-ups: 0 of 1 done", afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
        // Its channel was archived by the merge, so it has another one now.
        var own = afternoon.Get<Database>().Read(db => OfIncident.Find(db, Viewer.Bot, 2))!.ChannelId!;
        Assert.Contains("[x] #2 first", afternoon.Ana.Checklist(own).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_of_the_ledger_makes_one_with_whoever_sees_to_the_warnings()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs("warn a", "warn b");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Choose("What becomes of them?", "Fix: make a follow-up, due on a day").Submit();
        Assert.Equal("Fix a and 1 more warnings", afternoon.Ana.Modal.Value("What is to be done"));
        await afternoon.Ana.Modal.ChoosePeople("Who sees to it", "chloe").PickDate("Due", "2026-03-02").Submit();
        Assert.Equal("Choose today or a day to come.", afternoon.Ana.Modal.Errors["Due"]);
        await afternoon.Ana.Modal.PickDate("Due", "2026-03-20").Submit();
        var row = afternoon.Row();
        Assert.Equal((afternoon.Chloe.Id, "2026-03-20", "warning"), (row.Owner, row.Due, row.Labels));
        Assert.All(afternoon.Warnings(), w => Assert.Equal(afternoon.Chloe.Id, w.Assignee));
        afternoon.Chloe.Sees("ana gave you a follow-up");
    }

    [Fact]
    public async Task Those_of_a_private_incident_are_seen_inside_it_alone()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Slash("/followup rotate the payroll keys @finn", PrivateStory.Channel);
        await afternoon.Chloe.Slash("/followup tell the payroll team", PrivateStory.Channel);
        Assert.Contains("#1 rotate", afternoon.Finn.Checklist(PrivateStory.Channel).Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("chloe gave you a follow-up");
        await afternoon.Chloe.Slash("/followup reassign 2 @ana", PrivateStory.Channel);
        afternoon.Chloe.Sees("INC-1 is private, and ana is not inside.");
        foreach (var words in (string[])[
            "done 1", "notdoing 1 no", "reopen 1", "reassign 1 @ana", "snooze 1 friday", "list", "list overdue", "export"
        ])
            await afternoon.Ana.Slash($"/followup {words}");
        afternoon.Ana.Sees("There are no follow-ups yet.");
        await afternoon.Ana.Slash("/followup 1");
        Assert.Contains("There is no such follow-up that you can see.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        Assert.All(afternoon.Rows(), row => Assert.Equal(FollowUpState.Outstanding, row.State));
        Assert.Equal(afternoon.Finn.Id, afternoon.Row().Owner);
        // Weeks later it is overdue, which no channel reads.
        await afternoon.Until(At("2026-03-30T09:00Z"));
        afternoon.Finn.Brief().Says("· 13 days late");
        afternoon.NobodyElseKnows();
        afternoon.Ana.DoesNotSee("overdue", "#data-incidents");
        await afternoon.Ana.Slash("/followup list INC-1");
        afternoon.Ana.Sees("Follow-ups of INC-1: none.");
    }

    [Fact]
    public async Task Whoever_is_put_out_of_it_reads_no_more_of_theirs()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Slash("/followup rotate the payroll keys @finn", PrivateStory.Channel);
        await afternoon.Chloe.PutsOut(PrivateStory.Channel, afternoon.Finn.Person);
        await afternoon.Finn.Slash("/followup mine");
        afternoon.Finn.Sees("Your follow-ups: none.");
        (await afternoon.Home(afternoon.Finn)).DoesNotSee("ayroll");
        await afternoon.Until(At("2026-03-17T09:00Z"));
        Assert.Empty(afternoon.Finn.Briefs());
        // On the day on which it is due it would stand there.
        (await afternoon.Home(afternoon.Finn)).DoesNotSee("ayroll");
        await afternoon.Chloe.Slash("/followup snooze 1 2026-04-01", PrivateStory.Channel);
        afternoon.Finn.Sees("This follow-up is not yours to see any more.");
        Assert.DoesNotContain(
            afternoon.Finn.Messages().Where(m => m.Channel == "(direct)" && !m.IsEphemeral),
            m => m.Text.Contains("payroll keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_put_out_of_it_at_night_is_not_told_in_the_morning_that_one_is_theirs()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Until(At("2026-03-03T22:00Z"));
        await afternoon.Chloe.Slash("/followup rotate the payroll keys @finn", PrivateStory.Channel);
        await afternoon.Chloe.PutsOut(PrivateStory.Channel, afternoon.Finn.Person);
        await afternoon.Until(At("2026-03-04T11:00Z"));
        afternoon.Finn.DoesNotSee("gave you a follow-up");
        afternoon.Finn.DoesNotSee("not yours to see");
    }

    [Fact]
    public async Task A_brief_that_named_one_says_nothing_of_it_once_its_reader_has_left()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Slash("/followup rotate the payroll keys @finn", PrivateStory.Channel);
        await afternoon.Until(At("2026-03-17T09:00Z"));
        afternoon.Finn.Brief().Says("payroll keys");
        await afternoon.Finn.Leaves(PrivateStory.Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        afternoon.Finn.Brief().SaysNot("ayroll");
    }

    [Fact]
    public async Task Whoever_has_left_ticks_nothing_in_the_list_before_their_eyes()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Slash("/followup rotate the payroll keys", PrivateStory.Channel);
        var press = afternoon.Finn.Checklist(PrivateStory.Channel).AimAt("#1 rotate the payroll keys");
        await afternoon.Finn.Leaves(PrivateStory.Channel);
        await press();
        Assert.Equal(FollowUpState.Outstanding, afternoon.Row().State);
    }

    [Fact]
    public async Task A_form_offers_a_private_incident_to_those_inside_and_makes_nothing_of_it_for_who_has_left()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Ana.Slash("/followup", "#general");
        Assert.DoesNotContain("Incident", afternoon.Ana.Modal.Fields);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Finn.Slash("/followup", PrivateStory.Channel);
        Assert.Equal(["INC-1 · Payroll is leaked"], afternoon.Finn.Modal.Options("Incident"));
        var form = afternoon.Finn.Modal.Fill("What is to be done", "rotate the keys").ChoosePeople("Who sees to it", "chloe");
        await form;
        await afternoon.Finn.Leaves(PrivateStory.Channel);
        await form.Submit();
        Assert.Contains("You cannot see this incident any more.", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
        Assert.Empty(afternoon.Rows());
    }

    [Fact]
    public async Task A_guest_in_its_channel_makes_none_of_what_is_said_there()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Invites(PrivateStory.Channel, "gus");
        var said = await afternoon.Chloe.Says(PrivateStory.Channel, "The keys have to be rotated");
        await afternoon.Gus.Sees("The keys have to be rotated", PrivateStory.Channel).React("fast_forward");
        Assert.Empty(afternoon.Rows());
        await said.React("fast_forward");
        Assert.Equal(1, afternoon.Row().Incident);
    }

    [Fact]
    public async Task Nothing_that_all_read_is_made_in_its_channel_by_somebody_of_whom_the_bot_has_not_heard()
    {
        await using var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Says(PrivateStory.Channel, "Who has copied payroll?");
        // That they came in was not told, and they have done nothing there yet.
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update incident_people set inside = 0"));
        await afternoon.Finn.Slash("/followup rotate the payroll keys", PrivateStory.Channel);
        await afternoon.Finn.Slash("/followup", PrivateStory.Channel);
        await afternoon.Finn.Sees("Who has copied payroll?", PrivateStory.Channel).Menu("Create follow-up");
        Assert.Null(afternoon.Finn.ModalOrNone);
        Assert.Empty(afternoon.Rows());
        afternoon.Finn.Sees("Write a line here, then try again.");
        await afternoon.Finn.Says(PrivateStory.Channel, "I am here");
        await afternoon.Finn.Slash("/followup rotate the payroll keys", PrivateStory.Channel);
        Assert.Equal(1, afternoon.Row().Incident);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task What_becomes_private_takes_its_list_along_and_goes_from_where_others_read()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @chloe", Channel);
        await afternoon.Ana.Slash("/followup snooze 1 2026-03-05");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Ana.Sees("1 follow-up is overdue", "#data-incidents");
        await afternoon.Ana.Slash("/incident", Channel);
        await (await afternoon.Ana.Modal.Press("Move to private")).ChoosePeople("Who goes along", "ana").Submit();
        var now = afternoon.Workspace.Conversations.All.First(c => c.Kind == ConversationKind.Private
            && c.Name.StartsWith("inc-1", StringComparison.Ordinal));
        Assert.Contains("#1 fix the test", afternoon.Ana.Checklist($"#{now.Name}").Text, StringComparison.Ordinal);
        afternoon.Chloe.DoesNotSee("fix the test");
        afternoon.Ana.DoesNotSee("fix the test", "#data-incidents");
        afternoon.Chloe.Sees("This follow-up is not yours to see any more.");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_list_on_its_way_while_its_incident_becomes_private_does_not_stay_in_the_old_channel(int seconds)
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Joins(Channel);
        await afternoon.Ana.Slash("/incident", Channel);
        var form = await afternoon.Ana.Modal.Press("Move to private");
        afternoon.Workspace.Faults.On("chat.postMessage").Delay(TimeSpan.FromSeconds(seconds));
        var made = afternoon.Ana.Slash("/followup rotate the keys", Channel);
        while (!afternoon.Workspace.Activity.Open.Contains("call of chat.postMessage"))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await form.Submit();
        await made;
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Contains("#1 rotate the keys", afternoon.Ana.Checklist($"{Channel}-2").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            afternoon.Chloe.Messages("#inc-1-moved"), m => m.Text.Contains("rotate the keys", StringComparison.Ordinal));
    }
}
