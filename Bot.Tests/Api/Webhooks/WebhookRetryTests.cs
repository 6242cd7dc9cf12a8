using Bot.Api.Webhooks;
using Bot.FollowUps;
using Bot.Storage;
using Bot.Tests.Alerts.Forwarding;
using Bot.Tests.Home;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>What is not taken is sent again, in the order in which it happened, until it is or nobody is there.</summary>
public sealed class WebhookRetryTests : IAsyncLifetime
{
    /// <summary>What fails has failed for a day.</summary>
    static readonly WebhookOptions DayIsOver = new()
    {
        Waits = new() { Patience = TimeSpan.FromMinutes(5), First = TimeSpan.FromHours(1), GivenUpAfter = TimeSpan.Zero },
    };

    FakeDestination hook = null!;

    public async ValueTask InitializeAsync() => hook = await FakeDestination.Start();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task What_failed_is_sent_again_under_its_id_and_nothing_of_its_incident_overtakes_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url);
        hook.Next(500, "out of order");
        hook.Next(400);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/incident resolve it was the loader", "#inc-1-orders-are-late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.AllTold();
        Assert.Equal(["incident.opened 1", "incident.opened 1", "incident.opened 1"], hook.Told()[..3]);
        Assert.Equal("incident.resolved 1", hook.Told()[^1]);
        Assert.Single(hook.All.Take(3).Select(g => g.Headers["webhook-id"]).Distinct());
        Assert.Single(hook.All.Take(3).Select(g => g.Body).Distinct());
        Assert.DoesNotContain("incident.opened 1", hook.Told()[3..]);
    }

    [Fact]
    public async Task What_is_not_taken_holds_up_its_own_incident_alone()
    {
        await using var afternoon = await Begin(Patient);
        await afternoon.Ivy.MakesWebhook(hook.Url);
        hook.Next(500);
        await afternoon.Ana.Declares("orders are late");
        await afternoon.Ana.Slash("/incident resolve it was the loader", "#inc-1-orders-are-late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Declares("revenue is wrong");
        await afternoon.Settle();
        Assert.Equal("incident.opened 1", hook.Told()[0]);
        Assert.Contains("incident.opened 2", hook.Told());
        Assert.Single(hook.Told(), told => told.EndsWith('1'));
        Assert.Contains("wait", (await afternoon.Ivy.OpensWebhook()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_ends_while_it_sends_sends_it_again_under_the_same_id()
    {
        await using var afternoon = await Begin(
            new() { Waits = ForwardActs.Quick with { Patience = TimeSpan.FromSeconds(30) } });
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.NextHangs();
        await afternoon.Get<Database>().Change(tx => FollowUpStore.Make(
            tx, new("look at it", afternoon.Ana.Id, new(2026, 3, 20)), afternoon.Ana.Id));
        await hook.Gets(1);
        await afternoon.Restart();
        await hook.Gets(2);
        await afternoon.AllTold();
        Assert.Single(hook.All.Select(g => g.Headers["webhook-id"]).Distinct());
        Assert.Single(hook.All.Select(g => g.Body).Distinct());
    }

    [Fact]
    public async Task One_that_says_that_it_is_gone_is_switched_off_and_admins_are_told()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.Next(410);
        await afternoon.Ana.Slash("/followup look at it");
        await afternoon.Ana.Slash("/followup look at it again");
        await afternoon.AllTold();
        Assert.Single(hook.All);
        Assert.Contains("Switched off", (await afternoon.Ivy.OpensWebhook()).Text, StringComparison.Ordinal);
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "Webhook Status page answers that it is gone", afternoon.Ivy.Sees("needs an admin").Text, StringComparison.Ordinal);
        await (await afternoon.Ivy.OpensWebhook()).Press("Resume");
        await afternoon.Ana.Slash("/followup look at it once more");
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 1", "follow_up.created 3"], hook.Told());
    }

    [Fact]
    public async Task One_that_takes_nothing_for_a_day_is_paused_and_told_all_in_order_once_it_is_resumed()
    {
        await using var afternoon = await Begin(DayIsOver);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.Next(500);
        hook.Next(500, "out of order");
        await afternoon.Ana.Slash("/followup look at it");
        // One alone says nothing of others.
        Assert.Null(afternoon.Webhook().Stopped);
        await afternoon.Ana.Slash("/followup look at it again");
        await afternoon.Ana.Slash("/followup done 2");
        Assert.Equal(2, hook.All.Count);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(
            "Webhook Status page took nothing for a day and is paused. It answers 500",
            afternoon.Ivy.Sees("needs an admin").Text, StringComparison.Ordinal);
        var page = await afternoon.Ivy.OpensWebhook();
        Assert.Contains("2 wait", page.Text, StringComparison.Ordinal);
        await page.Press("Resume");
        await afternoon.AllTold();
        Assert.Equal(
            ["follow_up.created 1", "follow_up.created 2", "follow_up.created 2", "follow_up.done 2"], hook.Told());
    }

    [Fact]
    public async Task One_that_takes_others_is_not_paused_for_what_it_never_takes()
    {
        await using var afternoon = await Begin(DayIsOver);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        foreach (var nth in (int[])[1, 2])
        {
            hook.Next(400);
            await afternoon.Ana.Slash($"/followup look at it {nth} times");
            await afternoon.Ana.Slash("/followup look at something else");
        }

        await afternoon.AllTold();
        Assert.Equal((2L, 2L), (afternoon.Count("taken_at is not null"), afternoon.Count("gave_up_at is not null")));
        Assert.Null(afternoon.Webhook().Stopped);
    }

    [Fact]
    public async Task One_that_is_not_there_is_paused_after_a_day_with_what_waits_for_it()
    {
        await using var afternoon = await Begin(DayIsOver);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.Next(503);
        await afternoon.Ana.Slash("/followup look at it");
        Assert.Equal((WebhookRow.Failed, 0L), (afternoon.Webhook().Stopped, afternoon.Count("gave_up_at is not null")));
    }

    [Fact]
    public async Task What_happens_during_a_pause_waits_for_its_end()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        await (await afternoon.Ivy.OpensWebhook()).Press("Pause");
        await afternoon.Ana.Slash("/followup look at it");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(hook.All);
        await (await afternoon.Ivy.OpensWebhook()).Press("Resume");
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 1"], hook.Told());
    }

    [Fact]
    public async Task A_word_about_a_pause_is_heard_and_no_answer_leads_elsewhere()
    {
        await using var afternoon = await Begin(Patient);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.Next(307);
        hook.Next(429, retryAfter: "1");
        await afternoon.Ana.Slash("/followup look at it");
        Assert.Equal(["/v2/enqueue"], hook.All.Select(g => g.Path));
        await afternoon.Ana.Slash("/followup look at it again");
        // The one that waits for an hour holds up no other.
        await hook.Gets(3);
        await Wait.Until(() => afternoon.Count("taken_at is not null") == 1);
        Assert.Equal(["follow_up.created 1", "follow_up.created 2", "follow_up.created 2"], hook.Told());
    }

    [Fact]
    public async Task What_was_told_is_forgotten_after_a_week_and_its_body_at_once()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        await afternoon.Ana.Slash("/followup look at it");
        await afternoon.AllTold();
        Assert.Equal(1, afternoon.Count("body = ''"));
        for (var day = 0; day < 9; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, afternoon.Count("1 = 1"));
    }

    [Fact]
    public async Task Of_two_bots_one_tells_it()
    {
        await using var afternoon = await Begin(isShared: true);
        await afternoon.Another();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        for (var nth = 1; nth <= 5; nth++) await afternoon.Ana.Slash($"/followup look at it {nth} times");
        for (var nth = 1; nth <= 5; nth++) await afternoon.Ana.Slash($"/followup done {nth}");
        await afternoon.AllTold();
        Assert.Equal(10, hook.All.Count);
        for (var nth = 1; nth <= 5; nth++)
            Assert.Equal(
                [$"follow_up.created {nth}", $"follow_up.done {nth}"],
                hook.Told().Where(t => t.EndsWith($" {nth}", StringComparison.Ordinal)));
    }
}
