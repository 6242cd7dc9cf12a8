using System.Data;
using Bot.Delivery;
using Bot.Domain.Postmortems;
using Bot.People;
using Bot.Postmortems;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// The postmortems of the reader: what others gave them, once; and what is due, on the working day before, on the day, and then
/// weekly.
/// </summary>
static class BriefPostmortems
{
    const int MostNamed = 3;

    public static IEnumerable<BriefDraft> Of(BriefReader reader)
    {
        var today = When.Date(reader.Now, reader.Zone);
        var due = PostmortemStore.OfOwner(reader.Db, Viewer.Of(reader.Person), reader.Person)
            .FindAll(row => row.IsNews || PostmortemRules.IsNamed(row.Postmortem, row.Named, reader.Hours.Days, today));
        if (due.Count == 0) yield break;
        var names = string.Join(", ", due.Take(MostNamed).Select(row => $"{row.Label} ({Day(row, today)})"));
        var more = due.Count > MostNamed ? $" and {due.Count - MostNamed} more" : "";
        var said = due.Count == 1 ? $"The postmortem of {names} is yours" : $"The postmortems of {names}{more} are yours";
        yield return new(
            new($":page_facing_up: {said}.") { Said = said, Postmortems = [.. due.Select(row => row.Incident)] },
            Domain.Alerts.Words.Number(due.Count, "postmortem", "postmortems"));
    }

    /// <summary>"due Wed 4 Mar", "due today", "3 days late".</summary>
    internal static string Day(PostmortemRow row, DateOnly today)
    {
        var due = row.Postmortem.Due!.Value;
        return due == today ? "due today"
            : due > today ? $"due {When.Day(due, today)}"
            : $"{Domain.Alerts.Words.Number(today.DayNumber - due.DayNumber, "day", "days")} late";
    }

    /// <summary>Whoever may not see them any more reads nothing of them.</summary>
    public static bool MayRead(IDbConnection db, BriefRow brief, BriefSection section) => (section.Postmortems ?? [])
        .All(number => PostmortemStore.Find(db, Viewer.Of(brief.Person), number) is not null);

    /// <summary>A button for the first that is still the reader's to do, or that none is.</summary>
    public static IEnumerable<Block> Below(IDbConnection db, string reader, IReadOnlyList<long> numbers) =>
        PostmortemStore.OfOwner(db, Viewer.Of(reader), reader).Find(row => numbers.Contains(row.Incident)) is { } open
            ? [new ActionsBlock { Elements = [PostmortemMessage.Open(open.Incident, $"Open {open.Label}…")] }]
            : [new ContextBlock { Elements = [":white_check_mark: None of them is yours to do any more."] }];
}
