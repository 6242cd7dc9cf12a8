using Bot.Domain.FollowUps;
using Bot.Sandbox;
using Bot.Tests.Home;
using static Bot.Tests.FollowUps.Kept;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.FollowUps;

/// <summary>
/// What the owner of a follow-up hears: once that it is theirs, then in briefs and on Home; and the team once a week.
/// </summary>
public sealed class OwnerTests
{
    static int Told(Member who) =>
        who.Messages().Count(m => m.Text.Contains("gave you a follow-up", StringComparison.Ordinal));

    [Fact]
    public async Task The_owner_is_told_once_and_the_message_says_what_has_become_of_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @chloe", Channel);
        var told = afternoon.Chloe.Sees("ana gave you a follow-up:\n#1 fix the test\ndue Tue 17 Mar · INC-1");
        Assert.Equal(["Done", "Change"], told.Buttons);
        await afternoon.Ana.Slash("/followup snooze 1 friday");
        told.Says("due Fri 6 Mar");
        await told.Click("Done");
        told.Says("done");
        Assert.Empty(told.Buttons);
        Assert.Equal((FollowUpState.Done, afternoon.Chloe.Id), (afternoon.Row().State, afternoon.Row().EndedBy));
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Restart();
        Assert.Equal(1, Told(afternoon.Chloe));
        Assert.Equal(0, Told(afternoon.Ana));
    }

    [Fact]
    public async Task At_night_they_are_told_when_their_hours_open_and_not_where_it_is_done_by_then()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(At("2026-03-03T20:00Z"));
        await afternoon.Ana.Slash("/followup fix the test @chloe");
        await afternoon.Ana.Slash("/followup tell finance @chloe");
        await afternoon.Ana.Slash("/followup done 2");
        await afternoon.Until(At("2026-03-04T07:59Z"));
        Assert.Equal(0, Told(afternoon.Chloe));
        await afternoon.Until(At("2026-03-04T08:00Z"));
        Assert.Equal(1, Told(afternoon.Chloe));
        afternoon.Chloe.Sees("#1 fix the test");
    }

    [Fact]
    public async Task Whoever_is_given_it_instead_is_told_and_the_first_one_reads_whose_it_is()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @chloe");
        await afternoon.Chloe.Slash("/followup reassign 1 @finn");
        afternoon.Finn.Sees("chloe gave you a follow-up");
        var first = afternoon.Chloe.Messages().First(m => m.Channel == "(direct)");
        first.Says("#1 fix the test\nfinn · due Tue 17 Mar");
        Assert.Empty(first.Buttons);
        await afternoon.Finn.Slash("/followup reassign 1 @chloe");
        // She was told of it already.
        Assert.Equal(1, Told(afternoon.Chloe));
    }

    [Fact]
    public async Task The_brief_names_it_on_the_working_day_before_on_the_day_and_weekly_and_a_press_ends_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/followup fix the test @finn");
        await afternoon.Finn.Slash("/followup snooze 1 2026-03-16");
        var named = new List<string>();
        for (var day = new DateOnly(2026, 3, 4); day <= new DateOnly(2026, 3, 31); day = day.AddDays(1))
        {
            var before = afternoon.Finn.Briefs().Count;
            await afternoon.Until(At($"{day:yyyy-MM-dd}T10:00Z"));
            if (afternoon.Finn.Briefs().Count > before) named.Add($"{day:ddd d}");
        }

        Assert.Equal(["Fri 13", "Mon 16", "Mon 23", "Mon 30"], named);
        var brief = afternoon.Finn.Brief();
        brief.Says("1 follow-up of yours is due:\n• #1 fix the test · 14 days late");
        Assert.Equal("A follow-up is overdue since Mon 16 Mar", brief.Notification);
        await brief.Click("Done #1");
        Assert.Equal(FollowUpState.Done, afternoon.Row().State);
        brief.Says("None of these is yours to do any more.");
        Assert.Empty(brief.Buttons);
    }

    [Fact]
    public async Task Of_several_that_are_due_the_button_of_a_brief_goes_from_one_to_the_next()
    {
        await using var afternoon = await Begin();
        foreach (var number in (int[])[1, 2])
        {
            await afternoon.Finn.Slash($"/followup mend thing {number}");
            await afternoon.Finn.Slash($"/followup snooze {number} 2026-03-05");
        }

        await afternoon.Until(At("2026-03-05T10:00Z"));
        var brief = afternoon.Finn.Brief();
        brief.Says("2 follow-ups of yours are due:");
        Assert.Equal(["Done #1"], brief.Buttons);
        await brief.Click("Done #1");
        Assert.Equal(["Done #2"], brief.Buttons);
        await brief.Click("Done #2");
        Assert.Empty(brief.Buttons);
        Assert.All(afternoon.Rows(), row => Assert.Equal(FollowUpState.Done, row.State));
    }

    [Fact]
    public async Task Home_offers_what_is_due_with_one_press()
    {
        await using var afternoon = await Begin();
        await afternoon.Gwen.Slash("/followup fix the test");
        await afternoon.Gwen.Slash("/followup snooze 1 tomorrow");
        await afternoon.Gwen.Slash("/followup tell finance");
        var home = await afternoon.Home(afternoon.Gwen);
        home.Sees("#1 fix the test · due tomorrow");
        home.DoesNotSee("tell finance");
        home.Sees("… 1 more follow-ups: /followup mine");
        await home.Press("Done");
        Assert.Equal(FollowUpState.Done, afternoon.Row().State);
        home.DoesNotSee("fix the test");
    }

    [Fact]
    public async Task Once_a_week_the_rotations_channel_reads_what_is_overdue()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        await afternoon.Ana.Slash("/followup tell finance");
        await afternoon.Ana.Slash("/followup snooze 1 2026-03-05");
        await afternoon.Ana.Slash("/followup snooze 2 2026-03-09");
        await afternoon.Until(At("2026-03-09T08:59Z"));
        afternoon.Ana.DoesNotSee("overdue", "#data-incidents");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var line = afternoon.Ana.Sees("1 follow-up is overdue:", "#data-incidents");
        line.Says("• #1 fix the test · ben, since Thu 5 Mar");
        Assert.Empty(line.Notified);
        await line.Click("Look at them");
        afternoon.Ana.Sees("Overdue follow-ups: 1");
        await afternoon.Restart();
        await afternoon.Until(At("2026-03-13T12:00Z"));
        Assert.Single(Lines());
        await afternoon.Until(At("2026-03-16T09:00Z"));
        afternoon.Ana.Sees("2 follow-ups are overdue:", "#data-incidents");
        await afternoon.Ana.Slash("/followup done 1");
        await afternoon.Ana.Slash("/followup done 2");
        await afternoon.Until(At("2026-03-23T12:00Z"));
        Assert.Equal(2, Lines().Count());

        IEnumerable<SeenMessage> Lines() => afternoon.Ana.Messages("#data-incidents")
            .Where(m => m.Text.Contains("overdue:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_who_left_had_to_do_is_reassigned()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/followup fix the test @ben");
        await afternoon.Ana.Slash("/followup tell finance @ben");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        var told = afternoon.Ana.Sees("account was deactivated");
        told.Says("They have 2 follow-ups to do:\n:fast_forward: #1 fix the test");
        await told.Click("Reassign");
        Assert.Contains("had to do:", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.ChoosePeople("New owner", "chloe").Submit();
        Assert.All(afternoon.Rows(), row => Assert.Equal(afternoon.Chloe.Id, row.Owner));
        Assert.Equal(2, Told(afternoon.Chloe));
        told.SaysNot("follow-ups to do");
        Assert.Empty(told.Buttons);
    }

    [Fact]
    public async Task Somebody_without_a_rotation_who_leaves_follow_ups_behind_is_told_of_to_admins()
    {
        await using var afternoon = await Begin();
        await afternoon.Gwen.Slash("/followup fix the test");
        afternoon.Workspace.People.Change("gwen", gwen => gwen.Deleted = true);
        await afternoon.Settle();
        await afternoon.Ivy.Sees("gwen's account was deactivated").Click("Reassign");
        await afternoon.Ivy.Modal.ChoosePeople("New owner", "finn").Submit();
        Assert.Equal(afternoon.Finn.Id, afternoon.Row().Owner);
    }
}
