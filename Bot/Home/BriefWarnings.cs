using System.Data;
using Bot.Domain.Alerts;
using Bot.Domain.Warnings;
using Bot.Slack;
using Bot.Warnings;
using Bot.Warnings.Rows;

namespace Bot.Home;

/// <summary>The warnings on which whoever is on call is asked to decide: a few a week, each in one row.</summary>
static class BriefWarnings
{
    // Beside a mark, two spaces and its days.
    const int WidestTitle = PhoneRows.Wide - 11;

    public static IEnumerable<BriefDraft> Of(BriefReader reader) =>
        from row in reader.Rotations
        where reader.IsOnCall(row.Id)
        let asks = WarningAsks.Of(
            WarningStore.All(reader.Db, row, reader.Rotations, reader.Now),
            Weeks.Begins(row.Rotation.Zone, reader.Now), reader.Now)
        where asks.Count > 0
        select Draft(asks, reader.Now);

    static BriefDraft Draft(IReadOnlyList<Warning> asks, DateTimeOffset now)
    {
        var count = Words.Number(asks.Count, "warning", "warnings");
        var heading = $":warning: *{count}* {(asks.Count == 1 ? "wants" : "want")} a decision:";
        var lines = asks.Select(w => Line(w, now));
        var section = new BriefSection($"{heading}\n{string.Join('\n', lines)}")
        {
            Said = $"{count} to decide on",
            Warnings = [.. asks.Select(w => w.Id)],
        };
        return new(section, count) { FewWords = $"{heading} the oldest {WarningText.Age(asks.MaxBy(w => w.AgeAt(now))!, now)}." };
    }

    public static string Line(Warning warning, DateTimeOffset now) =>
        $"• {Mrkdwn.Inert(PhoneRows.Cut(warning.About.Title, WidestTitle), WidestTitle)} · {WarningText.Age(warning, now)}";

    /// <summary>What is still to be decided, as a button, or that all is.</summary>
    public static IEnumerable<Block> Below(IDbConnection db, IReadOnlyList<long> ids, DateTimeOffset now)
    {
        var open = WarningStore.Find(db, ids).Count(w => WarningRules.IsUndecided(w, now));
        if (open == 0) return [new ContextBlock { Elements = [":white_check_mark: All of these are decided."] }];
        var decide = BriefMessage.Press(WarningIds.Asked, "Decide", string.Join(',', ids)) with { Style = ButtonStyle.Primary };
        return [new ActionsBlock { Elements = [decide] }];
    }
}
