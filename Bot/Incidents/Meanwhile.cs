using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Others changed what somebody is changing in an open form. From then on the form shows what is now, holds what the person
/// wished, and says who did what when, so that sending it once more is enough.
/// </summary>
/// <param name="Shown">What the form shows now.</param>
/// <param name="Values">What is filled in: what the person wished, and elsewhere what is.</param>
/// <param name="Notes">A sentence for each field that others have changed.</param>
sealed record Meanwhile(ShownIncident Shown, FormEdit.Values Values, IReadOnlyList<string> Notes)
{
    /// <summary>What a form shows where others were first; null where what was sent can be done.</summary>
    /// <param name="tx">The change that was asked for.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="shown">What the form had shown.</param>
    /// <param name="edit">The same, and what was sent.</param>
    /// <param name="step">What came of it.</param>
    /// <param name="by">Who sent it, by which button.</param>
    /// <param name="again">What that button does to an incident that has ended.</param>
    public static Meanwhile? First(
        Tx tx, IncidentRow incident, ShownIncident shown, FormEdit edit, Transition step, (string Person, string Button) by,
        string again) =>
        EndedMeanwhile.Is(incident, shown) ? EndedMeanwhile.Of(tx, incident, (shown, edit.Sent), step, by, again)
        : step.Refusal != Refusal.None ? Of(tx, incident, edit, shown.Draft, step.Conflicts, by)
        : null;

    /// <param name="tx">The change that was refused.</param>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="edit">What the form had shown, and what was sent.</param>
    /// <param name="draft">The number of the form that was sent.</param>
    /// <param name="conflicts">The fields that others have changed.</param>
    /// <param name="by">Who sent it, by which button.</param>
    public static Meanwhile Of(
        Tx tx, IncidentRow incident, FormEdit edit, int draft, IReadOnlyList<IncidentField> conflicts,
        (string Person, string Button) by)
    {
        var now = ShownIncident.Present(incident);
        var (shown, sent) = (edit.Shown, edit.Sent);
        var wished = new FormEdit.Values(
            Wish(shown.Name, sent.Name, now.Name), Wish(shown.Status, sent.Status, now.Status),
            Wish(shown.Severity, sent.Severity, now.Severity), Wish(shown.Affected, sent.Affected, now.Affected),
            Wish(shown.Lead, sent.Lead, now.Lead))
        {
            Rotation = Wish(shown.Rotation, sent.Rotation, now.Rotation),
        };
        var isStep = IncidentRules.Next(incident.Status).Contains(wished.Status!.Value);
        var name = Names.Of(tx.Db, [now.Lead, wished.Lead, now.Rotation, wished.Rotation]);
        string Note(IncidentField field)
        {
            var (is_, wish) = (Word(now, field, name), Word(wished, field, name));
            var end = field == IncidentField.Status && !isStep
                ? $"It cannot become *{wish}* from there: choose anew, or press *{by.Button}* to leave it."
                : $"Press *{by.Button}* again to make it *{wish}*.";
            return $":warning: {Who(tx.Db, incident, field, by.Person)} to *{is_}*{At(tx.Db, incident, field)}. {end}";
        }

        return new(
            new(incident.Number, now, draft + 1), isStep ? wished : wished with { Status = now.Status },
            [.. (conflicts.Count > 0 ? conflicts : [IncidentField.Status]).Select(Note)]);
    }

    /// <summary>The notes as the form's first block.</summary>
    public static IEnumerable<Block> Blocks(IReadOnlyList<string> notes)
    {
        if (notes.Count == 0) yield break;
        yield return new SectionBlock { BlockId = "notes", Text = Limits.TruncateEscaped(string.Join('\n', notes), Limits.Text) };
    }

    static T? Wish<T>(T? shown, T? sent, T? now) => sent is null || Equals(sent, shown) ? now : sent;

    static string Who(IDbConnection db, IncidentRow incident, IncidentField field, string reader)
    {
        var who = Last(db, incident, field)?.Actor switch
        {
            null => "Somebody",
            IncidentChange.Alert => "An alert",
            IncidentChange.Bot => "The rotation",
            { } person when person == reader => "You",
            { } person => Mrkdwn.Name(Person.NameOf(db, person)),
        };
        return $"{who} set {Called(field)}";
    }

    static string At(IDbConnection db, IncidentRow incident, IncidentField field) =>
        Last(db, incident, field) is { } last ? $" {When.At(last.At)}" : "";

    static TimelineEntry? Last(IDbConnection db, IncidentRow incident, IncidentField field) =>
        db.QueryFirstOrDefault<TimelineEntry>(
            """
            select at, actor, verb, before, after, why from history
            where subject = @Subject and verb = @verb order by id desc limit 1
            """,
            new { incident.Subject, verb = Written(field).Word });

    static Verb Written(IncidentField field) => field switch
    {
        IncidentField.Name => IncidentFacts.Name,
        IncidentField.Status => IncidentFacts.Status,
        IncidentField.Severity => IncidentFacts.Severity,
        IncidentField.Affected => IncidentFacts.Affected,
        IncidentField.Rotation => IncidentFacts.Rotation,
        _ => IncidentFacts.Lead,
    };

    static string Called(IncidentField field) => field switch
    {
        IncidentField.Name => "the name",
        IncidentField.Status => "the status",
        IncidentField.Severity => "the severity",
        IncidentField.Affected => "who is affected",
        IncidentField.Rotation => "the team",
        _ => "the lead",
    };

    static string Word(FormEdit.Values values, IncidentField field, Func<string, string> name) => field switch
    {
        IncidentField.Name => Mrkdwn.Inert(values.Name, 150),
        IncidentField.Status => $"{values.Status}",
        IncidentField.Severity => $"{values.Severity}",
        IncidentField.Affected => Choices.Affected.First(choice => choice.Item1 == values.Affected).Item2,
        IncidentField.Rotation => Mrkdwn.Name(name(values.Rotation ?? "")),
        _ => values.Lead is { } lead ? Mrkdwn.Name(name(lead)) : "nobody",
    };
}
