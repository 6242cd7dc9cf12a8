using System.Diagnostics;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>What must not go wrong unseen: lost lines, channels that do not stay, groups that ring for what is old.</summary>
public sealed class KeptTests
{
    const string Critical = "Critical: wants somebody now", Channel = "#inc-1-orders-are-late", Group = "on-call-engineers";

    static async Task<Afternoon> Declared(DateTimeOffset? at = null, string severity = "Minor: can wait for working hours")
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        if (at is { } later) await afternoon.Until(later);
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Choose("Severity", severity).Submit();
        await afternoon.Finn.Modal.Close();
        return afternoon;
    }

    [Fact]
    public async Task A_channel_that_is_archived_again_and_again_is_taken_up_with_a_pause_until_it_stays()
    {
        await using var afternoon = await Declared();
        var channel = afternoon.Workspace.Conversations["inc-1-orders-are-late"];
        var (joins, watch) = (0, Stopwatch.StartNew());
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry.Name == "conversations.join" && ++joins <= 2) channel.Archived = true;
        };
        await afternoon.Finn.Archives(Channel);
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "Half of it is loaded").Submit();
        await afternoon.Settle();
        afternoon.Finn.Sees("Half of it is loaded", Channel);
        // The event, the post and the look each find it archived.
        Assert.InRange(joins, 3, 5);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_line_that_a_call_says_in_part_is_still_said()
    {
        await using var afternoon = await Declared();
        var (ana, chloe) = (afternoon.Ana.Id, afternoon.Chloe.Id);
        // Both in one instant, before the channel has heard of the first.
        await afternoon.Get<Database>().Change(tx =>
        {
            Change(tx, shown => shown with { Severity = Severity.Major }, ana);
            Change(tx, shown => shown with { Lead = chloe }, ana);
        });
        await afternoon.Settle();
        afternoon.Finn.Sees("ana: Minor → Major, lead chloe", Channel);
        afternoon.Chloe.Sees("ana handed it to you.", Channel);
    }

    static void Change(Tx tx, Func<FormEdit.Values, FormEdit.Values> edit, string by)
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Bot, 1)!;
        var state = IncidentStore.State(tx.Db, incident);
        var shown = FormEdit.Values.Of(state);
        IncidentChange.Apply(tx, incident, Transitions.Change(state, new(shown, edit(shown)), by, tx.Time), new(by));
    }

    [Fact]
    public async Task Of_two_who_are_handed_it_in_one_instant_the_second_is_called()
    {
        await using var afternoon = await Declared();
        await afternoon.Get<Database>().Change(tx =>
        {
            Change(tx, shown => shown with { Lead = afternoon.Chloe.Id }, afternoon.Ana.Id);
            Change(tx, shown => shown with { Lead = afternoon.Finn.Id }, afternoon.Ana.Id);
        });
        await afternoon.Settle();
        afternoon.Finn.Sees("@finn INC-1 Orders are late is Minor. ana handed it to you.", Channel);
        Assert.Contains(afternoon.Workspace.Notifications, n => n.Person.Handle == "finn");
    }

    [Fact]
    public async Task A_group_that_is_chosen_at_night_is_not_rung_for_what_has_waited_for_hours()
    {
        await using var afternoon = await Declared(new(2026, 3, 3, 20, 0, 0, TimeSpan.Zero), Critical);
        await afternoon.Pass(TimeSpan.FromHours(2));
        await (await Afternoon.Settings(afternoon.Ana)).Choose("Called out of hours", Group).Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(afternoon.Workspace.Notifications, n => n.Person.Handle == "gwen");
        await afternoon.Finn.Slash("/incident Stock is wrong");
        await afternoon.Finn.Modal.Choose("Severity", Critical).Submit();
        Assert.Contains(afternoon.Workspace.Notifications, n => n.Person.Handle == "gwen");
    }

    [Fact]
    public async Task Many_that_nobody_answers_are_looked_at_some_at_a_time()
    {
        await using var afternoon = await Declared();
        // Its call is said by then, and it is looked at no more.
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Get<Database>().Change(tx =>
        {
            var incident = new NewIncident(
                "late", Severity.Critical, Affected.NotSure, null, afternoon.Finn.Id, afternoon.Ana.Id, "", "");
            for (var number = 0; number < 60; number++) OpenIncident.Open(tx, incident, Responder.At(tx.Db, null, tx.Time));
        });
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        // From a time that the workspace has not reached, so that the bot's own looks find nothing due.
        Task Look() => afternoon.Get<CallPeople>().Look(
            afternoon.Clock.GetUtcNow().AddMinutes(5), TestContext.Current.CancellationToken);
        await Look();
        Assert.Equal(50, LookedAt(afternoon));
        await Look();
        Assert.Equal(60, LookedAt(afternoon));
    }

    /// <summary>Whoever was looked at now is looked at again half a minute from now.</summary>
    static long LookedAt(Afternoon afternoon) => afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
        "select count(*) from incidents where calls_due_at = @at",
        new { at = afternoon.Clock.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds() }));

    [Fact]
    public async Task A_timeline_of_many_long_updates_opens()
    {
        await using var afternoon = await Declared();
        await afternoon.Get<Database>().Change(tx =>
        {
            var incident = IncidentStore.Find(tx.Db, Viewer.Bot, 1)!;
            for (var number = 1; number <= 80; number++)
                UpdateStore.Add(tx, incident, afternoon.Ana.Id, $"{number} {new string('&', 2900)}");
        });
        await afternoon.Settle();
        await afternoon.Ana.Slash("/incident timeline", Channel);
        Assert.Equal("Timeline of INC-1", afternoon.Ana.Modal.Title);
        Assert.Contains("update: 80 ", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }
}
