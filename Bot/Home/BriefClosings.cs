using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// What the reader led that is resolved, and about which nobody has said what it was: on the working day after, and then weekly.
/// </summary>
static class BriefClosings
{
    const int MostNamed = 3;

    public static IEnumerable<BriefDraft> Of(BriefReader reader)
    {
        var today = When.Date(reader.Now, reader.Zone);
        var unanswered = ClosingStore.Unanswered(reader.Db, Viewer.Of(reader.Person), reader.Person);
        if (unanswered.Count == 0) yield break;
        var named = ClosingStore.NamedOn(reader.Db, unanswered);
        var asked = unanswered.FindAll(i => CloseRules.IsNamed(
            When.Date(DateTimeOffset.FromUnixTimeMilliseconds(i.ResolvedAt!.Value), reader.Zone), named[i.Number], today));
        if (asked.Count == 0) yield break;
        var names = string.Join(", ", asked.Take(MostNamed).Select(i => i.Label));
        var more = asked.Count > MostNamed ? $" and {asked.Count - MostNamed} more" : "";
        var are = $"{names}{more} {(asked.Count == 1 ? "is" : "are")} resolved and not closed";
        yield return new(
            new($":ballot_box_with_check: {are}: what was it?") { Said = are, Closings = [.. asked.Select(i => i.Number)] },
            Domain.Alerts.Words.Number(asked.Count, "incident to close", "incidents to close"));
    }

    /// <summary>Whoever may not see them any more reads nothing of them.</summary>
    public static bool MayRead(IDbConnection db, BriefRow brief, BriefSection section) => (section.Closings ?? [])
        .All(number => IncidentStore.Find(db, Viewer.Of(brief.Person), number) is not null);

    /// <summary>A button for the first that nobody has answered, or that all are.</summary>
    public static IEnumerable<Block> Below(IDbConnection db, string reader, IReadOnlyList<long> numbers) =>
        ClosingStore.Unanswered(db, Viewer.Of(reader), reader).Find(i => numbers.Contains(i.Number)) is { } open
            ? [new ActionsBlock { Elements = [SayClosing.Open(open, $"Answer {open.Label}…")] }]
            : [new ContextBlock { Elements = [":white_check_mark: None of them waits for you any more."] }];
}
