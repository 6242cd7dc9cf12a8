using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.Warnings;

/// <summary>Warnings in words, for one reader at one moment.</summary>
sealed class WarningText(IDbConnection db, string reader, DateTimeOffset now)
{
    const int MostLines = 5, LongestTitle = 100, LongestWhy = 120, LongestLink = 600;

    /// <summary>"not_null_orders_id · 3 → 52 rows · 14 runs · 12 days · ana".</summary>
    string Line(Warning warning) => $"{Title(warning)} · {Facts(warning)}";

    static string Title(Warning warning) => Mrkdwn.Inert(warning.About.Title, LongestTitle);

    // The build of several is the same.
    static string Linked(Warning warning) => warning.About.Url is { } url
        && Mrkdwn.Link(url, Limits.Truncate(warning.About.Title, LongestTitle)) is { Length: <= LongestLink } link
            ? link : Title(warning);

    string Facts(Warning warning)
    {
        string?[] facts =
        [
            Rows(warning),
            warning.Runs > 1 ? Words.Number(warning.Runs, "run", "runs") : null,
            Age(warning, now),
            warning.Person is { } person ? Who(person) : null,
            Standing(warning),
        ];
        return string.Join(" · ", facts.OfType<string>());
    }

    /// <summary>A single one with all that is known of it, or what <see cref="Lines"/> says.</summary>
    public string Of(IReadOnlyList<Warning> warnings) =>
        warnings is [var one] ? $"*{Linked(one)}*\n{Facts(one)}" : Lines(warnings);

    /// <summary>Some of them, one a line, and how many more.</summary>
    string Lines(IReadOnlyList<Warning> warnings)
    {
        List<string> lines = [.. warnings.Take(MostLines).Select(w => $"• {Line(w)}")];
        if (warnings.Count > MostLines) lines.Add($"… {warnings.Count - MostLines} more");
        return string.Join('\n', lines);
    }

    /// <summary>What a group is about, how many there are and since when; nothing of a single one, whose line says all.</summary>
    public string Group(WarningGroup group)
    {
        if (group.Warnings.Count == 1) return Of(group.Warnings);
        var models = group.Warnings.Select(w => w.About.Model).Distinct().ToList();
        var name = models is [{ } model] ? DbtName.Of(model) : group.Warnings[0].About.Signature ?? group.Warnings[0].About.Title;
        return $"*{Mrkdwn.Inert(name, LongestTitle)}* · {Words.Number(group.Warnings.Count, "warning", "warnings")}\n"
            + Lines(group.Warnings);
    }

    string Who(string person) => person == reader ? "you" : Mrkdwn.Name(Person.NameOf(db, person));

    static string? Rows(Warning warning) => warning.Rows switch
    {
        [] => null,
        [var rows] => Words.Number(rows, "row", "rows"),
        [.., var before, var rows] => string.Create(CultureInfo.InvariantCulture, $"{before:N0} → {rows:N0} rows"),
    };

    /// <summary>"12 days", or "new".</summary>
    public static string Age(Warning warning, DateTimeOffset now) => warning.AgeAt(now) is { TotalDays: >= 1 } age
        ? Words.Number((long)age.TotalDays, "day", "days") : "new";

    string? Standing(Warning warning) => warning switch
    {
        { FixedAt: { } at } => $":white_check_mark: fixed {When.At(at)}",
        { Incident: { } incident } => IncidentStore.Find(db, Viewer.Of(reader), incident) is { } row
            ? $"fixed in {Titles.Label(row)}" : null,
        _ => warning.StateAt(now) switch
        {
            WarningState.Snoozed => $"snoozed until {When.At(warning.Until!.Value)}{Why(warning)}",
            WarningState.Accepted => $"accepted{Why(warning)}",
            _ => warning.IsBaseline ? "there from the beginning" : null,
        },
    };

    string Why(Warning warning) =>
        $"{(warning.DecidedBy is { } by ? $" by {Who(by)}" : "")}: {Mrkdwn.Inert(warning.Why, LongestWhy)}";
}
