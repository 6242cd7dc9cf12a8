using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Resolve, with a short "what fixed it"; while the last alert is still firing it asks first.</summary>
public sealed class ResolveIncident(Database database, SlackApi slack, WhichIncident which)
{
    /// <summary>What history says of an incident that was resolved all the same.</summary>
    public const string WhileFiring = "resolved while the alert was firing";

    const string Fix = "fix", StillFiring = "still_firing";

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Open(incident, "", Opening.Of(press), stop);
    }

    /// <param name="incident">The incident.</param>
    /// <param name="typed">What fixed it, as far as it was typed with the command.</param>
    /// <param name="opening">For whom and where the form opens.</param>
    /// <param name="stop">Ends the call.</param>
    public Task Open(IncidentRow incident, string typed, Opening opening, CancellationToken stop) => opening.Show(
        slack, database.Read(db => incident.IsOpen ? Form(db, incident, typed) : Over(Sentence(db, incident))), stop);

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string typed)
    {
        var alerts = IncidentAlerts.Alerts(db, incident.Number);
        return new()
        {
            CallbackId = IncidentIds.ResolveForm,
            PrivateMetadata = incident.Number.ToString(CultureInfo.InvariantCulture),
            Title = $"Resolve {incident.Label}",
            Submit = "Resolve",
            Close = "Cancel",
            Blocks =
            [
                .. alerts is [{ Firing: not 0 }, ..] ? Warning(alerts) : [],
                new InputBlock
                {
                    BlockId = Fix,
                    Label = "What fixed it",
                    Optional = true,
                    Element = new PlainTextInput
                    {
                        ActionId = Fix,
                        Multiline = true,
                        MaxLength = 1000,
                        Placeholder = "A sentence for whoever meets it next",
                        FocusOnLoad = true,
                        InitialValue = typed.Length == 0 ? null : Limits.First(typed, 1000),
                    },
                },
            ],
        };
    }

    static IEnumerable<Block> Warning(List<AlertSeen> alerts)
    {
        var last = alerts[0];
        var title = Mrkdwn.Escape(Limits.Truncate(last.Title, 150));
        yield return new SectionBlock { Text = $":red_circle: Still firing: {title}, last {When.At(last.LastAt)}." };
        yield return new InputBlock
        {
            BlockId = StillFiring,
            Label = "Resolve it all the same?",
            Element = new CheckboxGroup
            {
                ActionId = StillFiring,
                Options = [new Option("Yes, the alert is wrong or comes late", "yes")],
            },
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        return await RefusedFields.Catch(database, form, tx => Resolve(tx, form));
    }

    static void Resolve(Tx tx, ViewSubmission form)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(form.User.Id), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        var said = form.View.State.Text(Fix);
        var refusal = Resolve(
            tx, incident, said.Length > 0 ? said : null, form.View.State.Ticked(StillFiring).Count > 0, new(form.User.Id));
        if (refusal == Refusal.Ended) throw RefusedFields.Of(Fix, Before(tx, incident));
        // It began to fire while the form was open: the form asks now.
        if (refusal == Refusal.StillFiring) throw RefusedFields.Anew(Form(tx.Db, incident, said));
    }

    /// <summary>
    /// The same for a program; what is refused is thrown as a sentence. What is resolved already stays as it is, unless something
    /// else is said to have fixed it.
    /// </summary>
    public static void ByProgram(Tx tx, IncidentRow incident, string? fix, bool evenIfFiring, IncidentChange.By by)
    {
        var refusal = Resolve(tx, incident, fix, evenIfFiring, by);
        var isSame = incident is { MergedInto: null, Status: IncidentStatus.Resolved or IncidentStatus.Closed }
            && (fix is null || fix == incident.Fix);
        if (refusal == Refusal.Ended && !isSame) throw new RefusedException(Before(tx, incident));
        if (refusal == Refusal.StillFiring)
            throw new RefusedException(
                $"An alert of {incident.Label} still fires. Send even_if_firing to resolve it all the same.");
    }

    static Refusal Resolve(Tx tx, IncidentRow incident, string? fix, bool evenIfFiring, IncidentChange.By by)
    {
        var state = IncidentStore.State(tx.Db, incident);
        var step = Transitions.Resolve(state, fix, evenIfFiring, tx.Time);
        if (step.Refusal == Refusal.None)
            IncidentChange.Apply(tx, incident, step, state.Firing ? by with { Why = WhileFiring } : by);
        return step.Refusal;
    }

    /// <summary>"Ana resolved it a moment ago (“disk was full”). Nothing is left to do."</summary>
    static string Before(Tx tx, IncidentRow incident)
    {
        var ended = incident.MergedInto is null ? Words.Of(incident.Status) : "merged";
        var away = TimeSpan.FromMilliseconds(tx.Now - (incident.ResolvedAt ?? tx.Now));
        var who = incident.EndedBy is { } person ? $"{Person.NameOf(tx.Db, person)} {ended} it" : $"It was {ended}";
        var when = away < TimeSpan.FromMinutes(2) ? "a moment ago" : $"{LineText.Span((long)away.TotalMilliseconds)} ago";
        var fix = incident is { IsFixKnown: true, Fix: { } known }
            ? $" (“{Limits.Truncate(IncidentMessages.OneLine(known), 150)}”)" : "";
        return $"{who} {when}{fix}. Nothing is left to do.";
    }

    /// <summary>"INC-1 is resolved already by Gwen. Reopen it to work on it."</summary>
    static string Sentence(IDbConnection db, IncidentRow incident)
    {
        var by = incident.EndedBy is { } person ? $" by {Person.NameOf(db, person)}" : "";
        return $"{incident.Label} is {incident.Standing} already{by}. Reopen it to work on it.";
    }

    static ModalViewDefinition Over(string sentence) => OpenForm.Done("Resolve", Mrkdwn.Inert(sentence, 1000));
}
