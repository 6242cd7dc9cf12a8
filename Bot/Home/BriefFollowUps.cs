using System.Data;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>
/// The follow-ups of the reader that are due: on the working day before, on the day, and then weekly, each in a row with its
/// button.
/// </summary>
static class BriefFollowUps
{
    const int MostLines = 3, Few = 2;

    // What stands beside the title, the number and the day: a mark, a dot and four spaces.
    const int Beside = 6, LeastTitle = 14;

    public static IEnumerable<BriefDraft> Of(BriefReader reader)
    {
        var today = When.Date(reader.Now, reader.Zone);
        var named = FollowUpStore.OfOwner(reader.Db, Viewer.Of(reader.Person), reader.Person)
            .FindAll(row => FollowUpDays.IsNamed(row.FollowUp, row.Named, reader.Hours.Days, today));
        if (named.Count == 0) yield break;
        var count = Words.Number(named.Count, "follow-up", "follow-ups");
        var text = new FollowUpText(reader.Db, reader.Zone, reader.Now);
        var lines = named.Take(MostLines).Select(row => Line(row, today, named.Count <= Few ? 2 : 1));
        var rest = named.Count > MostLines ? $"\n… {named.Count - MostLines} more: `{reader.FollowUpCommand} mine`" : "";
        yield return new(
            new($":fast_forward: *{count}* of yours {(named.Count == 1 ? "is" : "are")} due:\n{string.Join('\n', lines)}{rest}")
            {
                Said = named is [var one] ? $"A follow-up is {text.Due(one)}" : $"{count} of yours are due",
                FollowUps = [.. named.Select(row => row.Number)],
            },
            count)
        {
            FewWords = $":fast_forward: *{count}* of yours: the first {text.Due(named[0])}.",
        };
    }

    /// <param name="row">Which one.</param>
    /// <param name="today">On the reader's wall.</param>
    /// <param name="rows">How many rows of a phone it may take.</param>
    public static string Line(FollowUpRow row, DateOnly today, int rows = 2)
    {
        var due = row.FollowUp.Due;
        var day = due == today ? "today" : due == today.AddDays(1) ? "tomorrow"
            : due < today ? $"{Words.Number(today.DayNumber - due.DayNumber, "day", "days")} late" : When.Day(due, today);
        var widest = Math.Max(LeastTitle, (rows * PhoneRows.Wide) - Beside - row.Label.Length - day.Length);
        return $"• *{row.Label}* {Mrkdwn.Inert(PhoneRows.Cut(row.Title, widest), widest)} · {day}";
    }

    /// <summary>Whoever may not see them any more reads nothing of them.</summary>
    public static bool MayRead(IDbConnection db, BriefRow brief, BriefSection section) => (section.FollowUps ?? [])
        .All(number => FollowUpStore.Find(db, Viewer.Of(brief.Person), number) is not null);

    /// <summary>
    /// A button for the first that is still to be done, or that all are: a block takes one of a kind, and then has the next.
    /// </summary>
    public static IEnumerable<Block> Below(IDbConnection db, string reader, IReadOnlyList<long> numbers)
    {
        var open = numbers.Select(number => FollowUpStore.Find(db, Viewer.Of(reader), number)).OfType<FollowUpRow>()
            .FirstOrDefault(row => row.FollowUp.IsOutstanding && row.Owner == reader);
        return open is null
            ? [new ContextBlock { Elements = [":white_check_mark: None of these is yours to do any more."] }]
            : [new ActionsBlock { Elements = [TellOwner.DoneButton(open, $"Done {open.Label}")] }];
    }
}
