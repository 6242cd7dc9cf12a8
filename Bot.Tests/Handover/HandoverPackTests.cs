using Bot.Domain.Warnings;
using Bot.FollowUps;
using Bot.Storage;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Private;
using Bot.Tests.Warnings;
using Bot.Warnings.Rows;
using static Bot.Tests.Handover.WordStory;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Handover;

/// <summary>All that whoever comes on call finds, behind one button. See <see cref="WordStory"/>.</summary>
public sealed class HandoverPackTests
{
    [Fact]
    public async Task It_has_a_few_lines_of_each_kind_and_says_how_many_more_there_are()
    {
        await using var afternoon = await Begin();
        for (var n = 1; n <= 7; n++) await afternoon.Ana.Declares($"chart {n} is odd", lead: "ana");
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs([.. Enumerable.Range(1, 7).Select(n => $"warn test_{n}")]);
        await afternoon.Get<Database>().Change(tx =>
        {
            for (var n = 1; n <= 6; n++)
                FollowUpStore.Make(tx, new($"mend {n}", afternoon.Finn.Id, new DateOnly(2026, 3, 12)), afternoon.Finn.Id);
        });
        await Flakes(afternoon, 6, incident: null);
        await afternoon.Ana.LeavesWord("Prices are odd");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        var brief = afternoon.Finn.Brief();
        brief.Says("ana");
        Assert.Contains("Handover", brief.Buttons);
        await brief.Click("Handover");
        var pack = afternoon.Finn.Modal;
        Assert.Equal("Handover", pack.Title);
        foreach (var said in (string[])[
            "you are on call until Mon 16 Mar, after @ana.", "Prices are odd", "Open (7)", "… 2 more: /incident list",
            "Warnings that want a decision (7)", "… 2 more: /incident warnings",
            "Yours to do before your hours end (6)", "… 1 more: /followup mine",
            "Red and green again by itself, in 30 days (6)", "… 1 more: /incident flakes", "rates_1 · 2 times",
        ])
            Assert.Contains(said, pack.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await pack.Close();
        // Whoever has no hours that run has none to read of.
        await afternoon.Until(At("2026-03-16T09:00Z"));
        Assert.DoesNotContain("Handover", brief.Buttons);
    }

    [Fact]
    public async Task Flakes_are_in_the_brief_of_whoever_comes()
    {
        await using var afternoon = await Begin();
        await Flakes(afternoon, 2, incident: null);
        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Finn.Brief().Says("4 flakes in 30 days\n• rates_1 · 2 times");
        var before = afternoon.Finn.Briefs().Count;
        await afternoon.Until(At("2026-03-10T09:00Z"));
        Assert.Equal(before, afternoon.Finn.Briefs().Count);
    }

    [Fact]
    public async Task Nothing_of_a_private_incident_is_in_it_for_who_is_not_inside()
    {
        await using var afternoon = await PrivateStory.Begin(picked: ["ben"]);
        await Flakes(afternoon, 1, incident: 1);
        await afternoon.Declares("Salaries are late", "ana", "ben");
        await afternoon.Chloe.Slash("/followup tell all whose salary is late @ana", "#inc-2-salaries-are-late");
        await afternoon.Ana.Leaves("#inc-2-salaries-are-late");
        await afternoon.Chloe.Slash("/incident resolve 2");
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Ana.LeavesWord("Prices are odd", "What should ben know?");
        // He lives in New York.
        await afternoon.Until(At("2026-03-09T13:00Z"));
        await afternoon.Ben.Brief().Click("Handover");
        Assert.Contains("payroll", afternoon.Ben.Modal.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("rates_1", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("Salaries", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Close();
        await afternoon.Ben.LeavesWord("And stock", "What should ana know?");
        await afternoon.Until(At("2026-03-16T09:00Z"));
        var brief = afternoon.Ana.Brief();
        brief.SaysNot("rates_1");
        await brief.Click("Handover");
        Assert.Contains("And stock", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("payroll", afternoon.Ana.Modal.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("salar", afternoon.Ana.Modal.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rates_1", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_and_not_closed_is_in_it_with_what_it_waits_for()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Declares("orders are late", lead: "ana");
        await afternoon.Ana.Slash("/followup backfill the orders @ana", "#inc-1-orders-are-late");
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Until(At("2026-03-09T09:00Z"));
        await afternoon.Finn.Brief().Click("Handover");
        var pack = afternoon.Finn.Modal.Text.Replace("*", "", StringComparison.Ordinal);
        Assert.Contains("Over, and not closed (1)", pack, StringComparison.Ordinal);
        Assert.Contains("led by ana): waits for what it was, 1 follow-up", pack, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is open", pack, StringComparison.Ordinal);
    }

    /// <summary>Each of some nodes was red and green again twice.</summary>
    static async Task Flakes(Afternoon afternoon, int nodes, long? incident)
    {
        var now = afternoon.Clock.GetUtcNow();
        await afternoon.Get<Database>().Change(tx =>
        {
            for (var nth = 0; nth < nodes * 2; nth++)
                FlakeStore.Note(tx, new Flake
                {
                    Source = "circleci",
                    Place = "circleci|acme/dbt|main|prod",
                    Node = $"test.acme.rates_{1 + (nth / 2)}",
                    Title = $"rates_{1 + (nth / 2)}",
                    Red = now.AddMinutes(-20 - nth),
                    Green = now.AddMinutes(-10 - nth),
                });
            if (incident is { } number) FlakeStore.Shown(tx, FlakeStore.Lately(tx.Db, tx.Time), number);
        });
    }
}
