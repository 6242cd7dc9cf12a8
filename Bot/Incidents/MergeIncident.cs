using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Merge: an incident is about the same as another one, which goes on with the alerts of both and whatever comes for them.
/// </summary>
public sealed class MergeIncident(Database database, SlackApi slack, WhichIncident which)
{
    const string Into = "into";

    // As many as a menu takes.
    const int Most = 100;

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Open(incident, "", Opening.Of(press), stop);
    }

    /// <param name="incident">The one that ends.</param>
    /// <param name="typed">The other, as far as it was typed: "into 12".</param>
    /// <param name="opening">For whom and where the form opens.</param>
    /// <param name="stop">Ends the call.</param>
    public Task Open(IncidentRow incident, string typed, Opening opening, CancellationToken stop) =>
        opening.Show(slack, database.Read(db => Form(db, incident, opening.By, Verbs.Target(typed))), stop);

    static ModalViewDefinition Form(IDbConnection db, IncidentRow incident, string reader, long? chosen = null)
    {
        if (!incident.IsOpen) return OpenForm.Done("Merge", $"{incident.Label} is {incident.Standing} already.");
        List<Option> others =
        [
            .. IncidentStore.Open(db, Viewer.Of(reader))
                .Where(i => i.Number != incident.Number && i.Private == incident.Private).Take(Most)
                .Select(i => new Option(
                    Limits.Truncate(
                        $"{i.Label} · {(i.Unaccepted ? "not accepted yet · " : "")}{IncidentMessages.OneLine(Titles.Of(i))}",
                        Limits.OptionText),
                    Number(i))),
        ];
        if (others.Count == 0)
            return OpenForm.Done("Merge", incident.Private
                ? $"{incident.Label} is private and goes only into another private incident. You see no other that is open."
                : $"Nothing else is open that {incident.Label} could be merged into.");
        return new()
        {
            CallbackId = IncidentIds.MergeForm,
            PrivateMetadata = Number(incident),
            Title = $"Merge {incident.Label}",
            Submit = "Merge",
            Close = "Cancel",
            Blocks =
            [
                .. chosen is { } typed && !others.Exists(o => o.Value == Text(typed))
                    ? new Block[] { new SectionBlock { Text = $"{Cannot(db, incident, reader, typed)}: choose below." } } : [],
                new InputBlock
                {
                    BlockId = Into,
                    Label = "It is about the same as",
                    Element = new StaticSelectMenu
                    {
                        ActionId = IncidentIds.MergeInto,
                        Options = others,
                        InitialOption = others.Find(o => chosen is { } typed && o.Value == Text(typed)),
                    },
                    Hint = $"That one goes on, with all alerts of both. {incident.Label} ends, and counts as no incident. "
                        + "It can be undone for a day."
                        + (incident.Private ? " Whoever sees that one reads what this one was about." : ""),
                },
            ],
        };
    }

    static string Cannot(IDbConnection db, IncidentRow incident, string reader, long typed) =>
        typed == incident.Number ? $"{incident.Label} cannot go into itself"
        : IncidentStore.Find(db, Viewer.Of(reader), typed) is { IsOpen: true } ? NotTogether
        : $"{IncidentRow.LabelOf(typed)} is not open";

    const string NotTogether = "One of them is private and the other is not, so they stay apart";

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        await RefusedFields.Catch(database, form, tx => Merge(tx, form));

    static void Merge(Tx tx, ViewSubmission form)
    {
        var by = form.User.Id;
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        if (!incident.IsOpen)
            throw RefusedFields.Of(Into, $"{incident.Label} is {incident.Standing} by now: nothing is left to merge.");
        var chosen = WhichIncident.Number(form.View.State.Selected(Into)) is { } number
            ? IncidentStore.Find(tx.Db, Viewer.Of(by), number) : null;
        if (chosen is not { IsOpen: true } into || into.Number == incident.Number)
            throw RefusedFields.Of(
                Into, chosen is null ? "Choose an incident." : $"{chosen.Label} is {chosen.Standing} by now: choose another.");
        if (into.Private != incident.Private) throw RefusedFields.Of(Into, $"{NotTogether}.");
        Merge(tx, incident, into, by);
    }

    static void Merge(Tx tx, IncidentRow incident, IncidentRow into, string by)
    {
        var (number, other) = (incident.Number, IncidentStore.State(tx.Db, incident));
        var absorbs = Transitions.Absorb(
            IncidentStore.State(tx.Db, into), other, AlertedIncident.WellSince(tx.Db, into), by, tx.Time);
        var line = IncidentLines.Alone(tx, into, by);
        MergeStore.Keep(tx, incident, into, line, new(other, absorbs.Before, absorbs.After));
        MergeStore.NoteMerged(tx, number);
        MergedAlerts.Merge(tx, number, into.Number);
        ExpectStore.Move(tx, number, into.Number);
        SubscriberStore.Follow(tx, number, into.Number);
        InviteStore.Follow(tx, incident, into, by);
        NoticeStore.Merge(tx, incident, into, by);
        MergeStore.Note(tx, number, MergeStore.FollowUp, FollowUpStore.Merge(tx, number, into.Number, by));
        // What else belongs to it goes along.
        tx.Wake($"incident_merged:{Number(incident)}:{Number(into)}");
        PostmortemOf.Merged(tx, number, into.Number);
        IncidentChange.Apply(tx, incident, Transitions.Merge(other, into.Number, tx.Time), new(by));
        tx.Note(
            into.Subject, IncidentFacts.MergedIn, by, before: Titles.Of(incident), after: incident.Label, line: line);
        // What it is called for then is nothing that whoever merged them has said.
        IncidentChange.Apply(tx, into, absorbs, new(IncidentChange.Bot, $"{incident.Label} was merged into it"));
        // Nobody writes there any more.
        if (incident.ChannelId is not null && IncidentSettings.ArchiveAfter.Now(tx.Db) is not null)
            ChannelStore.BeginPutAway(tx, number);
    }

    static string Number(IncidentRow incident) => Text(incident.Number);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
