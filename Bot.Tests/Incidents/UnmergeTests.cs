using Bot.Incidents;
using Bot.Storage;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Incidents;

/// <summary>A merge can be undone for a day. It is a Tuesday, and Ana is on call.</summary>
public sealed class UnmergeTests
{
    const string First = "#inc-1-orders-failed", Second = "#inc-2-stock-failed";

    static async Task<Afternoon> Merged(Func<Afternoon, Task>? before = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("stock"));
        if (before is not null) await before(afternoon);
        await Merge(afternoon, "2 into 1");
        return afternoon;
    }

    static async Task Merge(Afternoon afternoon, string which)
    {
        await afternoon.Ben.Slash($"/incident merge {which}", "#data-team");
        await afternoon.Ben.Modal.Submit();
    }

    static bool IsArchived(Afternoon afternoon, string channel = Second) =>
        afternoon.Workspace.Conversations[channel].Archived;

    static (string Title, long Count, long Firing)[] Alerts(Afternoon afternoon, long number) =>
        [.. afternoon.Get<Database>().Read(db => IncidentAlerts.Alerts(db, number))
            .Select(a => (a.Title, a.Count, a.Firing)).Order()];

    [Fact]
    public async Task The_channel_leads_to_the_other_and_is_archived_at_once_and_its_people_go_along()
    {
        await using var afternoon = await Merged(a => a.Finn.Joins(Second));
        Assert.True(IsArchived(afternoon));
        Assert.Contains(
            $"INC-2 goes on in INC-1 {First}, so this channel is archived. Undo there takes it out again, until",
            afternoon.Ana.Sees("goes on in INC-1", Second).Text, StringComparison.Ordinal);
        Assert.True(afternoon.Workspace.Conversations[First].Has(afternoon.Ben.Id));
        Assert.True(afternoon.Workspace.Conversations[First].Has(afternoon.Ana.Id));
    }

    [Fact]
    public async Task Whoever_was_invited_there_is_invited_where_it_goes_on()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.Finn.Slash("/incident declare stock failed", "#data-team");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "chloe").Submit();
        await afternoon.Finn.Modal.Close();
        await Merge(afternoon, "2 into 1");
        Assert.All(
            new[] { afternoon.Finn, afternoon.Chloe, afternoon.Ben },
            who => Assert.True(afternoon.Workspace.Conversations[First].Has(who.Id), who.Person.Handle));
    }

    [Fact]
    public async Task Undone_both_are_as_they_were()
    {
        await using var afternoon = await Merged(async a =>
        {
            await a.Ben.Slash("/incident takeover 2", "#data-team");
            await a.Ben.Slash("/incident severity 2 major", "#data-team");
            await a.Ben.Modal.Submit();
            await a.Ben.Slash("/incident status 2 fixing", "#data-team");
            await a.Ben.Modal.Submit();
        });
        Assert.Contains("Major", afternoon.Card(First).Text, StringComparison.Ordinal);
        await afternoon.Ben.Sees("merged INC-2", First).Click("Undo");
        Assert.False(IsArchived(afternoon));
        var card = afternoon.Card(Second).Text;
        Assert.Contains("Fixing · Major", card, StringComparison.Ordinal);
        Assert.Contains("Lead: ben", card, StringComparison.Ordinal);
        Assert.Contains("stock failed", card, StringComparison.Ordinal);
        Assert.DoesNotContain("again", card, StringComparison.Ordinal);
        Assert.DoesNotContain("stock failed", afternoon.Card(First).Text, StringComparison.Ordinal);
        Assert.Contains("· Minor", afternoon.Card(First).Text, StringComparison.Ordinal);
        afternoon.Ana.Sees($"ben: took INC-2 {Second} out of this again", First);
        afternoon.Ana.Sees($"ben: took this out of INC-1 {First} again", Second);
        Assert.Empty(afternoon.Ana.Sees("merged INC-2", First).Buttons);
        await afternoon.Alert(Job("stock"));
        Assert.Equal(2, Decisions(afternoon)[^1].Incident);
        Assert.Equal([("stock failed", 2L, 1L)], Alerts(afternoon, 2));
        Assert.Equal([("orders failed", 1L, 1L)], Alerts(afternoon, 1));
        await afternoon.Ben.Slash("/incident timeline 2", "#data-team");
        Assert.Contains("took this out of INC-1", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_since_stays_where_it_came_and_what_is_well_is_well()
    {
        await using var afternoon = await Merged();
        await afternoon.Alert(Job("stock", status: "resolved"));
        await afternoon.Ana.Slash("/incident update 1 We look into both", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident severity 1 critical", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident unmerge 2", "#data-team");
        afternoon.Ana.Sees("INC-2 is open again.");
        Assert.Contains("Monitoring", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.Equal([("stock failed", 1L, 0L)], Alerts(afternoon, 2));
        Assert.Contains("We look into both", afternoon.Card(First).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("We look into both", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.Contains("Critical", afternoon.Card(First).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Alerts_of_one_kind_that_both_had_are_counted_apart_again(bool isHeardAgain)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("stock"));
        await afternoon.Ana.Slash("/incident resolve 1 a retry", "#data-team");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Pass(TimeSpan.FromDays(2));
        await afternoon.Alert(Job("stock"));
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        var (first, second) = (Alerts(afternoon, 1), Alerts(afternoon, 2));
        Assert.Equal([("stock failed", 1L, 0L)], first);
        Assert.Equal([("stock failed", 1L, 1L)], second);
        await Merge(afternoon, "2 into 1");
        Assert.Equal([("stock failed", 2L, 1L)], Alerts(afternoon, 1));
        if (isHeardAgain) await afternoon.Alert(Job("stock"));
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        Assert.Equal(isHeardAgain ? [("stock failed", 2L, 1L)] : first, Alerts(afternoon, 1));
        Assert.Equal(second, Alerts(afternoon, 2));
    }

    [Fact]
    public async Task Whoever_was_waited_for_is_called_again()
    {
        await using var afternoon = await Merged();
        await afternoon.Ben.Sees("merged INC-2", First).Click("Undo");
        Assert.Contains("Triage", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.Contains("Waits for ana", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.Equal(["ana"], afternoon.Ana.Messages(Second).First(m => m.Buttons.Contains("I'm on it") && !m.IsPinned).Notified);
    }

    [Fact]
    public async Task Subscribers_and_what_is_expected_come_back_and_what_the_other_had_stays()
    {
        await using var afternoon = await Merged(async a =>
        {
            await a.Finn.Slash("/incident subscribe 2", "#data-team");
            await a.Chloe.Slash("/incident subscribe 1", "#data-team");
            await a.Chloe.Slash("/incident subscribe 2", "#data-team");
            await a.Ben.Slash("/incident expect 2", "#data-team");
            await a.Ben.Modal.Choose("What", "A job").Fill("Its name", "backfill").Submit();
        });
        string[] Of(long number) => [.. afternoon.Get<Database>().Read(db => SubscriberStore.Of(db, number))
            .Select(s => s.Person).Order(StringComparer.Ordinal)];
        Assert.Contains(afternoon.Finn.Id, Of(1));
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        Assert.Equal([afternoon.Chloe.Id], Of(1));
        Assert.Equal(new[] { afternoon.Finn.Id, afternoon.Chloe.Id }.Order(StringComparer.Ordinal), Of(2));
        await afternoon.Alert(Job("backfill"));
        Assert.Equal(2, Decisions(afternoon)[^1].Incident);
    }

    [Fact]
    public async Task Pull_requests_come_back_and_what_was_attached_since_stays()
    {
        const string One = "https://github.com/acme/dbt/pull/12", Other = "https://github.com/acme/dbt/pull/13";
        await using var afternoon = await Merged(a => a.Ben.Slash($"/incident pr 2 {One}", "#data-team"));
        Assert.Contains("acme/dbt#12", afternoon.Card(First).Text, StringComparison.Ordinal);
        await afternoon.Ben.Slash($"/incident pr 1 {Other}", "#data-team");
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        Assert.Contains("acme/dbt#12", afternoon.Card(Second).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme/dbt#12", afternoon.Card(First).Text, StringComparison.Ordinal);
        Assert.Contains("acme/dbt#13", afternoon.Card(First).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("acme/dbt#13", afternoon.Card(Second).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_into_one_that_is_private_by_now_stays_there()
    {
        await using var afternoon = await Merged();
        await Private.PrivateStory.TurnsPrivate(afternoon, 1, afternoon.Ben);
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        afternoon.Ben.Sees("INC-1 is private by now, so what went into it stays there.");
        await afternoon.Finn.Slash("/incident unmerge 2", "#data-team");
        afternoon.Finn.Sees("You cannot see INC-1 any more.");
    }

    [Fact]
    public async Task Where_no_bot_may_unarchive_it_gets_another_channel_that_says_so()
    {
        await using var afternoon = await Merged();
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await afternoon.Ben.Sees("merged INC-2", First).Click("Undo");
        Assert.True(IsArchived(afternoon));
        afternoon.Ana.Sees($"INC-2 goes on here: {Second} cannot be used any more", $"{Second}-2");
        Assert.Contains("stock failed", afternoon.Card($"{Second}-2").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_the_button_is_gone_and_the_word_says_why_not()
    {
        await using var afternoon = await Merged();
        await afternoon.Pass(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(2));
        Assert.Equal(["Undo"], afternoon.Ana.Sees("merged INC-2", First).Buttons);
        await afternoon.Ana.Slash("/incident info 2", "#data-team");
        var menu = afternoon.Ana.Modal;
        Assert.Contains("Undo the merge", menu.Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(4));
        Assert.Empty(afternoon.Ana.Sees("merged INC-2", First).Buttons);
        await menu.Press("Undo the merge");
        Assert.Contains(
            "INC-2 went into INC-1 more than a day ago, so that stays.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("/incident reopen 2", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident info 2", "#data-team");
        Assert.DoesNotContain("Undo the merge", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident unmerge", "#data-team");
        afternoon.Ana.Sees("Nothing was merged within a day");
    }

    [Fact]
    public async Task The_menu_undoes_it_and_a_second_press_says_that_it_is_done()
    {
        await using var afternoon = await Merged();
        await afternoon.Ana.Slash("/incident info 2", "#data-team");
        var press = afternoon.Ben.Sees("merged INC-2", First).Aim("Undo");
        await afternoon.Ana.Modal.Press("Undo the merge");
        Assert.Contains("INC-2 is open again.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await press();
        afternoon.Ben.Sees("INC-2 is open: nothing is left to undo.");
    }

    [Fact]
    public async Task Opened_again_by_hand_there_is_nothing_to_undo()
    {
        await using var afternoon = await Merged();
        await afternoon.Ana.Slash("/incident reopen 2", "#data-team");
        Assert.Empty(afternoon.Ana.Sees("merged INC-2", First).Buttons);
        Assert.Equal(["orders failed", "stock failed"], Alerts(afternoon, 1).Select(a => a.Title));
        await afternoon.Ana.Slash("/incident unmerge 2", "#data-team");
        afternoon.Ana.Sees("INC-2 is open: nothing is left to undo.");
    }

    [Fact]
    public async Task What_went_further_comes_back_step_by_step()
    {
        await using var afternoon = await Merged(a => a.Alert(Job("returns")));
        await Merge(afternoon, "1 into 3");
        Assert.Equal(3, Alerts(afternoon, 3).Length);
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        afternoon.Ben.Sees("INC-1 went into INC-3 since. Undo that first: /incident unmerge 1.");
        await afternoon.Ben.Slash("/incident unmerge 1", "#data-team");
        Assert.Equal(["orders failed", "stock failed"], Alerts(afternoon, 1).Select(a => a.Title));
        await afternoon.Alert(Job("stock"));
        Assert.Equal(1, Decisions(afternoon)[^1].Incident);
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        Assert.Equal(["orders failed"], Alerts(afternoon, 1).Select(a => a.Title));
        Assert.Equal(["stock failed"], Alerts(afternoon, 2).Select(a => a.Title));
    }

    [Fact]
    public async Task What_the_other_left_failing_when_it_ended_fails_here()
    {
        await using var afternoon = await Merged();
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        await afternoon.Ben.Slash("/incident unmerge 2", "#data-team");
        Assert.Equal([("stock failed", 1L, 1L)], Alerts(afternoon, 2));
        Assert.Equal([("orders failed", 1L, 0L)], Alerts(afternoon, 1));
        Assert.Contains("Resolved", afternoon.Card(First).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_channels_are_never_archived_the_merged_one_stays()
    {
        await using var afternoon = await Merged(async a =>
        {
            await a.Ivy.Slash("/incident settings");
            await a.Ivy.Modal.Fill("Archive channels after … days", "").Submit();
        });
        Assert.False(IsArchived(afternoon));
        await afternoon.Ben.Slash("/incident", Second);
        await afternoon.Ben.Modal.Press("Undo the merge");
        Assert.Contains("Triage", afternoon.Card(Second).Text, StringComparison.Ordinal);
    }
}
