using Bot.Hosting;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary><c>/incident alerts</c>: what came in last, what was decided, and why.</summary>
public sealed class ListAlerts(Database database, Access access)
{
    const int Looked = 300, Most = 15;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop) =>
        await access.Problem(command.UserId, stop) is { } problem
            ? problem
            : Shown(database.Read(db => AlertStore.Latest(db, Looked)));

    /// <param name="latest">The ledger's last rows, newest first.</param>
    public static SlashResponse Shown(IReadOnlyList<AlertRow> latest)
    {
        if (latest.Count == 0) return "No alert has come in yet. docs/ci of the bot shows how CI sends them.";
        var alike = latest.GroupBy(a => (a.Source, a.Key, a.Status, a.Decision, a.Incident)).Take(Most);
        return new()
        {
            Text = "Latest alerts",
            Blocks = AlertTexts.Sections(["*Latest alerts*", .. alike.Select(same => Line(same.First(), same.Count()))]),
        };
    }

    static string Line(AlertRow alert, int times)
    {
        string?[] facts = [alert.Source, alert.Branch, alert.Environment];
        List<string> shown = [AlertTexts.Title(alert.Title, alert.SourceUrl), .. facts.OfType<string>().Select(f => AlertTexts.Text(f, 60)), When.At(alert.At)];
        if (times > 1) shown.Add($"{times} times");
        return $"{Sign(alert)} {string.Join(" · ", shown)}\n      {AlertTexts.Text(alert.Reason, 250)}";
    }

    static string Sign(AlertRow alert) => alert.Status == "resolved" ? ":large_green_circle:" : alert.Incident is null ? ":white_circle:" : ":red_circle:";
}
