using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.Sandbox;
using Bot.Slack;
using static Bot.Tests.FollowUps.Kept;

namespace Bot.Tests.FollowUps;

/// <summary>What is typed behind <c>/followup</c>, and the form.</summary>
public sealed class FollowUpTests
{
    [Theory]
    [InlineData(null, "due Tue 17 Mar")]
    [InlineData("Major: wants somebody today", "due Tue 10 Mar")]
    [InlineData("Critical: wants somebody now", "due Thu 5 Mar")]
    public async Task Words_in_an_incidents_channel_make_one_of_it_due_by_its_severity(string? severity, string due)
    {
        await using var afternoon = await Begin(severity);
        await afternoon.Ana.Slash("/followup  Fix the freshness   test", Channel);
        Assert.True(afternoon.Ana.Sees($"#1 Fix the freshness test\nana · {due} · INC-1").IsEphemeral);
        Assert.Equal(afternoon.Ana.Id, afternoon.Row().Owner);
    }

    [Fact]
    public async Task Elsewhere_it_has_no_incident_and_whoever_is_named_at_the_end_owns_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Gwen.Slash("/followup ask @finn whether the funnel is used @ben");
        afternoon.Gwen.Sees("#1 ask @finn whether the funnel is used\nben · due Tue 17 Mar");
        var row = afternoon.Row();
        Assert.Equal((afternoon.Ben.Id, (long?)null, afternoon.Gwen.Id), (row.Owner, row.Incident, row.MadeBy));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence_and_makes_nothing()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup @ben");
        afternoon.Ana.Sees("Say what is to be done");
        await afternoon.Ana.Slash("/followup fix it @gus");
        afternoon.Ana.Sees("own no follow-ups. Choose somebody else.");
        await afternoon.Ana.Slash($"/followup {new string('x', 151)}");
        afternoon.Ana.Sees("a follow-up takes 150 characters");
        await afternoon.Ana.Slash("/followup dnoe 12");
        afternoon.Ana.Sees("Did you mean /followup done 12?");
        await afternoon.Ana.Slash("/followup scrap 12");
        afternoon.Ana.Sees("Nothing was made. /followup done 12 ends #12, /followup 12 opens it.");
        await afternoon.Ana.Slash("/followup done");
        afternoon.Ana.Sees("Say which, such as /followup done 12.");
        await afternoon.Ana.Slash("/followup done 7");
        afternoon.Ana.Sees("There is no follow-up #7 that you can see.");
        await afternoon.Ana.Slash("/followup list of things");
        afternoon.Ana.Sees("I do not know “of things”.");
        Assert.Empty(afternoon.Rows());
    }

    [Fact]
    public async Task The_form_asks_for_all_of_it_and_says_under_the_field_what_cannot_be()
    {
        await using var afternoon = await Begin("Critical: wants somebody now");
        await afternoon.Ana.Slash("/followup", Channel);
        var form = afternoon.Ana.Modal;
        Assert.Equal("@ana", form.Value("Who sees to it"));
        Assert.Equal("2026-03-05", form.Value("Due"));
        Assert.Equal("INC-1 · orders are late", form.Value("Incident"));
        await form.Fill("What is to be done", "Alert on it").ChoosePeople("Who sees to it", "ben").Choose("Priority", "High")
            .Fill("Labels", "Tests, #dbt, tests").PickDate("Due", "2026-03-02").Submit();
        Assert.Equal("Choose today or a day to come.", afternoon.Ana.Modal.Errors["Due"]);
        await afternoon.Ana.Modal.PickDate("Due", "2026-03-03").Submit();
        var row = afternoon.Row();
        Assert.Equal(
            ("Alert on it", afternoon.Ben.Id, "2026-03-03", FollowUpPriority.High, "dbt,tests", (long?)1),
            (row.Title, row.Owner, row.Due, row.Priority, row.Labels, row.Incident));
        await afternoon.Ana.Slash("/followup list #dbt");
        afternoon.Ana.Sees("Follow-ups with dbt: 1\n#1 Alert on it\nben · due today · high · INC-1 · dbt, tests");
    }

    [Fact]
    public async Task Lists_show_what_is_due_first_by_owner_incident_label_and_lateness_and_a_press_says_done()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup first", Channel);
        await afternoon.Ana.Slash("/followup second @ben", "#general");
        await afternoon.Ana.Slash("/followup third");
        await afternoon.Ana.Slash("/followup snooze 3 2026-03-04");
        await afternoon.Ana.Slash("/followup list");
        Assert.Equal(
            ["#3 third", "#1 first", "#2 second"],
            afternoon.Ana.Sees("Follow-ups: 3").Text.Split('\n').Where(l => l.StartsWith('#')));
        await afternoon.Ana.Slash("/followup list INC-1");
        Assert.Equal(["Done"], afternoon.Ana.Sees("Follow-ups of INC-1: 1").Buttons);
        await afternoon.Ana.Slash("/followup list @ben");
        afternoon.Ana.Sees("Follow-ups of ben: 1");
        await afternoon.Ana.Slash("/followup list overdue");
        afternoon.Ana.Sees("Overdue follow-ups: none.");
        await afternoon.Until(new(2026, 3, 6, 10, 0, 0, TimeSpan.Zero));
        await afternoon.Ana.Slash("/followup mine");
        var mine = afternoon.Ana.Sees("Your follow-ups: 2, 1 overdue");
        Assert.Contains("#3 third\noverdue since Wed 4 Mar", mine.Text, StringComparison.Ordinal);
        await mine.Click("Done");
        afternoon.Ana.Sees("Your follow-ups: 1\n#1 first");
        Assert.Equal((FollowUpState.Done, afternoon.Ana.Id), (afternoon.Row(3).State, afternoon.Row(3).EndedBy));
    }

    [Fact]
    public async Task It_is_done_not_done_and_opened_again_by_whoever_sees_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ben.Slash("/followup done #1");
        afternoon.Ben.Sees("#1 fix the test is done. /followup reopen 1 takes that back.");
        Assert.Equal(afternoon.Ben.Id, afternoon.Row().EndedBy);
        await afternoon.Ben.Slash("/followup reassign 1 @chloe");
        afternoon.Ben.Sees("#1 fix the test is over already.");
        await afternoon.Ben.Slash("/followup notdoing 1");
        afternoon.Ben.Sees("Say why nobody does it");
        await afternoon.Ben.Slash("/followup notdoing 1 the model is *going* <away>");
        afternoon.Ben.Sees("Nobody does #1 fix the test.");
        Assert.Equal((FollowUpState.NotDoing, "the model is *going* <away>"), (afternoon.Row().State, afternoon.Row().Reason));
        await afternoon.Ben.Slash("/followup reopen 1");
        afternoon.Ben.Sees("#1 fix the test is to be done.");
        var row = afternoon.Row();
        Assert.Equal((FollowUpState.Outstanding, null, null), (row.State, row.Reason, row.EndedBy));
    }

    [Fact]
    public async Task It_is_given_to_others_and_put_off()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test");
        await afternoon.Ana.Slash("/followup reassign 1 @chloe");
        afternoon.Ana.Sees("#1 fix the test is chloe's now. They hear of it in their hours.");
        await afternoon.Ana.Slash("/followup reassign 1 @gus");
        afternoon.Ana.Sees("own no follow-ups");
        await afternoon.Ana.Slash("/followup reassign 1");
        afternoon.Ana.Sees("Say to whom: /followup reassign 1 @name.");
        await afternoon.Ana.Slash("/followup reassign 1 @nobody");
        afternoon.Ana.Sees(
            "Slack knows nobody as “@nobody”. Type @ and choose a person from its list: /followup reassign 1 @name.");
        await afternoon.Ana.Slash("/followup reassign 1 @ben please");
        afternoon.Ana.Sees("Say nothing but the name: /followup reassign 1 @name.");
        await afternoon.Ana.Slash("/followup reassign 1 @ben @chloe");
        afternoon.Ana.Sees("It goes to one person: /followup reassign 1 @name.");
        Assert.Equal(afternoon.Chloe.Id, afternoon.Row().Owner);
        await afternoon.Ana.Slash("/followup snooze 1 friday");
        afternoon.Ana.Sees("#1 fix the test is due Fri 6 Mar now.");
        await afternoon.Ana.Slash("/followup snooze 1");
        Assert.Equal("2026-03-13", afternoon.Row().Due);
        await afternoon.Ana.Slash("/followup snooze 1 when I like");
        afternoon.Ana.Sees(
            "I do not know the day “when I like”. Say it so: /followup snooze 1 friday, 2w or 2026-03-10.");
        await afternoon.Ana.Slash("/followup snooze 1 yesterday");
        afternoon.Ana.Sees("Mon 2 Mar is over. Say it so: /followup snooze 1 friday, 2w or 2026-03-10.");
        await afternoon.Ana.Slash("/followup snooze 1 2026-03-01");
        afternoon.Ana.Sees("Sun 1 Mar is over. Say it so:");
        Assert.Equal("2026-03-13", afternoon.Row().Due);
    }

    [Fact]
    public async Task Two_windows_at_once_lose_nothing_of_each_other()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Slash("/followup 1");
        await afternoon.Ben.Slash("/followup 1");
        var (ana, ben) = (afternoon.Ana.Modal, afternoon.Ben.Modal);
        Assert.Equal("Follow-up #1", ana.Title);
        await ben.ChoosePeople("Who sees to it", "ben").PickDate("Due", "2026-03-10").Submit();
        // What was not changed in it is left as the other has it.
        await ana.Choose("Priority", "High").Submit();
        var row = afternoon.Row();
        Assert.Equal((afternoon.Ben.Id, "2026-03-10", FollowUpPriority.High), (row.Owner, row.Due, row.Priority));
    }

    [Fact]
    public async Task Where_both_changed_the_same_the_second_is_told_and_saves_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Slash("/followup 1");
        await afternoon.Ben.Slash("/followup 1");
        await afternoon.Ben.Modal.PickDate("Due", "2026-03-10").Submit();
        await afternoon.Ana.Modal.PickDate("Due", "2026-03-11").Submit();
        Assert.Contains("Somebody has changed the day meanwhile.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("2026-03-10", afternoon.Row().Due);
        Assert.Equal("2026-03-11", afternoon.Ana.Modal.Value("Due"));
        await afternoon.Ana.Modal.Submit();
        Assert.Equal("2026-03-11", afternoon.Row().Due);
    }

    [Fact]
    public async Task What_was_left_alone_is_left_alone_when_the_form_is_saved_again()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Slash("/followup 1");
        await afternoon.Ben.Slash("/followup 1");
        await afternoon.Ben.Modal.PickDate("Due", "2026-03-10").Choose("Priority", "High").Submit();
        await afternoon.Ana.Modal.PickDate("Due", "2026-03-11").Submit();
        Assert.Contains("Somebody has changed the day meanwhile.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(("2026-03-11", FollowUpPriority.High), (afternoon.Row().Due, afternoon.Row().Priority));
    }

    [Fact]
    public async Task The_form_of_one_wants_a_reason_where_nobody_does_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Sees("#1 fix the test\nana").Click("Change");
        await afternoon.Ana.Modal.Choose("How far is it?", "Not doing").Submit();
        Assert.Equal("Say in a few words why nobody does it.", afternoon.Ana.Modal.Errors["Why nobody does it"]);
        await afternoon.Ana.Modal.Fill("Why nobody does it", "Nobody reads it").Submit();
        Assert.Equal((FollowUpState.NotDoing, "Nobody reads it"), (afternoon.Row().State, afternoon.Row().Reason));
    }

    [Theory]
    [InlineData(EnvelopeTrouble.Duplicate)]
    [InlineData(EnvelopeTrouble.Redeliver)]
    public async Task What_reaches_the_bot_twice_is_made_once(EnvelopeTrouble trouble)
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Ana.Says(Channel, "The loader wants a retry");
        afternoon.Workspace.Faults.Envelopes.Ask(trouble, times: 20);
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Slash("/followup", Channel);
        await afternoon.Ana.Modal.Fill("What is to be done", "by the form").Submit();
        await said.React("fast_forward");
        Assert.Equal(
            ["The loader wants a retry", "by the form", "fix the test"],
            afternoon.Rows().Select(row => row.Title).Order(StringComparer.Ordinal));
        await afternoon.Ana.Slash("/followup done 1");
        afternoon.Ana.Sees("is done.");
    }

    [Theory]
    [InlineData("<!channel> & <@U1> `code` *bold* _it_ ~no~ <http://x|y>")]
    [InlineData("=cmd|' /C calc'!A0 <!here>")]
    [InlineData("‮evil‬ > quote :boom:")]
    public async Task A_hostile_title_pings_nobody_and_breaks_no_message(string title)
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Joins(Channel);
        await afternoon.Ana.Slash("/followup", Channel);
        await afternoon.Ana.Modal.Fill("What is to be done", title).ChoosePeople("Who sees to it", "chloe")
            .PickDate("Due", "2026-03-04").Submit();
        var seen = FollowUpInput.OneLine(SeenText.Of(title));
        Assert.Equal(seen, afternoon.Row().Title);
        Assert.Contains(seen, afternoon.Ana.Checklist().Text, StringComparison.Ordinal);
        Assert.Empty(afternoon.Ana.Checklist().Notified);
        afternoon.Chloe.Sees("gave you a follow-up");
        await afternoon.Ana.Slash("/followup list");
        afternoon.Ana.Sees("Follow-ups: 1");
        await afternoon.Until(new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        afternoon.Chloe.Sees("1 follow-up of yours");
    }
}
