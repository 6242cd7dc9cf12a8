using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary><c>/incident</c>: a form with one required field, an incident a moment later.</summary>
public sealed class DeclareIncident(Database database, SlackApi slack, Access access, IncidentChannel channel, TimeProvider clock)
{
    const string Name = "name", AffectedField = "affected", SeverityField = "severity", Known = "known", Lead = "lead";
    const int LongestName = 150;

    /// <summary>Opens the form, ready to send once it has a name.</summary>
    /// <param name="opening">For whom and where it opens.</param>
    /// <param name="name">The name, as far as it is known.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="beside">The incident in whose channel it was asked for, which is another one.</param>
    public Task OpenForm(
        Opening opening, string name, CancellationToken stop, Severity severity = Severity.Minor, string beside = "") => opening.Show(
        slack,
        database.Read(db => Form(
            db, Draft.Empty(Responder.At(db, Now).Person, name) with { Severity = severity, Beside = beside }, opening.By)),
        stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (!await access.Refuses(press, stop)) await OpenForm(Opening.Of(press), "", stop);
    }

    DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>
    /// What is filled in so far, as far as it decides who is called. Offered is the lead that the form chose by itself.
    /// </summary>
    sealed record Draft(string? Offered, Severity Severity, Affected Affected, string? Leader, bool IsCalledNow)
    {
        // What was typed or untouched is shown again as it is, or Slack would empty it.
        public string Named { get; init; } = "";
        public string KnownSoFar { get; init; } = "";
        public string Beside { get; init; } = "";

        public static Draft Empty(string? onCall, string name) =>
            new(onCall, Severity.Minor, Affected.NotSure, onCall, false) { Named = name };

        public static Draft Of(View view) => new(
            view.PrivateMetadata.Split('|')[0] is { Length: > 0 } offered ? offered : null,
            Choices.Read(view.State.Selected(SeverityField), Severity.Minor),
            Choices.Read(view.State.Selected(AffectedField), Affected.NotSure),
            view.State.User(Lead),
            ReachLine.IsTicked(view.State))
        {
            Named = view.State.Text(Name),
            KnownSoFar = view.State.Text(Known),
            Beside = view.PrivateMetadata.Split('|').ElementAtOrDefault(1) ?? "",
        };

        /// <summary>The lead is called out of hours too: another than the form offered, or the one whose tick says so.</summary>
        public bool IsChosen => IsCalledNow || (Leader is not null && Leader != Offered);
    }

    ModalViewDefinition Form(IDbConnection db, Draft draft, string by)
    {
        var reach = CallPreview.OfNew(db, Opened(draft, by), by, Now);
        return new()
        {
            CallbackId = IncidentRoutes.DeclareForm,
            Title = "Declare an incident",
            Submit = "Declare",
            Close = "Cancel",
            PrivateMetadata = draft.Beside.Length == 0 ? draft.Offered ?? "" : $"{draft.Offered}|{draft.Beside}",
            Blocks =
            [
                .. Others(draft.Beside),
                NameField(draft.Named),
                Choice(SeverityField, "Severity", Choices.Of(IncidentRoutes.DeclareSeverity, Choices.Severities, draft.Severity)),
                Choice(AffectedField, "Who is affected", Choices.Of(
                    IncidentRoutes.DeclareAffected, Choices.Affected, draft.Affected)),
                // Who is called is decided here, and on a phone nothing below is seen.
                .. Access.CannotLead(db, draft.Leader) is { } cannot
                    ? [ReachLine.Says(cannot)]
                    : ReachLine.Of(db, reach, (IncidentRoutes.DeclareCallNow, draft.IsCalledNow), by),
                KnownField(draft.KnownSoFar),
                Choice(Lead, "Lead", LeadMenu(draft.Leader)),
            ],
        };
    }

    static IEnumerable<Block> Others(string beside)
    {
        if (beside.Length > 0) yield return new ContextBlock { Elements = [$"This is a new incident, not {beside}."] };
    }

    static InputBlock KnownField(string known) => new()
    {
        BlockId = Known,
        Label = "What is known",
        Optional = true,
        Element = new PlainTextInput
        {
            ActionId = Known,
            Multiline = true,
            MaxLength = 3000,
            InitialValue = known.Length == 0 ? null : known,
        },
    };

    static UserSelectMenu LeadMenu(string? lead) =>
        new() { ActionId = IncidentRoutes.DeclareLead, InitialUser = lead, Placeholder = "Choose who leads" };

    static InputBlock NameField(string name) => new()
    {
        BlockId = Name,
        Label = "Name",
        Element = new PlainTextInput
        {
            ActionId = Name,
            MaxLength = LongestName,
            InitialValue = name.Length == 0 ? null : Limits.First(name, LongestName),
            Placeholder = "What is wrong, in a few words",
            FocusOnLoad = true,
        },
    };

    static InputBlock Choice(string id, string label, BlockElement element) =>
        ReachLine.Asking(id, label, element) with { Optional = true };

    static IncidentState Opened(Draft draft, string by) => Transitions.Open(
        new() { Name = "", Severity = draft.Severity, Affected = draft.Affected, Lead = draft.Leader ?? draft.Offered },
        by, draft.IsChosen, DateTimeOffset.UnixEpoch);

    /// <summary>Shows who would be called now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentRoutes.DeclareForm } view) return;
        if (await access.Problem(change.User.Id, stop) is not null) return;
        // Whoever is chosen is met by it, so that the form knows whether they can lead.
        await access.CannotLead(view.State.User(Lead), stop);
        await slack.Views.Redraw(change, database.Read(db => Form(db, Draft.Of(view), change.User.Id)), stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await access.Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Name, problem));
        if (ChangeForm.SaysNothing(form.View.State.Text(Name)))
            return ViewSubmissionResponse.Errors((Name, "Give it a name; a few words are enough."));
        if (await access.CannotLead(form.View.State.User(Lead), stop) is { } cannot) return ViewSubmissionResponse.Errors((Lead, cannot));

        var number = long.Parse((await database.Once(form.IdempotencyKey, tx => Declare(tx, form)))!, CultureInfo.InvariantCulture);
        channel.ShowWhenReady(number, form.View.Id);
        return ViewSubmissionResponse.Update(Declared(database.Read(db => IncidentStore.Find(db, number))!));
    }

    static string Declare(Tx tx, ViewSubmission form)
    {
        var draft = Draft.Of(form.View);
        var responder = Responder.At(tx.Db, tx.Time);
        var byHand = draft.Leader is not null && draft.Leader != draft.Offered;
        var lead = draft.Leader ?? responder.Person;
        var why = lead is null ? null : lead == form.User.Id ? "declared it" : byHand ? $"chosen by {Person.NameOf(tx.Db, form.User.Id)}" : responder.Why;
        if (draft.IsCalledNow && lead is not null && lead != form.User.Id) why = IncidentChange.CalledBy(tx.Db, why, form.User.Id);
        var known = form.View.State.Text(Known);
        var incident = new NewIncident(
            form.View.State.Text(Name), draft.Severity, draft.Affected, known.Length == 0 ? null : known, form.User.Id, lead, why, Why: "declared");
        return OpenIncident.Open(tx, incident, responder, chosen: draft.IsChosen).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What the form becomes: first the promise, a moment later the way there.</summary>
    public static ModalViewDefinition Declared(IncidentRow incident)
    {
        var name = $":white_check_mark: *{Mrkdwn.Inert(incident.Name, LongestName)}* is declared";
        return new()
        {
            Title = incident.Label,
            Close = "Done",
            Blocks =
            [
                new SectionBlock
                {
                    Text = (incident.ChannelId, incident.ChannelTrouble) switch
                    {
                        ({ } channel, _) => $"{name}. Go to {Mrkdwn.Channel(channel)}.",
                        (null, { } trouble) => $"{name} and announced.\n:warning: {Limits.TruncateEscaped(Mrkdwn.Escape(trouble), 500)}",
                        _ => $"{name}. Its channel is being made and you will be invited.",
                    },
                },
            ],
        };
    }
}
