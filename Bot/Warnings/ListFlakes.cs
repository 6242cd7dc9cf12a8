using Bot.Delivery;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Warnings.Rows;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.Warnings;

/// <summary>
/// <c>/incident flakes</c>: what was red and green again by itself, by node, those that did so most often first; what one message
/// cannot hold goes on where a number stands behind.
/// </summary>
sealed class ListFlakes(Database database, BotCommands commands, TimeProvider clock)
{
    const int Longest = 100;

    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var page = int.TryParse(command.Rest.Trim(), out var typed) ? typed : 1;
        var lines = database.Read(db =>
            FlakeStore.Lately(db, clock.GetUtcNow()).GroupBy(f => (f.Place, f.Node)).Select(g => g.ToList())
                .OrderByDescending(g => g.Count).ThenByDescending(g => g[0].Red)
                .Select(g => Line(g, n => IncidentStore.Find(db, Viewer.Of(command.UserId), n))).ToList());
        if (lines.Count == 0)
            return Task.FromResult<SlashResponse?>("Nothing was red and green again by itself in the last 30 days.");
        const string Name = "Flakes of the last 30 days";
        return Task.FromResult<SlashResponse?>(new SlashResponse
        {
            Text = Name,
            Blocks = LongText.Lines([$"*{Name}*", .. lines], page, next => $"`{commands.Incident} flakes {next}`"),
        });
    }

    /// <summary>A node's flakes, the newest first: how often, and when the last three were.</summary>
    static string Line(List<Flake> flakes, Func<long, IncidentRow?> find)
    {
        var times = string.Join(", ", flakes.Take(FlakeRule.Many).Select(f => When.At(f.Red)));
        var shown = flakes.Select(f => f.Incident).OfType<long>().Distinct().Select(find).OfType<IncidentRow>()
            .Select(Titles.Label).ToList();
        var incidents = shown.Count == 0 ? "" : $" · {string.Join(", ", shown)}";
        var each = flakes.Count == 1 ? "" : "each ";
        return $"*{Mrkdwn.Inert(flakes[0].Title, Longest)}* · {Words.Number(flakes.Count, "time", "times")}{incidents}\n"
            + $"      red {times}, {each}green again within {Words.Span(flakes.Take(FlakeRule.Many).Max(f => f.Green - f.Red))}";
    }
}
