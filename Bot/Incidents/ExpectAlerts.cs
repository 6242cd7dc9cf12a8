using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts.Dbt;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Expect: alerts that somebody knows will come, of a job, a model or a tag, join the incident for a while and call nobody. When
/// that time is over one line says what came.
/// </summary>
public sealed class ExpectAlerts(Database database, SlackApi slack, ILogger<ExpectAlerts> log)
{
    readonly OneByOne oneByOne = new(log);

    const string Kind = "kind", Value = "value", Until = "until";
    const int Longest = 200, MostTitles = 5;

    // Zero ends what was expected.
    static readonly (int Hours, string Text)[] Spans =
        [(1, "1 hour"), (4, "4 hours"), (12, "12 hours"), (24, "1 day"), (72, "3 days"), (168, "7 days"), (0, "No longer")];

    static readonly (ExpectedBy By, string Text)[] Kinds =
        [(ExpectedBy.Model, "A model of dbt, with its tests"), (ExpectedBy.Job, "A job"), (ExpectedBy.Tag, "A tag of dbt")];

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack,
        incident.IsOpen ? database.Read(db => Form(db, incident))
            : OpenForm.Done("Expect alerts", $"{incident.Label} is {incident.Standing} already."),
        stop);

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident) => new()
    {
        CallbackId = IncidentIds.ExpectForm,
        PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
        Title = "Expect alerts",
        Submit = "Expect",
        Close = "Cancel",
        Blocks =
        [
            new ContextBlock { Elements = [$"They join {incident.Label} and call nobody."] },
            .. ExpectStore.Of(db, incident.Number).Select(row => new ContextBlock
            {
                Elements = [$"Expected already: {ExpectWords.Text(row.Expectation.What)}, until {When.At(row.Until)}"],
            }),
            new InputBlock
            {
                BlockId = Kind,
                Label = "What",
                Element = Choices.Of(IncidentIds.ExpectKind, Kinds, ExpectedBy.Model),
            },
            new InputBlock
            {
                BlockId = Value,
                Label = "Its name",
                Element = new PlainTextInput
                {
                    ActionId = Value,
                    MaxLength = Longest,
                    Placeholder = "stg_orders",
                    FocusOnLoad = true,
                },
            },
            new InputBlock
            {
                BlockId = Until,
                Label = "For how long",
                Element = new StaticSelectMenu
                {
                    ActionId = IncidentIds.ExpectUntil,
                    Options = [.. Spans.Select(Option)],
                    InitialOption = Option(Spans[1]),
                },
            },
        ],
    };

    static Option Option((int Hours, string Text) span) => new(span.Text, span.Hours.ToString(CultureInfo.InvariantCulture));

    public Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        RefusedFields.Catch(database, form, tx => Expect(tx, form));

    static void Expect(Tx tx, ViewSubmission form)
    {
        var (state, by) = (form.View.State, form.User.Id);
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        if (!incident.IsOpen)
            throw RefusedFields.Of(Value, $"{incident.Label} was {Words.Of(incident.Status)} meanwhile, and expects nothing.");
        var what = new Expectation(Choices.Read(state.Selected(Kind), ExpectedBy.Model), state.Text(Value));
        if (ChangeForm.SaysNothing(what.Value)) throw RefusedFields.Of(Value, "Say which: the name as dbt or CI writes it.");
        var hours = int.Parse(state.Selected(Until) ?? "4", CultureInfo.InvariantCulture);
        if (hours == 0)
        {
            var row = ExpectStore.Of(tx.Db, incident.Number).Find(r => r.Expectation == what)
                ?? throw RefusedFields.Of(Value, $"{incident.Label} does not expect {what.What}.");
            End(tx, row);
            return;
        }

        var until = (tx.Time + TimeSpan.FromHours(hours)).ToUnixTimeMilliseconds();
        ExpectStore.Expect(tx, incident.Number, what, until, by);
        tx.Note(
            incident.Subject, IncidentFacts.Expects, by, before: until.ToString(CultureInfo.InvariantCulture), after: what.What,
            line: IncidentLines.Alone(tx, incident, by));
        TakeIncident.Appear(tx, incident.Number, by);
        tx.Wake(incident.Subject);
    }

    /// <summary>Ends what is expected no more; an incident that is over says nothing of it.</summary>
    public Task Look(DateTimeOffset now, CancellationToken stop) => oneByOne.Do(
        database.Read(db => ExpectStore.Due(db, now.ToUnixTimeMilliseconds())),
        (row => database.Change(tx => EndOnce(tx, row)), row => $"{IncidentRow.LabelOf(row.Incident)}: an end of expecting"),
        now, stop);

    // Somebody may have ended it meanwhile.
    static void EndOnce(Tx tx, ExpectationRow row)
    {
        if (ExpectStore.Of(tx.Db, row.Incident).Exists(r => r.Id == row.Id)) End(tx, row);
    }

    static void End(Tx tx, ExpectationRow row)
    {
        ExpectStore.End(tx, row.Id);
        if (IncidentStore.Find(tx.Db, Viewer.Bot, row.Incident) is not { IsOpen: true } incident) return;
        tx.Note(
            incident.Subject, IncidentFacts.ExpectedOver, IncidentChange.Bot,
            before: row.Expectation.What, after: Came(tx.Db, row), line: IncidentLines.Alone(tx, incident, IncidentChange.Bot));
        tx.Wake(incident.Subject);
    }

    /// <summary>"2 came, stg_orders failed; fct_orders failed", before a merge too.</summary>
    static string Came(IDbConnection db, ExpectationRow row)
    {
        var came = ExpectStore.Came(db, row);
        return came.Count == 0 ? "none came"
            : $"{came.Count} came, {string.Join("; ", came.Take(MostTitles))}{(came.Count > MostTitles ? " and others" : "")}";
    }
}
