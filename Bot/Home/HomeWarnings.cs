using System.Globalization;
using Bot.Domain.Warnings;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Warnings;

namespace Bot.Home;

/// <summary>What the ledgers of the reader's rotations hold, a line each: counts and debt.</summary>
static class HomeWarnings
{
    const int Most = 5;

    public static IEnumerable<Block> Blocks(HomeReader reader)
    {
        var mine = reader.Rotations.Where(r => r.Rotation.Members.Contains(reader.Person)).ToList();
        if (mine.Count == 0) yield break;
        var ledger = reader.Ledger.ToLookup(w => RotationStore.Answering(reader.Rotations, w.Rotation)?.Id);
        var lines = (from row in mine
                     let all = ledger[row.Id].ToList()
                     let counts = WarningCounts.Of(all, reader.Now)
                     where !counts.IsNone
                     select Line(mine.Count > 1 ? row : null, counts, WarningDebt.Of(all, reader.Now, reader.Now).Debt)).ToList();
        if (lines.Count == 0) yield break;
        yield return new HeaderBlock { Text = "Warnings debt" };
        var more = lines.Count > Most ? $"\n… {lines.Count - Most} more: `{reader.Commands.Incident} warnings`" : "";
        yield return new SectionBlock
        {
            Text = Limits.TruncateEscaped($"{string.Join('\n', lines.Take(Most))}{more}", Limits.Text),
            Accessory = new Button { ActionId = WarningIds.OpenList, Text = "Warnings" },
        };
    }

    static string Line(RotationRow? named, WarningCounts counts, long debt)
    {
        string?[] parts =
        [
            Part(counts.Open, "open"), Part(counts.Baseline, "from the beginning"), Part(counts.Snoozed, "snoozed"),
            Part(counts.Accepted, "accepted"),
        ];
        var name = named is null ? "" : $"*{Mrkdwn.Name(named.Name)}*: ";
        return string.Create(
            CultureInfo.InvariantCulture, $"{name}{string.Join(", ", parts.OfType<string>())} · debt {debt:N0}");
    }

    static string? Part(int count, string what) =>
        count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
