using System.Data;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.FollowUps;

/// <summary>What is said of follow-ups, to one reader on their own wall.</summary>
/// <param name="db">Where it is read.</param>
/// <param name="zone">The reader's zone.</param>
/// <param name="now">When.</param>
public sealed class FollowUpText(IDbConnection db, TimeZoneInfo zone, DateTimeOffset now)
{
    const int LongestTitle = 150, MostLabels = 5;

    DateOnly Today => When.Date(now, zone);

    public static FollowUpText For(IDbConnection db, string reader, DateTimeOffset now) =>
        new(db, PersonHours.ZoneOf(db, reader), now);

    /// <summary>"*#12* Repair the freshness test", which leads to the message that it was made from.</summary>
    public static string Title(FollowUpRow row, int longest = LongestTitle) =>
        $"*{row.Label}* {(row.Link is { } link
            ? Mrkdwn.Link(link, Limits.Truncate(row.Title, longest)) : Mrkdwn.Inert(row.Title, longest))}";

    /// <summary>"due Fri 13 Mar", "due today", "overdue since Fri 6 Mar".</summary>
    public string Due(FollowUpRow row)
    {
        var due = row.FollowUp.Due;
        if (row.FollowUp.IsOverdue(Today)) return $"overdue since {When.Day(due, Today)}";
        return (due.DayNumber - Today.DayNumber) switch
        {
            0 => "due today",
            1 => "due tomorrow",
            _ => $"due {When.Day(due, Today)}",
        };
    }

    /// <summary>Whose it is, how far it is, and what it is of.</summary>
    public string About(FollowUpRow row, bool hasOwner = true)
    {
        string?[] parts =
        [
            hasOwner ? Name(row.Owner) : null,
            row.State switch
            {
                FollowUpState.Done => $":white_check_mark: done{By(row)}",
                FollowUpState.NotDoing => $"not doing{By(row)}: {Mrkdwn.Inert(row.Reason, FollowUpStore.LongestReason)}",
                _ => Due(row),
            },
            row.Priority == FollowUpPriority.Normal ? null : row.Priority == FollowUpPriority.High ? "*high*" : "low",
            row.Incident is { } incident ? OfIncident.LabelOf(incident) : null,
            Labels(row),
            row is { Issue: { } issue, IssueUrl: { } url } ? Mrkdwn.Link(url, issue) : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    /// <summary>Both, each in a line.</summary>
    public string Line(FollowUpRow row, bool hasOwner = true) => $"{Title(row)}\n{About(row, hasOwner)}";

    string Name(string person) => Mrkdwn.Name(Person.NameOf(db, person));

    string By(FollowUpRow row) => row.EndedBy is { } by && by != row.Owner ? $" by {Name(by)}" : "";

    static string? Labels(FollowUpRow row) => row.LabelList is { Count: > 0 } labels
        ? Mrkdwn.Inert(string.Join(", ", labels.Take(MostLabels)), FollowUpStore.LongestLabels) : null;
}
