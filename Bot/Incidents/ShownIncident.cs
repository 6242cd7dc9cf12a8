using System.Data;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>What a form showed of an incident when it was opened, carried in the form.</summary>
sealed record ShownIncident(long Number, FormEdit.Values Values)
{
    // Letters of any alphabet count once: Slack takes 3,000 characters.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IncidentRow incident) =>
        JsonSerializer.Serialize(new ShownIncident(incident.Number, FormEdit.Values.Of(incident.State(firing: false))), Plain);

    public static ShownIncident Read(string metadata) => JsonSerializer.Deserialize<ShownIncident>(metadata)!;
}

/// <summary>A form was refused, field by field. Thrown inside the change, so that nothing is written and the form can be sent again.</summary>
sealed class RefusedFields(IReadOnlyDictionary<string, string> errors) : Exception
{
    public ViewSubmissionResponse Response => ViewSubmissionResponse.Errors([.. errors.Select(e => (e.Key, e.Value))]);

    public static RefusedFields Of(string field, string sentence) => new(new Dictionary<string, string> { [field] = sentence });

    /// <summary>Says of each field that others have changed who did, when, and what it is now.</summary>
    public static RefusedFields Of(Tx tx, IncidentRow incident, Transition step, IReadOnlyDictionary<IncidentField, string> blocks) =>
        step.Refusal == Refusal.Changed
            ? new(step.Conflicts.ToDictionary(f => blocks[f], f => Sentence(tx, incident, f)))
            : Of(blocks[IncidentField.Status], $"{incident.Label} is {incident.Status} by now. Open the form again.");

    /// <summary>Runs a form's change once; what it refuses is said under the fields.</summary>
    public static async Task<ViewSubmissionResponse?> Catch(Database database, ViewSubmission form, Action<Tx> change)
    {
        try
        {
            await database.Once(form.IdempotencyKey, tx =>
            {
                change(tx);
                return null;
            });
            return null;
        }
        catch (RefusedFields refused)
        {
            return refused.Response;
        }
    }

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
