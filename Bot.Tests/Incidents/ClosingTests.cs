using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Postmortems;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.FollowUps;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Notices;
using static Bot.Tests.FollowUps.Kept;

namespace Bot.Tests.Incidents;

/// <summary>What is asked once an incident is resolved, and how it closes. It is a Tuesday, and Ana leads.</summary>
public sealed class ClosingTests
{
    const string Major = "Major: wants somebody today", Critical = "Critical: wants somebody now";

    static async Task<Afternoon> Resolved(string? severity = null)
    {
        var afternoon = await Begin(severity);
        await afternoon.Ana.Modal.CloseAll();
        // Postmortems keep it open as well, and have tests of their own.
        await afternoon.Get<Database>().Change(
            tx => PostmortemSettings.Owed.Set(tx, PostmortemOwed.Nobody, afternoon.Ivy.Id));
        await afternoon.Ana.Resolves();
        return afternoon;
    }

    static IncidentRow Incident(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1))!;

    static ClosingRow Row(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => ClosingStore.Find(db, IncidentStore.Find(db, Viewer.Bot, 1)!))!;

    static async Task<Modal> Form(Member who)
    {
        await who.Sees("Before INC-1 closes", Channel).Click("Answer…");
        return who.Modal;
    }

    static async Task Says(Afternoon afternoon, Member who, string words)
    {
        await who.Slash("/incident timeline 1", "#data-team");
        Assert.Contains(words, who.Modal.Text, StringComparison.Ordinal);
        await who.Modal.CloseAll();
    }

    [Theory]
    [InlineData("Fixed", "fixed", CloseOutcome.Fixed)]
    [InlineData("Recovered by itself", "recovered by itself", CloseOutcome.Recovered)]
    [InlineData("Expected", "expected", CloseOutcome.Expected)]
    [InlineData("False alarm", "a false alarm", CloseOutcome.FalseAlarm)]
    public async Task What_is_small_is_closed_by_one_press_of_anybody(string button, string words, CloseOutcome outcome)
    {
        await using var afternoon = await Resolved();
        Assert.Equal(IncidentStatus.Resolved, Incident(afternoon).Status);
        await afternoon.Ben.Joins(Channel);
        var asked = afternoon.Ben.Sees("What was it? One press closes INC-1.", Channel);
        Assert.Equal(["Fixed", "Recovered by itself", "Expected", "False alarm"], asked.Buttons);
        Assert.Empty(asked.Notified);
        await asked.Click(button);
        Assert.Equal($":white_check_mark: INC-1 is closed: ben: {words}.", Plain(asked));
        Assert.Equal((IncidentStatus.Closed, afternoon.Ana.Id), (Incident(afternoon).Status, Incident(afternoon).EndedBy));
        Assert.Equal((outcome, afternoon.Ben.Id), (Row(afternoon).Outcome, Row(afternoon).AnsweredBy));
        Assert.Contains("Resolved by ana", Plain(Card(afternoon)), StringComparison.Ordinal);
        Assert.Contains("; closed.", Plain(Card(afternoon)), StringComparison.Ordinal);
        await Says(afternoon, afternoon.Ana, $"answered what was asked before it closes: {words}");
    }

    [Fact]
    public async Task It_waits_for_its_follow_ups_and_for_a_tick_that_is_taken_back()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Sees("What was it?", Channel).Click("Fixed");
        var said = afternoon.Ana.Sees("INC-1 closes once its 1 follow-up is done", Channel);
        Assert.Equal(["Change…"], said.Buttons);
        Assert.Equal(IncidentStatus.Resolved, Incident(afternoon).Status);
        await afternoon.Ana.Checklist().Tick("#1 fix the test");
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
        Assert.Contains("INC-1 is closed: ana: fixed.", Plain(said), StringComparison.Ordinal);
        await afternoon.Ana.Checklist().Tick("#1 fix the test", on: false);
        Assert.Equal(IncidentStatus.Resolved, Incident(afternoon).Status);
        await afternoon.Ana.Slash("/followup notdoing 1 nobody reads it");
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
        // What somebody finds later is left as well.
        await afternoon.Ana.Slash("/followup one more thing", Channel);
        Assert.Equal(IncidentStatus.Resolved, Incident(afternoon).Status);
    }

    [Fact]
    public async Task Of_what_was_bad_a_form_asks_which_data_was_wrong_and_what_is_left()
    {
        await using var afternoon = await Resolved(Major);
        Assert.Equal(IncidentStatus.Resolved, Incident(afternoon).Status);
        var form = await Form(afternoon.Ana);
        Assert.Equal("2026-03-03", form.Value("If so, the first such day"));
        await form.Choose("Was data wrong or missing?", "Yes").PickDate("If so, the first such day", "2026-03-04")
            .Choose("Is it backfilled?", "Yes").Choose("Do its users know?", "Nobody has to").Submit();
        Assert.Equal(
            "That day is still to come. Choose today or before.", afternoon.Ana.Modal.Errors["If so, the first such day"]);
        await afternoon.Ana.Modal.PickDate("If so, the first such day", "2026-03-02").PickDate("The last such day", "2026-03-01")
            .Submit();
        Assert.Equal("That day is before the first one.", afternoon.Ana.Modal.Errors["The last such day"]);
        await afternoon.Ana.Modal.PickDate("If so, the first such day", "2026-03-01").PickDate("The last such day", "2026-03-03")
            .Submit();
        Assert.Equal(
            "Say what is left to do, or tick below that nothing is.", afternoon.Ana.Modal.Errors["What is left to do?"]);
        await afternoon.Ana.Modal.Tick("Nothing is left to do").Submit();
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
        Assert.Contains(
            "INC-1 is closed: ana: data of 1 Mar to 3 Mar 2026 was wrong, backfill done, nobody had to be told, "
                + "no follow-up needed.",
            Plain(afternoon.Ana.Sees("INC-1 is closed", Channel)), StringComparison.Ordinal);
        var row = Row(afternoon);
        Assert.Equal(
            ("2026-03-01", "2026-03-03", Aftercare.Done, Aftercare.NotNeeded, 1L),
            (row.WrongFrom, row.WrongUntil, row.Backfill, row.Told, row.NoneNeeded));
        await Says(afternoon, afternoon.Ana, "data of 1 Mar to 3 Mar 2026 was wrong, backfill done");
    }

    [Fact]
    public async Task The_command_that_closes_what_is_resolved_asks_as_the_button_does()
    {
        await using var afternoon = await Resolved(Major);
        await afternoon.Ben.Slash("/incident resolve 1", "#general");
        afternoon.Ben.Sees("INC-1 is resolved already. /incident reopen 1 opens it again.");
        await afternoon.Ben.Slash("/incident close 1", "#general");
        Assert.Equal("Close INC-1", afternoon.Ben.Modal.Title);
        await afternoon.Ben.Modal.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Yes")
            .Choose("Do its users know?", "Nobody has to").Tick("Nothing is left to do").Submit();
        Assert.Equal((IncidentStatus.Closed, afternoon.Ben.Id), (Incident(afternoon).Status, Row(afternoon).AnsweredBy));
        await afternoon.Ben.Slash("/incident close 1", "#general");
        afternoon.Ben.Sees("INC-1 is closed already. /incident reopen 1 opens it again.");
    }

    [Fact]
    public async Task The_command_that_closes_what_is_open_resolves_it_first()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident close 1", "#general");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident close", Channel);
        await afternoon.Ana.Modal.Choose("What was it?", "Expected").Submit();
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
    }

    [Fact]
    public async Task What_is_not_done_yet_becomes_a_follow_up_once()
    {
        await using var afternoon = await Resolved(Critical);
        var form = await Form(afternoon.Ana);
        await form.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not yet: make it a follow-up")
            .Choose("Do its users know?", "Not yet: make it a follow-up").Fill("What is left to do?", "Alert on lateness")
            .Submit();
        string[] made = ["Backfill what INC-1 left wrong", "Tell those who use the data of INC-1", "Alert on lateness"];
        Assert.Equal(made, afternoon.Rows().OrderBy(row => row.Number).Select(row => row.Title));
        Assert.All(afternoon.Rows(), row => Assert.Equal((1L, afternoon.Ana.Id), (row.Incident, row.Owner)));
        var said = afternoon.Ana.Sees("INC-1 closes once its 3 follow-ups are done", Channel);
        Assert.Contains("no data was wrong, backfill is a follow-up", Plain(said), StringComparison.Ordinal);
        await said.Click("Change…");
        await afternoon.Ana.Modal.Choose("Do its users know?", "Yes").Submit();
        Assert.Equal(3, afternoon.Rows().Count);
        Assert.Equal((Aftercare.Later, Aftercare.Done), (Row(afternoon).Backfill, Row(afternoon).Told));
        foreach (var number in (int[])[1, 2, 3]) await afternoon.Ana.Slash($"/followup done {number}");
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
    }

    [Theory]
    [InlineData(NoticeStory.Dashboard, "Before INC-1 closes")]
    [InlineData(null, "What was it?")]
    public async Task What_people_read_and_was_hit_is_asked_about_in_full(string? exposure, string words)
    {
        await using var afternoon = await NoticeStory.Begin(exposure);
        await afternoon.Fails("orders", exposure, "resolved");
        await afternoon.Ana.Resolves();
        afternoon.Ana.Sees(words, NoticeStory.Channel);
    }

    [Fact]
    public async Task Raised_while_it_is_asked_about_more_is_asked()
    {
        await using var afternoon = await Resolved();
        var press = afternoon.Ana.Sees("What was it?", Channel).Aim("Fixed");
        await afternoon.Ben.Slash("/incident status 1", "#data-team");
        await afternoon.Ben.Modal.Choose("Severity", Major).Submit();
        await press();
        afternoon.Ana.Sees("INC-1 became worse meanwhile, so more is asked: press Answer… below.");
        Assert.Null(Row(afternoon).AnsweredAt);
        await Form(afternoon.Ana);
    }

    [Fact]
    public async Task Opened_again_it_says_so_and_its_next_end_is_asked_about_anew()
    {
        await using var afternoon = await Resolved();
        var first = afternoon.Ana.Sees("What was it?", Channel);
        var press = first.Aim("Fixed");
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        Assert.Equal("INC-1 was opened again.", Plain(first));
        await press();
        afternoon.Ana.Sees("INC-1 is open. Resolve it first.");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Resolves();
        var second = afternoon.Ana.Sees("What was it?", Channel);
        Assert.NotEqual(first.Posted, second.Posted);
        await second.Click("Expected");
        Assert.Equal("INC-1 was opened again.", Plain(first));
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
    }

    [Fact]
    public async Task Closed_by_hand_it_stays_closed_whatever_is_left()
    {
        await using var afternoon = await Resolved(Major);
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        await afternoon.Ana.Slash("/incident status 1", "#data-team");
        await afternoon.Ana.Modal.Choose("Status", "Closed: nothing left to do").Submit();
        await afternoon.Ana.Slash("/followup reassign 1 @ben");
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
        Assert.Equal(":white_check_mark: INC-1 is closed.", Plain(afternoon.Ana.Sees("INC-1 is closed", Channel)));
    }

    [Fact]
    public async Task Its_channel_is_not_archived_over_what_is_still_to_be_done()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Slash("/followup fix the test", Channel);
        for (var day = 0; day < 12; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.False(afternoon.Workspace.Conversations[Channel.TrimStart('#')].Archived);
        Assert.Null(afternoon.Ana.Look("This channel is archived", Channel));
        await afternoon.Ana.Slash("/followup done 1");
        for (var day = 0; day < 3; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.True(afternoon.Workspace.Conversations[Channel.TrimStart('#')].Archived);
    }

    [Fact]
    public async Task Whoever_led_it_is_reminded_in_their_brief_and_on_Home_and_answers_there()
    {
        await using var afternoon = await Resolved(Major);
        Assert.Contains("[Answer…]", (await afternoon.Home(afternoon.Ana)).Text, StringComparison.Ordinal);
        await afternoon.Until(SeenBriefs.At("2026-03-04T09:00Z"));
        var brief = afternoon.Ana.Brief();
        brief.Says("INC-1 is resolved and not closed: what was it?");
        await afternoon.Until(SeenBriefs.At("2026-03-10T09:30Z"));
        Assert.DoesNotContain(
            afternoon.Ana.Briefs(), b => b != brief && b.Posted != brief.Posted
                && b.Text.Contains("INC-1 is resolved and not closed", StringComparison.Ordinal));
        await afternoon.Until(SeenBriefs.At("2026-03-11T09:00Z"));
        afternoon.Ana.Brief().Says("INC-1 is resolved and not closed");
        await afternoon.Ana.Brief().Click("Answer INC-1…");
        await afternoon.Ana.Modal.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not needed")
            .Choose("Do its users know?", "Yes").Tick("Nothing is left to do").Submit();
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
        Assert.DoesNotContain("Answer", (await afternoon.Home(afternoon.Ana)).Text, StringComparison.Ordinal);
        var briefs = afternoon.Ana.Briefs().Count;
        await afternoon.Until(SeenBriefs.At("2026-03-18T09:00Z"));
        Assert.Equal(briefs, afternoon.Ana.Briefs().Count);
    }

    [Fact]
    public async Task After_a_restart_the_question_is_still_one_message()
    {
        await using var afternoon = await Resolved();
        await afternoon.Restart();
        await afternoon.Ana.Sees("What was it?", Channel).Click("Fixed");
        Assert.Single(
            afternoon.Ana.Messages(Channel), m => m.Text.Contains("INC-1 is closed", StringComparison.Ordinal));
        Assert.Equal(IncidentStatus.Closed, Incident(afternoon).Status);
    }

    [Theory]
    [InlineData(EnvelopeTrouble.Duplicate)]
    [InlineData(EnvelopeTrouble.Redeliver)]
    public async Task Answers_that_reach_the_bot_twice_count_once(EnvelopeTrouble trouble)
    {
        await using var afternoon = await Resolved(Major);
        var form = await Form(afternoon.Ana);
        afternoon.Workspace.Faults.Envelopes.Ask(trouble, times: 20);
        await form.Choose("Was data wrong or missing?", "No").Choose("Is it backfilled?", "Not yet: make it a follow-up")
            .Choose("Do its users know?", "Yes").Submit();
        Assert.Equal(FollowUpState.Outstanding, Assert.Single(afternoon.Rows()).State);
    }

    static SeenMessage Card(Afternoon afternoon) => afternoon.Ana.Messages(Channel).First(m => m.IsPinned);

    static string Plain(SeenMessage message) => NoticeStory.Plain(message);
}
