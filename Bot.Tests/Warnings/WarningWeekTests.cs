using Bot.Domain.Warnings;
using Bot.OnCall.Rows;
using Bot.Storage;
using Bot.Warnings.Rows;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Warnings;

/// <summary>What is said of the ledger by itself: in briefs, and once a week in the channel.</summary>
public sealed class WarningWeekTests
{
    [Fact]
    public async Task A_brief_asks_about_five_a_week_and_each_is_decided_on_in_turn()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs([.. Enumerable.Range(1, 7).Select(n => $"warn test_{n}")]);
        await afternoon.Until(At("2026-03-04T09:00:00Z"));
        var brief = afternoon.Ana.Brief();
        brief.Says("5 warnings want a decision");
        await brief.Click("Decide");
        for (var n = 1; n <= 5; n++)
        {
            Assert.Contains($"test_{n}\n", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
            await afternoon.Ana.Modal.Choose("What becomes of it?", "Accept: it may stay as it is").Submit();
            await afternoon.Ana.Modal.Fill("Reason", "Known").Submit();
        }

        Assert.Contains("All of these are decided.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        afternoon.Ana.Brief().Says("All of these are decided.");
        Assert.Equal(5, afternoon.Warnings().Count(w => w.Decided == WarningState.Accepted));
        await afternoon.Until(At("2026-03-05T09:00:00Z"));
        Assert.DoesNotContain(afternoon.Ana.Briefs(), b => b.Text.Contains("2 warnings", StringComparison.Ordinal));
        await afternoon.Until(At("2026-03-09T09:00:00Z"));
        afternoon.Ana.Brief().Says("2 warnings want a decision");
    }

    [Fact]
    public async Task Once_a_week_the_channel_reads_what_the_ledger_comes_to()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs("warn a", "warn b");
        await afternoon.Until(At("2026-03-09T08:59:00Z"));
        afternoon.Ana.DoesNotSee("Warnings: 2 open", "#data-incidents");
        await afternoon.Until(At("2026-03-09T09:00:00Z"));
        var line = afternoon.Ana.Sees("2 open, 2 new, 0 fixed in a week", "#data-incidents");
        Assert.Contains("The oldest: a, 5 days.", line.Text, StringComparison.Ordinal);
        Assert.Contains("Debt 2.", line.Text, StringComparison.Ordinal);
        await line.Click("Look at them");
        Assert.Equal("Warnings", afternoon.Ana.Modal.Title);
        await afternoon.Runs("pass a", "warn b", "warn c");
        await afternoon.Restart();
        await afternoon.Until(At("2026-03-09T12:00:00Z"));
        Assert.Single(afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("in a week", StringComparison.Ordinal));
        await afternoon.Until(At("2026-03-16T09:00:00Z"));
        Assert.Contains(
            "Debt 4, 2 more than last time.",
            afternoon.Ana.Sees("2 open, 1 new, 1 fixed in a week", "#data-incidents").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_too_late_is_recorded_as_missed()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs("warn a");
        await afternoon.Stop();
        await afternoon.Until(At("2026-03-10T10:00:00Z"));
        await afternoon.Start();
        afternoon.Ana.DoesNotSee("in a week", "#data-incidents");
        Assert.Equal(WarningWeek.Missed, afternoon.Get<Database>().Read(db => WarningWeekStore.Find(
            db, RotationStore.All(db, afternoon.Clock.GetUtcNow())[0].Id, "2026-03-09"))!.State);
    }

    [Fact]
    public async Task The_flake_book_says_what_was_red_and_green_again_and_when_it_is_one_too_many()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident flakes");
        afternoon.Ana.Sees("Nothing was red and green again by itself");
        var noted = new List<IReadOnlyList<Flake>?>();
        for (var n = 0; n < 4; n++)
        {
            await afternoon.Pass(TimeSpan.FromDays(1));
            var now = afternoon.Clock.GetUtcNow();
            noted.Add(await afternoon.Get<Database>().Change(tx =>
            {
                var many = FlakeStore.Note(tx, new()
                {
                    Source = "circleci",
                    Place = "circleci|acme/dbt|main|prod",
                    Node = "test.acme.unique_orders_id",
                    Title = "unique_orders_id failed",
                    Red = now.AddMinutes(-20),
                    Green = now.AddMinutes(-10),
                });
                if (many is not null) FlakeStore.Shown(tx, many, 7);
                return many;
            }));
        }

        Assert.Equal([null, null, 3, null], noted.Select(n => n?.Count));
        await afternoon.Ana.Slash("/incident flakes");
        var book = afternoon.Ana.Sees("unique_orders_id failed");
        Assert.Contains("4 times", book.Text, StringComparison.Ordinal);
        Assert.Contains("each green again within 10 min", book.Text, StringComparison.Ordinal);
    }
}
