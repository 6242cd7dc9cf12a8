using System.Data;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>What a form showed of an incident when it was opened, carried in the form.</summary>
sealed record ShownIncident(long Number, FormEdit.Values Values)
{
    public static string Write(IncidentRow incident) =>
        JsonSerializer.Serialize(new ShownIncident(incident.Number, FormEdit.Values.Of(incident.State(firing: false))));

    public static ShownIncident Read(string metadata) => JsonSerializer.Deserialize<ShownIncident>(metadata)!;
}

/// <summary>Why a form was refused, field by field; kept as text, so that a repeat of the submission gets the same answer.</summary>
static class RefusedFields
{
    public static string Write(Tx tx, IncidentRow incident, Transition step, IReadOnlyDictionary<IncidentField, string> blocks) =>
        JsonSerializer.Serialize(step.Refusal == Refusal.Changed
            ? step.Conflicts.ToDictionary(f => blocks[f], f => Sentence(tx, incident, f))
            : new() { [blocks[IncidentField.Status]] = $"{incident.Label} is {incident.Status} by now. Open the form again." });

    public static ViewSubmissionResponse Read(string refusal) =>
        ViewSubmissionResponse.Errors([.. JsonSerializer.Deserialize<Dictionary<string, string>>(refusal)!.Select(e => (e.Key, e.Value))]);

    /// <summary>"Gwen changed this 2 min ago: it is Resolved now. Open the form again to change it."</summary>
    static string Sentence(Tx tx, IncidentRow incident, IncidentField field)
    {
        var db = tx.Db;
        var verb = field switch
        {
            IncidentField.Name => Facts.Name,
            IncidentField.Status => Facts.Status,
            IncidentField.Severity => Facts.Severity,
            IncidentField.Affected => Facts.Affected,
            _ => Facts.Lead,
        };
        var last = db.QueryFirstOrDefault<TimelineEntry>(
            "select at, actor, verb, before, after, why from history where subject = @Subject and verb = @verb order by id desc limit 1",
            new { incident.Subject, verb });
        var who = last?.Actor switch
        {
            null => "Somebody",
            IncidentChange.Alert => "An alert",
            IncidentChange.Bot => "The rotation",
            { } person => Person.NameOf(db, person),
        };
        return $"{who} changed this{(last is null ? "" : $" {LineText.Span(tx.Now - last.At)} ago")}: it is {Now(db, incident, field)} now. Close the form and open it again to change it.";
    }

    static string Now(IDbConnection db, IncidentRow incident, IncidentField field) => field switch
    {
        IncidentField.Name => $"“{incident.Name}”",
        IncidentField.Status => incident.Status.ToString(),
        IncidentField.Severity => incident.Severity.ToString(),
        IncidentField.Affected => Words.People(incident.Affected),
        _ => incident.Lead is { } lead ? Person.NameOf(db, lead) : "nobody",
    };
}
