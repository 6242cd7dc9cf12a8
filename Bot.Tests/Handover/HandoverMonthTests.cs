using System.Globalization;
using Bot.Tests.Home;
using static Bot.Tests.Handover.WordStory;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Handover;

/// <summary>
/// A month of hand-offs between people in London, Dublin and Paris, lived by the quarter of a day over the end of winter time:
/// whoever goes leaves a word, somebody is covered across a hand-off, and things break meanwhile.
/// </summary>
public sealed class HandoverMonthTests
{
    static readonly string[] Members = ["ana", "finn", "chloe"];

    static DateTimeOffset Wall(Disturbance told) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(told.At, told.Person switch
    {
        "chloe" => "Europe/Paris",
        "finn" => "Europe/Dublin",
        _ => "Europe/London",
    });

    [Fact]
    public async Task Nobody_reads_two_briefs_a_day_and_every_word_is_read_once()
    {
        await using var afternoon = await Begin();
        var told = new Told(afternoon.Workspace);
        await afternoon.Covers(afternoon.Finn, afternoon.Chloe, "2026-03-16T09:00Z", "2026-03-18T00:00Z");
        for (var day = At("2026-03-03T00:00Z"); day < At("2026-04-03T00:00Z"); day = day.AddDays(1))
            foreach (var hour in (int[])[8, 9, 14, 18])
            {
                if (day.AddHours(hour) <= afternoon.Clock.GetUtcNow()) continue;
                await afternoon.Until(day.AddHours(hour));
                await Live(afternoon, day, hour);
            }

        var briefs = told.All.Where(d => d.Slot.StartsWith("brief:", StringComparison.Ordinal)).ToList();
        var twice = briefs.GroupBy(d => string.Create(CultureInfo.InvariantCulture, $"{d.Person} {d.At:MM-dd}"))
            .Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
        // A word is in briefs alone.
        Assert.DoesNotContain(told.All, d => !d.Slot.StartsWith("brief:", StringComparison.Ordinal)
            && d.Text.Contains("A word of", StringComparison.Ordinal));
        Assert.All(briefs, d => Assert.InRange(Wall(d).Hour, 9, 16));
        foreach (var (who, word) in Read)
            Assert.Single(
                afternoon.Workspace.Member(who).Briefs(), b => b.Text.Contains($"A word of {word}", StringComparison.Ordinal));
    }

    // Finn goes on for Chloé, so that what he says is read two days later.
    static readonly (string Reader, string Word)[] Read =
        [("finn", "ana on 9 Mar"), ("chloe", "finn on 18 Mar"), ("ana", "chloe on 23 Mar"), ("finn", "ana on 30 Mar")];

    static async Task Live(Afternoon afternoon, DateTimeOffset day, int hour)
    {
        if (hour == 8 && day.Day % 3 == 0) await afternoon.Gwen.Declares($"figures of {day:d MMM} are odd");
        if (hour == 14 && day.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Tuesday) await Leave(afternoon);
    }

    // Whoever is asked on the day has a button for it.
    static async Task Leave(Afternoon afternoon)
    {
        foreach (var handle in Members)
        {
            var who = afternoon.Workspace.Member(handle);
            if (who.Briefs() is not [var brief, ..] || brief.Buttons.FirstOrDefault(IsAsked) is not { } asked) continue;
            await brief.Click(asked);
            var form = who.Modal;
            var on = form.Text.Contains("Wed 18 Mar", StringComparison.Ordinal) ? "18 Mar"
                : form.Text.Split("takes over ")[1][4..].Split(" 09:00")[0];
            await form.Fill($"What should {asked.Split(' ')[^1]} know?", $"A word of {handle} on {on}").Submit();
        }
    }

    static bool IsAsked(string button) => button.StartsWith("Leave a word for ", StringComparison.Ordinal);
}
