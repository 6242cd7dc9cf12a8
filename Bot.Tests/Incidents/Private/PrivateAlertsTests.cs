using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Alerts of a private incident: what those see who are not inside, who sends them, and what else fails.</summary>
public sealed class PrivateAlertsTests
{
    /// <summary>Orders failed, as everybody saw; then it became private.</summary>
    static async Task<Afternoon> Turned()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        return afternoon;
    }

    [Fact]
    public async Task Others_do_not_see_that_they_came()
    {
        await using var afternoon = await Turned();
        await afternoon.Ben.Slash("/incident alerts", "#general");
        afternoon.Ben.Sees("No alert has come in yet.");
        await afternoon.Ana.Slash("/incident alerts", "#general");
        afternoon.Ana.Sees("orders failed");
    }

    [Fact]
    public async Task Their_sender_is_told_nothing_of_it()
    {
        await using var afternoon = await Turned();
        var answer = await afternoon.Alert(Job("orders"));
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("It is known, and somebody sees to it.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_its_job_tells_of_opens_one_that_all_see()
    {
        await using var afternoon = await Turned();
        await afternoon.Alert(Job("orders", key: "another"));
        Assert.Equal(2, Decisions(afternoon)[^1].Incident);
        afternoon.Ben.Sees("INC-2", "#data-incidents");
    }

    [Fact]
    public async Task What_waited_at_night_is_not_said_to_have_become_it()
    {
        await using var afternoon = await Afternoon.Begin(new DateTimeOffset(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));
        await afternoon.Rotation("ana", "ben");
        await afternoon.Until(new DateTimeOffset(2026, 3, 3, 23, 0, 0, TimeSpan.Zero));
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("stock"));
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 8, 59, 0, TimeSpan.Zero));
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Get<Database>().Wake("overnight:1");
        await afternoon.Settle();
        var line = afternoon.Ben.Sees("Overnight", "#data-incidents");
        Assert.DoesNotContain("orders", line.Text, StringComparison.Ordinal);
        Assert.Contains("stock", line.Text, StringComparison.Ordinal);
        Assert.Contains("Overnight: 1 alert", line.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_comes_back_to_its_lead_and_not_to_whoever_is_on_call()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.Chloe.Slash("/incident takeover 1", "#general");
        await afternoon.TurnsPrivate(1, afternoon.Chloe);
        await afternoon.Alert(Job("orders", status: "resolved"));
        await afternoon.Chloe.Slash("/incident resolve 1", "#general");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Alert(Job("orders"));
        var row = afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!);
        Assert.True(row.IsOpen);
        Assert.Equal(afternoon.Chloe.Id, row.Lead);
        Assert.False(afternoon.Sees(afternoon.Ana));
    }

    [Fact]
    public async Task What_nobody_has_begun_does_not_change_hands_with_the_rotation()
    {
        await using var afternoon = await Turned();
        for (var day = 0; day < 8; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(afternoon.Ana.Id, afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!).Lead);
        Assert.False(afternoon.Sees(afternoon.Ben));
    }

    [Fact]
    public async Task Trouble_does_not_say_which_incident_it_is()
    {
        await using var afternoon = await Turned();
        await afternoon.Alert(Job("stock"));
        foreach (var subject in (string[])["incident", "archive", "update_due"])
        {
            var lines = afternoon.Get<Database>().Read(db => afternoon.Get<TroubleMessage>().Lines(
                db, [($"{subject}:1", "Slack refused pins.add: one"), ($"{subject}:2", "Slack refused pins.add: other")]));
            Assert.Contains("a private incident", lines[0].Effect, StringComparison.Ordinal);
            Assert.DoesNotContain("INC-1", lines[0].Effect, StringComparison.Ordinal);
            Assert.Contains("INC-2", lines[1].Effect, StringComparison.Ordinal);
        }
    }
}
