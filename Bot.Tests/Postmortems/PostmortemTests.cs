using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Sandbox;
using Bot.Tests.FollowUps;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Notices;
using static Bot.Tests.Home.SeenBriefs;
using static Bot.Tests.Postmortems.PostmortemActs;

namespace Bot.Tests.Postmortems;

/// <summary>A postmortem from the end of its incident to its own.</summary>
public sealed class PostmortemTests
{
    [Fact]
    public async Task One_is_owed_of_what_was_bad_by_its_lead_in_five_working_days_and_holds_the_incident_open()
    {
        await using var afternoon = await Resolved();
        var said = afternoon.Ben.Sees("ana writes the postmortem of INC-1 by Tue 10 Mar 2026. It closes once", Channel);
        Assert.Equal(["Start", "Open…"], said.Buttons);
        Assert.Empty(said.Notified);
        await afternoon.Ana.Answers();
        afternoon.Ana.Sees("INC-1 closes once its postmortem is done.", Channel);
        Assert.Equal(IncidentStatus.Resolved, afternoon.Status());

        await said.Click("Start");
        Assert.Equal(PostmortemState.InProgress, afternoon.Row()!.State);
        Assert.Contains("The postmortem of INC-1 is in progress in a canvas of", said.Text, StringComparison.Ordinal);
        await said.Click("Open…");
        await afternoon.Ben.Modal.Press("Send to review");
        Assert.Contains("Postmortem: in review, by ana", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Press("Complete");
        Assert.Equal(["Back to work", "Send me Markdown"], afternoon.Ben.Modal.Buttons);
        Assert.Equal(IncidentStatus.Closed, afternoon.Status());
        Assert.Contains("ben completed the postmortem of INC-1", said.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Press("Back to work");
        Assert.Equal(IncidentStatus.Resolved, afternoon.Status());
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        foreach (var words in (string[])["works on the postmortem", "sent the postmortem to review", "completed the postmortem"])
            Assert.Contains(words, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_small_none_is_owed_and_whoever_wants_one_starts_it()
    {
        await using var afternoon = await Resolved(severity: null);
        Assert.Null(afternoon.Row());
        afternoon.Ana.DoesNotSee("postmortem", Channel);
        var shown = await afternoon.Gwen.Postmortem();
        Assert.Contains("None is owed. Whoever wants one starts it.", shown.Text, StringComparison.Ordinal);
        await shown.Press("Start");
        Assert.Equal((PostmortemState.InProgress, afternoon.Gwen.Id), (afternoon.Row()!.State, afternoon.Row()!.Owner));
        Assert.Contains("in progress, by gwen, due Tue 10 Mar 2026", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Drafted from what is known.", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Sees("What was it?", Channel).Click("Fixed");
        Assert.Equal(IncidentStatus.Resolved, afternoon.Status());
    }

    [Fact]
    public async Task Said_not_to_be_needed_it_holds_nothing_up_and_can_be_started_all_the_same()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Answers();
        await (await afternoon.Ben.Postmortem()).Press("Not needed…");
        await afternoon.Ben.Modal.Fill("Why is none needed?", "the same as last week").Submit();
        Assert.Equal(IncidentStatus.Closed, afternoon.Status());
        afternoon.Ana.Sees("ben: no postmortem of INC-1 is needed (the same as last week).", Channel);
        var shown = await afternoon.Ana.Postmortem();
        Assert.Contains("Postmortem: not needed", shown.Text, StringComparison.Ordinal);
        await shown.Press("Start");
        Assert.Equal(PostmortemState.InProgress, afternoon.Row()!.State);
        Assert.Equal(IncidentStatus.Resolved, afternoon.Status());
    }

    [Theory]
    [InlineData("critical", PostmortemActs.Major, false)]
    [InlineData("critical", "Critical: wants somebody now", true)]
    [InlineData("none", "Critical: wants somebody now", false)]
    public async Task Admins_say_of_what_one_is_owed(string typed, string severity, bool isOwed)
    {
        await using var afternoon = await Kept.Begin(severity);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("A postmortem is owed of", typed).Submit();
        await afternoon.Ana.Resolves();
        Assert.Equal(isOwed, afternoon.Row() is not null);
    }

    [Fact]
    public async Task The_sections_are_those_of_the_teams_template_with_its_hints()
    {
        await using var afternoon = await Kept.Begin(PostmortemActs.Major);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Slash("/incident settings");
        var form = afternoon.Ivy.Modal.Fill("Sections of a postmortem", "Summary\nFacts: ours");
        await form.Submit();
        Assert.Contains("Facts stands first by itself", form.Errors.Values.Single(), StringComparison.Ordinal);
        await form.Fill("Sections of a postmortem", "Summary\nLuck: Where were we lucky?\nAction items").Submit();
        await afternoon.Ana.Slash("/followup fix the test @ben", Channel);
        await afternoon.Ana.Resolves();
        await afternoon.Ana.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        var headings = afternoon.Canvas().Sections.Where(s => s.Kind == CanvasKind.Heading).Select(s => s.Text);
        Assert.Equal(["Facts", "Summary", "Luck", "Action items"], headings);
        Assert.Contains("## Luck\n\n_Where were we lucky?_\n", afternoon.Canvas().Markdown, StringComparison.Ordinal);
        Assert.Contains("fix the test, ben, due 2026\\-03\\-10".Replace("\\-", "-", StringComparison.Ordinal),
            afternoon.Canvas().Markdown.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_brief_of_whoever_is_given_it_names_it_at_once_the_day_before_on_the_day_and_weekly()
    {
        await using var afternoon = await Resolved();
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        await afternoon.Ana.Modal.ChoosePeople("Who writes it", "finn").PickDate("Until", "2026-03-16").Submit();
        afternoon.Ana.Sees("finn writes the postmortem of INC-1 by Mon 16 Mar 2026", Channel);
        var named = new List<string>();
        for (var day = new DateOnly(2026, 3, 4); day <= new DateOnly(2026, 3, 31); day = day.AddDays(1))
        {
            var before = afternoon.Finn.Briefs().Count;
            await afternoon.Until(At($"{day:yyyy-MM-dd}T10:00Z"));
            if (afternoon.Finn.Briefs().Count > before) named.Add($"{day:ddd d}");
        }

        // Ana has given it to them: their next brief says so.
        Assert.Equal(["Wed 4", "Fri 13", "Mon 16", "Mon 23", "Mon 30"], named);
        var brief = afternoon.Finn.Brief();
        brief.Says("The postmortem of INC-1 (14 days late) is yours.");
        (await afternoon.Home(afternoon.Finn)).Sees("The postmortem of INC-1 is yours · 15 days late");
        await brief.Click("Open INC-1…");
        await afternoon.Finn.Modal.Press("Not needed…");
        await afternoon.Finn.Modal.Fill("Why is none needed?", "too old").Submit();
        brief.Says("None of them is yours to do any more.");
    }

    [Fact]
    public async Task An_owner_who_leaves_hands_it_on()
    {
        await using var afternoon = await Resolved();
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        await afternoon.Ana.Modal.ChoosePeople("Who writes it", "ben").Submit();
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        var told = afternoon.Ana.Sees("account was deactivated");
        told.Says("They have one postmortem to write:");
        await told.Click("Reassign");
        await afternoon.Ana.Modal.ChoosePeople("New owner", "chloe").Submit();
        Assert.Equal(afternoon.Chloe.Id, afternoon.Row()!.Owner);
    }

    [Fact]
    public async Task Nobody_of_elsewhere_can_own_one_and_no_day_that_is_over()
    {
        await using var afternoon = await Resolved();
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        var form = afternoon.Ana.Modal.ChoosePeople("Who writes it", "gus");
        await form.Submit();
        Assert.Contains("Choose somebody else.", form.Errors.Values.Single(), StringComparison.Ordinal);
        await form.ChoosePeople("Who writes it", "ben").PickDate("Until", "2026-03-02").Submit();
        Assert.Equal("Choose today or a day to come.", form.Errors.Values.Single());
    }

    [Fact]
    public async Task It_goes_along_with_an_incident_that_goes_into_another_one()
    {
        await using var afternoon = await Kept.Begin(PostmortemActs.Major);
        await afternoon.Ana.Modal.CloseAll();
        await (await afternoon.Ana.Postmortem()).Press("Start");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("payments are late", PostmortemActs.Major);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident merge 1 into 2", "#data-team");
        await afternoon.Ana.Modal.Submit();
        Assert.Null(afternoon.Row());
        Assert.Equal(PostmortemState.InProgress, afternoon.Row(2)!.State);
        Assert.Contains("INC-2: /incident postmortem 2", (await afternoon.Ben.Postmortem()).Text.Replace("`", "",
            StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 into 2")]
    [InlineData("2 into 1")]
    public async Task One_that_is_owed_is_owed_whatever_is_said_of_the_other_incident(string merge)
    {
        await using var afternoon = await Kept.Begin(PostmortemActs.Major);
        await afternoon.Ana.Modal.CloseAll();
        await (await afternoon.Ana.Postmortem()).Press("Start");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("payments are late");
        await (await afternoon.Ana.Postmortem("postmortem 2")).Press("Start");
        await afternoon.Ana.Modal.Press("Not needed…");
        await afternoon.Ana.Modal.Fill("Why is none needed?", "It is the same").Submit();
        Assert.Equal(PostmortemState.NotNeeded, afternoon.Row(2)!.State);
        await afternoon.Ana.Slash($"/incident merge {merge}", "#data-team");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(PostmortemState.InProgress, afternoon.Row(long.Parse(merge[^1..], CultureInfo.InvariantCulture))!.State);
    }

    [Fact]
    public async Task Raised_after_its_end_one_is_owed_of_it()
    {
        await using var afternoon = await Resolved(severity: null);
        await afternoon.Ben.Slash("/incident status 1", "#data-team");
        await afternoon.Ben.Modal.Choose("Severity", PostmortemActs.Major).Submit();
        Assert.Equal((PostmortemState.Owed, afternoon.Ana.Id), (afternoon.Row()!.State, afternoon.Row()!.Owner));
    }

    [Fact]
    public async Task Opened_again_and_less_bad_at_its_end_it_owes_none_that_nobody_began()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        await afternoon.Ana.Slash("/incident severity minor", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Resolves();
        Assert.Null(afternoon.Row());
        afternoon.Ana.DoesNotSee("writes the postmortem of INC-1", Channel);
    }
}
