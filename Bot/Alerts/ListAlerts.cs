using Bot.Hosting;
using Bot.Slack;

namespace Bot.Alerts;

/// <summary><c>/incident alerts</c>: what came in last, what was decided, and why.</summary>
public sealed class ListAlerts(Database database, Access access)
{
    const int Looked = 300, Most = 15;

    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var latest = database.Read(db => AlertStore.Latest(db, Looked));
        if (latest.Count == 0) return "No alert has come in yet. docs/ci of the bot shows how CI sends them.";
        var alike = latest.GroupBy(a => (a.Source, a.Key, a.Status, a.Decision, a.Incident)).Take(Most).ToList();
        List<string> lines = ["*Latest alerts*", .. alike.Select(same => Line(same.First(), same.Count()))];
        return new SlashResponse
        {
            Text = "Latest alerts",
            Blocks = [.. lines.Chunk(4).Select(some => new SectionBlock { Text = string.Join('\n', some) })],
        };
    }

    static string Line(AlertRow alert, int times)
    {
        var title = Limits.Truncate(alert.Title, 100);
        var shown = alert.SourceUrl is { Length: < 300 } url ? Mrkdwn.Link(url, title) : Mrkdwn.Escape(title);
        string?[] facts = [Mrkdwn.Escape(alert.Source), Short(alert.Branch), Short(alert.Environment), When.At(alert.At), times > 1 ? $"{times} times" : null];
        return $"{Sign(alert)} {shown} · {string.Join(" · ", facts.Where(f => f is not null))}\n      {Mrkdwn.Escape(Limits.Truncate(alert.Reason, 200))}";
    }

    static string? Short(string? text) => text is null ? null : Mrkdwn.Escape(Limits.Truncate(text, 60));

    static string Sign(AlertRow alert) => alert.Status == "resolved" ? ":large_green_circle:" : alert.Incident is null ? ":white_circle:" : ":red_circle:";
}
