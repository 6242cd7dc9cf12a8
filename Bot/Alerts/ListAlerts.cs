using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary><c>/incident alerts</c>: what came in last and what became of it, one line for each outcome.</summary>
public sealed class ListAlerts(Database database, BotCommands commands)
{
    const int Looked = 300, Most = 15, MostTitles = 3, MostSources = 2;

    public Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var latest = database.Read(db => AlertStore.Latest(db, Viewer.Of(command.UserId), Looked));
        return Task.FromResult<SlashResponse?>(latest.Count > 0 ? Shown(latest)
            : $"No alert has come in yet. Admins make sources for what sends them: `{commands.Incident} {Verbs.Sources}`.");
    }

    /// <param name="latest">The ledger's last rows, newest first; there are some.</param>
    public static SlashResponse Shown(IReadOnlyList<AlertRow> latest)
    {
        var outcomes = latest.GroupBy(Outcome).ToList();
        // Of what came before, nothing is counted in these lines.
        var name = latest.Count < Looked ? "Latest alerts" : $"Latest {Looked} alerts";
        List<string> lines = [$"*{name}*", .. outcomes.Take(Most).Select(o => Line([.. o]))];
        if (outcomes.Count > Most) lines.Add($"… {outcomes.Count - Most} more");
        return new() { Text = name, Blocks = LongText.Lines(lines) };
    }

    // What landed in one incident is one outcome; what opened nothing is told apart by why. Reasons of those that wait count.
    static (long? Incident, string Why) Outcome(AlertRow alert) =>
        (alert.Incident, alert.Incident is not null ? "" : alert.Decision == "stored" ? alert.Reason : alert.Decision);

    static string Line(IReadOnlyList<AlertRow> alerts)
    {
        var kinds = alerts.GroupBy(a => (a.Source, a.Key)).Select(kind => kind.ToList()).ToList();
        return kinds is [var one] ? OneKind(one) : Several(alerts, kinds);
    }

    static string OneKind(List<AlertRow> alerts)
    {
        var alert = alerts[0];
        string?[] facts = [alert.Source, alert.Branch, alert.Environment];
        List<string> shown =
        [
            AlertTexts.Title(alert.Title, alert.SourceUrl),
            .. facts.OfType<string>().Select(f => AlertTexts.Text(f, 60)),
            When.At(alert.At),
        ];
        if (alerts.Count > 1) shown.Add($"{alerts.Count} times");
        return $"{Sign([alerts])} {string.Join(" · ", shown)}\n      {AlertTexts.Text(alert.Reason, 250)}";
    }

    static string Several(IReadOnlyList<AlertRow> alerts, List<List<AlertRow>> kinds)
    {
        var titles = string.Join(", ", kinds.Take(MostTitles).Select(k => AlertTexts.Text(k[0].Title, 60)));
        var more = kinds.Count > MostTitles ? $", … {kinds.Count - MostTitles} more" : "";
        var sources = alerts.Select(a => a.Source).Distinct().ToList();
        var from = string.Join(", ", sources.Take(MostSources).Select(s => AlertTexts.Text(s, 60)))
            + (sources.Count > MostSources ? $", … {sources.Count - MostSources} more" : "");
        var count = $"{alerts.Count} alerts of {kinds.Count} kinds";
        return $"{Sign(kinds)} {Became(alerts[0])} · {from} · {count} · last {When.At(alerts[0].At)}\n      {titles}{more}";
    }

    static string Became(AlertRow alert) => alert switch
    {
        { Incident: { } incident } => $"*{IncidentRow.LabelOf(incident)}*",
        { Decision: "waits" } => "Waiting for the morning",
        { Decision: "recovered waiting" } => "Recovered before the morning",
        _ => AlertTexts.Text(alert.Reason, 250).TrimEnd('.'),
    };

    static string Sign(IReadOnlyList<List<AlertRow>> kinds) => kinds switch
    {
        _ when kinds.All(k => k[0] is { Status: "resolved", Decision: not "gone" }) => ":large_green_circle:",
        [[{ Incident: null }, ..], ..] => ":white_circle:",
        _ => ":red_circle:",
    };
}
