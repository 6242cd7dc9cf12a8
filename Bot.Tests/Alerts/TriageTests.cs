using Bot.Sandbox;
using Bot.Tests.Home;
using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Alerts;

/// <summary>
/// A route that asks first: a card in the announcement channel, and a channel once somebody accepts. It is a Tuesday, and Ana is
/// on call.
/// </summary>
public sealed class TriageTests
{
    const string Place = "#data-incidents", Channel = "#inc-1-nightly-failed";

    [Fact]
    public async Task Until_somebody_accepts_it_there_is_a_card_and_no_channel_and_the_lead_is_asked_directly()
    {
        await using var afternoon = await Asked();
        Assert.Equal(["Accept", "Decline…", "Merge…"], Card(afternoon.Finn).Buttons);
        Assert.Contains("Is it an incident?", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        NoChannel(afternoon);
        var call = Direct(afternoon.Ana);
        Assert.Contains("Is it an incident? It stands in #data-incidents", call.Text, StringComparison.Ordinal);
        Assert.Equal(["Accept", "Decline…"], call.Buttons);
        Assert.Equal(["ana"], Called(afternoon));
        await afternoon.Ben.Slash("/incident list");
        afternoon.Ben.Sees("not accepted yet");
    }

    [Fact]
    public async Task Whoever_accepts_it_leads_and_it_has_its_channel()
    {
        await using var afternoon = await Asked();
        await Card(afternoon.Ben).Click("Accept");
        var pinned = afternoon.Card(Channel);
        Assert.Contains("Investigating", pinned.Text, StringComparison.Ordinal);
        Assert.Contains("Lead: ben", pinned.Text, StringComparison.Ordinal);
        Assert.Empty(Card(afternoon.Finn).Buttons);
        Assert.Contains(Channel, Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Contains("ben is on it", Direct(afternoon.Ana).Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/incident timeline 1");
        Assert.Contains("accepted it as an incident", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lead_accepts_it_where_they_were_called()
    {
        await using var afternoon = await Asked();
        await Direct(afternoon.Ana).Click("Accept");
        Assert.Contains("Lead: ana", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Contains(Channel, Direct(afternoon.Ana).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_declined_says_why_and_stays_quiet()
    {
        await using var afternoon = await Asked();
        await Card(afternoon.Ana).Click("Decline…");
        await afternoon.Ana.Modal.Submit();
        Assert.NotEmpty(afternoon.Ana.Modal.Errors);
        await afternoon.Ana.Modal.Fill("Why it is no incident", "a backfill of mine").Submit();
        Assert.Contains("Declined by ana", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Contains("a backfill of mine", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Empty(Card(afternoon.Finn).Buttons);
        Assert.Empty(Direct(afternoon.Ana).Buttons);
        await afternoon.Alert(Job("nightly"));
        Assert.Equal("stored", Decisions(afternoon)[^1].Decision);
        NoChannel(afternoon);
        // Somebody else sees it otherwise.
        await afternoon.Ben.Slash("/incident reopen 1");
        Assert.Contains("Investigating", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_morning_the_brief_asks_again_and_counts_it_as_nothing_that_somebody_leads()
    {
        await using var afternoon = await Asked();
        await afternoon.Until(MadeRoutes.Tuesday.AddDays(1).AddHours(9));
        var brief = afternoon.Ana.Brief();
        brief.Says("Is INC-1 an incident?");
        brief.Says("INC-1 nightly failed · not accepted yet");
        brief.SaysNot("You lead");
        Assert.Equal("Is INC-1 an incident?", brief.Notification);
        Assert.Equal(["Accept INC-1", "Decline INC-1…"], brief.Buttons);
        await brief.Click("Accept INC-1");
        Assert.Contains("Lead: ana", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Empty(brief.Buttons);
    }

    [Fact]
    public async Task Typed_it_is_declined_with_the_same_question()
    {
        await using var afternoon = await Asked();
        await afternoon.Ben.Slash("/incident decline 1 a backfill of mine");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("Declined by ben", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Contains("a backfill of mine", Card(afternoon.Finn).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_form_to_decline_and_closing_it_accepts_nothing()
    {
        await using var afternoon = await Asked();
        await Card(afternoon.Ana).Click("Decline…");
        await afternoon.Ana.Modal.Close();
        Assert.Equal(["Accept", "Decline…", "Merge…"], Card(afternoon.Finn).Buttons);
        NoChannel(afternoon);
        await Card(afternoon.Ben).Click("Accept");
        Assert.Contains("Lead: ben", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_the_lead_where_they_were_called_accepts_nothing()
    {
        await using var afternoon = await Asked();
        await Direct(afternoon.Ana).Reply("I am looking");
        Assert.Contains("Accept", Card(afternoon.Finn).Buttons);
        NoChannel(afternoon);
    }

    [Fact]
    public async Task It_is_merged_into_what_it_is_about()
    {
        await using var afternoon = await Asked();
        await afternoon.Ben.Slash("/incident declare warehouse is down");
        await afternoon.Ben.Modal.Submit();
        await Card(afternoon.Ben).Click("Merge…");
        await afternoon.Ben.Modal.Choose("It is about the same as", "INC-2 · warehouse is down").Submit();
        Assert.Contains("Merged into INC-2 by ben", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        afternoon.Ben.Sees("ben: merged INC-1 into this: nightly failed", "#inc-2-warehouse-is-down");
        Assert.Contains("nightly failed", afternoon.Card("#inc-2-warehouse-is-down").Text, StringComparison.Ordinal);
        NoChannel(afternoon);
        await afternoon.Alert(Job("nightly"));
        Assert.Equal(2, Decisions(afternoon)[^1].Incident);
    }

    [Fact]
    public async Task What_recovers_first_leaves_the_card_in_Monitoring()
    {
        await using var afternoon = await Asked();
        await afternoon.Alert(Job("nightly", status: "resolved"));
        Assert.Contains("Monitoring", Card(afternoon.Finn).Text, StringComparison.Ordinal);
        Assert.Contains("Accept", Card(afternoon.Finn).Buttons);
        NoChannel(afternoon);
    }

    [Fact]
    public async Task Where_nobody_answers_the_next_is_asked_directly()
    {
        await using var afternoon = await Asked("Major");
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.Contains("Is it an incident?", Direct(afternoon.Chloe).Text, StringComparison.Ordinal);
        NoChannel(afternoon);
    }

    [Fact]
    public async Task An_alert_that_asks_nobody_and_joins_it_makes_an_incident_of_it()
    {
        await using var afternoon = await Asked();
        await afternoon.Ivy.Slash("/incident routes");
        await afternoon.Ivy.Modal.Choose("1. Nightly", "Switch off");
        await afternoon.Ivy.Modal.Close();
        await afternoon.Alert(Job("nightly"));
        Assert.Contains("Waits for ana", afternoon.Card(Channel).Text, StringComparison.Ordinal);
        Assert.Empty(Card(afternoon.Finn).Buttons);
    }

    [Fact]
    public async Task A_killed_bot_goes_on_asking_after_its_start()
    {
        await using var afternoon = await Asked();
        await afternoon.Restart();
        Assert.Single(afternoon.Finn.Messages(Place), m => m.Text.Contains("INC-1", StringComparison.Ordinal));
        await Card(afternoon.Ben).Click("Accept");
        Assert.Contains("Lead: ben", afternoon.Card(Channel).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_it_is_called_the_card_and_its_forms_are_taken_by_Slack()
    {
        var title = string.Concat(Enumerable.Repeat("&<*_~`>", 70));
        await using var afternoon = await Asked(title: title);
        await afternoon.Alert(new { title, status = "firing", deduplication_key = "another" });
        await Card(afternoon.Ben).Click("Merge…");
        Assert.Single(afternoon.Ben.Modal.Options("It is about the same as"));
        await afternoon.Ben.Modal.Close();
        await Card(afternoon.Ben).Click("Decline…");
        await afternoon.Ben.Modal.Fill("Why it is no incident", title).Submit();
        Assert.Contains("Declined by ben", Card(afternoon.Finn).Text, StringComparison.Ordinal);
    }

    static SeenMessage Direct(Member called) =>
        called.Messages().Last(m => m.Channel == "(direct)" && m.Text.Contains("INC-1", StringComparison.Ordinal));

    static void NoChannel(Afternoon afternoon) =>
        Assert.DoesNotContain("inc-1", Card(afternoon.Finn).Text, StringComparison.Ordinal);

    static SeenMessage Card(Member reader) => reader.Sees("INC-1", Place);

    static async Task<Afternoon> Asked(string severity = "Minor", string title = "nightly failed")
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "chloe");
        await (await NewRoute(afternoon.Ivy, "Nightly", "job", "is", "nightly"))
            .Choose("Severity", severity).Choose("Its channel opens", "When somebody accepts it").Submit();
        await afternoon.Ivy.Modal.Submit();
        Assert.Contains("1. Nightly", Text(afternoon.Ivy), StringComparison.Ordinal);
        Assert.Contains("with a channel once somebody accepts it", Text(afternoon.Ivy), StringComparison.Ordinal);
        await afternoon.Ivy.Modal.CloseAll();
        await afternoon.Alert(new { title, status = "firing", metadata = new { job = "nightly", branch = "main" } });
        return afternoon;
    }
}
