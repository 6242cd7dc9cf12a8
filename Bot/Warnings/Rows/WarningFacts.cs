using Bot.Domain.Warnings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Warnings.Rows;

/// <summary>What the history says of the ledger: before are the warnings, after what was decided.</summary>
public static class WarningFacts
{
    const int MostNamed = 20, Longest = 1000;

    public static readonly Verb
        Assigned = new("warnings assigned"),
        Snoozed = new("warnings snoozed"),
        Accepted = new("warnings accepted"),
        Adopted = new("warnings adopted"),
        ToBeFixed = new("warnings to be fixed");

    /// <summary>The line of a week came too late, or had nowhere to go: before is the week.</summary>
    public static readonly Verb WeekMissed = new("warnings of a week missed");

    /// <summary>"3 warnings: not_null_orders_id, …".</summary>
    public static string Named(IReadOnlyCollection<Warning> warnings) => Limits.Truncate(
        $"{Domain.Alerts.Words.Number(warnings.Count, "warning", "warnings")}: "
            + string.Join(", ", warnings.Take(MostNamed).Select(w => w.Node)), Longest);
}
