using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary><c>/incident</c>: a form with one required field, an incident a moment later.</summary>
public sealed class DeclareIncident(
    Database database, SlackApi slack, Access access, DeclaredForm declared, GroupOfDeclared groupOf, TimeProvider clock)
{
    const string Name = "name", AffectedField = "affected", SeverityField = "severity", Known = "known", Lead = "lead";
    const string Team = "team", PrivateField = "private", InsideField = "inside";
    const int LongestName = 150;
    static readonly Option IsPrivate = new("Private: only those named see it", "private");

    /// <summary>Opens the form, ready to send once it has a name.</summary>
    /// <param name="opening">For whom and where it opens.</param>
    /// <param name="name">The name, as far as it is known.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="beside">The incident in whose channel it was asked for, which is another one.</param>
    /// <param name="known">What is known of it.</param>
    public Task OpenForm(
        Opening opening, string name, CancellationToken stop, Severity severity = Severity.Minor,
        string beside = "", string known = "") => opening.Show(
        slack,
        database.Read(db => Form(
            db, Empty(db, opening.By, name) with { Severity = severity, Beside = beside, KnownSoFar = known }, opening.By)),
        stop);

    Draft Empty(IDbConnection db, string by, string name)
    {
        var own = Responder.At(db, Teams.At(db, Now).OwnOf(by), Now);
        return Draft.Empty(own.Person, name) with { Team = own.Rotation };
    }

    public Task OpenByButton(BlockActionRequest press, CancellationToken stop) => OpenForm(Opening.Of(press), "", stop);

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

        /// <summary>The rotation that it is to belong to, the one the form was drawn for, and how often that changed.</summary>
        public string? Team { get; init; }
        public string? DrawnFor { get; init; }
        public int Drawn { get; init; }

        /// <summary>Only those named see it, and whether the form was drawn so.</summary>
        public bool IsPrivate { get; init; }
        public bool DrawnPrivate { get; init; }

        /// <summary>Who else is to see it.</summary>
        public IReadOnlyList<string> Inside { get; init; } = [];

        /// <summary>Another rotation was chosen, or it became private or ceased to be: another lead is offered.</summary>
        public bool IsMoved => IsPrivate != DrawnPrivate || !IsPrivate && Team is not null && Team != DrawnFor;

        // Slack keeps what stands in a field for as long as the field has its name.
        public string LeadBlock => Drawn == 0 ? Lead : string.Create(CultureInfo.InvariantCulture, $"{Lead}.{Drawn}");

        public static Draft Empty(string? onCall, string name) =>
            new(onCall, Severity.Minor, Affected.NotSure, onCall, false) { Named = name };

        public static Draft Of(View view)
        {
            var (state, carried) = (ShownIncident.Filled(view), view.PrivateMetadata.Split('|'));
            return new(
                carried[0] is { Length: > 0 } offered ? offered : null,
                Choices.Read(state.Selected(SeverityField), Severity.Minor),
                Choices.Read(state.Selected(AffectedField), Affected.NotSure),
                state.User(Lead),
                ReachLine.IsTicked(state))
            {
                Named = state.Text(Name),
                KnownSoFar = state.Text(Known),
                Beside = carried.ElementAtOrDefault(1) ?? "",
                Team = state.Selected(DeclareIncident.Team),
                DrawnFor = carried.ElementAtOrDefault(2),
                Drawn = int.TryParse(carried.ElementAtOrDefault(3), CultureInfo.InvariantCulture, out var drawn) ? drawn : 0,
                IsPrivate = state.Ticked(PrivateField).Count > 0,
                DrawnPrivate = carried.ElementAtOrDefault(4) == PrivateField,
                Inside = state.Users(InsideField),
            };
        }

        public string Carried => string.Create(
            CultureInfo.InvariantCulture, $"{Offered}|{Beside}|{Team}|{Drawn}|{(IsPrivate ? PrivateField : "")}");

        /// <summary>Another team was chosen: offered is whoever is on call there, unless somebody else was chosen.</summary>
        public Draft To(string? onCall) => this with
        {
            Offered = onCall,
            Leader = Leader == Offered || Leader is null ? onCall : Leader,
            Drawn = Drawn + 1,
            DrawnPrivate = IsPrivate,
        };

        /// <summary>The lead is called out of hours too: another than the form offered, or the one whose tick says so.</summary>
        public bool IsChosen => IsCalledNow || (Leader is not null && Leader != Offered);
    }

    ModalViewDefinition Form(IDbConnection db, Draft draft, string by)
    {
        var reach = CallPreview.OfNew(db, Opened(db, draft, by), by, Now, draft.IsPrivate ? Named(db, draft) : null);
        return new()
        {
            CallbackId = IncidentIds.DeclareForm,
            Title = "Declare an incident",
            Submit = "Declare",
            Close = "Cancel",
            PrivateMetadata = draft.Carried,
            Blocks =
            [
                .. Others(draft.Beside),
                NameField(draft.Named),
                Choice(SeverityField, "Severity", Choices.Of(IncidentIds.DeclareSeverity, Choices.Severities, draft.Severity)),
                Choice(AffectedField, "Who is affected", Choices.Of(
                    IncidentIds.DeclareAffected, Choices.Affected, draft.Affected)),
                .. Teams.At(db, Now).Field(Team, IncidentIds.DeclareTeam, draft.Team),
                // Who is called is decided here, and on a phone nothing below is seen.
                .. ReachLine.Of(db, reach, (IncidentIds.DeclareCallNow, draft.IsCalledNow), by,
                    Access.CannotLead(db, draft.Leader)),
                KnownField(draft.KnownSoFar),
                Choice(draft.LeadBlock, "Lead", LeadMenu(draft.Leader)),
                .. Privacy(db, draft),
            ],
        };
    }

    static IEnumerable<Block> Privacy(IDbConnection db, Draft draft)
    {
        yield return Choice(PrivateField, "Who sees it", new CheckboxGroup
        {
            ActionId = IncidentIds.DeclarePrivate,
            Options = [IsPrivate],
            InitialOptions = draft.IsPrivate ? [IsPrivate] : null,
        });
        if (!draft.IsPrivate) yield break;
        yield return Choice(InsideField, "Who else sees it", new UserMultiSelectMenu
        {
            ActionId = IncidentIds.DeclareInside,
            InitialUsers = draft.Inside.Count > 0 ? draft.Inside : null,
            Placeholder = "Beside you and the lead",
        });
        var always = IncidentSettings.PrivatePeople.Now(db).Except(Outsiders.All(db)).Select(Mrkdwn.User).ToList();
        yield return new ContextBlock
        {
            Elements =
            [
                "It is announced nowhere, and nobody else is called."
                    + (always.Count == 0 ? ""
                        : $" {string.Join(", ", always)} {(always.Count == 1 ? "sees" : "see")} it as well."),
            ],
        };
    }

    /// <summary>
    /// Who sees a private one beside its declarer and its lead: those picked, and those named for private matters.
    /// </summary>
    static List<string> Named(IDbConnection db, Draft draft) =>
        [.. draft.Inside.Concat(IncidentSettings.PrivatePeople.Now(db)).Distinct().Except(Outsiders.All(db))];

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
        new() { ActionId = IncidentIds.DeclareLead, InitialUser = lead, Placeholder = "Choose who leads" };

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

    IncidentState Opened(IDbConnection db, Draft draft, string by) => Transitions.Open(
        Declared(draft) with
        {
            Group = draft.IsPrivate ? null : groupOf(db, Declared(draft), Now),
            Lead = draft.Leader ?? draft.Offered,
        },
        by, draft.IsChosen, DateTimeOffset.UnixEpoch);

    static IncidentState Declared(Draft draft) => new()
    {
        Name = draft.Named,
        Severity = draft.Severity,
        Affected = draft.Affected,
        Rotation = draft.Team,
    };

    /// <summary>Shows who would be called now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: IncidentIds.DeclareForm } view) return;
        var draft = Draft.Of(view);
        // Whoever is chosen is met by it: when they sleep, their name, and whether they can lead.
        await Meet(draft, stop);
        if (draft.IsMoved) draft = draft.To(database.Read(db => Offered(db, draft, change.User.Id, Now)));
        await slack.Views.Redraw(change, database.Read(db => Form(db, draft, change.User.Id)), stop);
    }

    async Task Meet(Draft draft, CancellationToken stop)
    {
        foreach (var person in draft.Inside.Append(draft.Leader)) await access.Meet(person, stop);
    }

    /// <summary>Whom the form offers as lead: of what is private whoever declares it, as nobody else need know of it.</summary>
    static string? Offered(IDbConnection db, Draft draft, string by, DateTimeOffset now) =>
        draft.IsPrivate ? by : Responder.At(db, draft.Team, now).Person;

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (ChangeForm.SaysNothing(form.View.State.Text(Name)))
            return ViewSubmissionResponse.Errors((Name, "Give it a name; a few words are enough."));
        var draft = Draft.Of(form.View);
        await Meet(draft, stop);
        string made;
        try
        {
            made = (await database.Once(form.IdempotencyKey, tx => Declare(tx, form)))!;
        }
        catch (RefusedFields refused)
        {
            return refused.Response;
        }

        var number = long.Parse(made, CultureInfo.InvariantCulture);
        var done = database.Read(db => DeclaredForm.Of(db, IncidentStore.Find(db, Viewer.Of(form.User.Id), number)!, Now));
        // Not before Slack has been told: the answer would replace the way to a channel that was made sooner.
        return ViewSubmissionResponse.Update(done) with { After = _ => declared.ShowWhenReady(number, form.View.Id) };
    }

    string Declare(Tx tx, ViewSubmission form)
    {
        var draft = Draft.Of(form.View);
        if (Access.CannotLead(tx.Db, draft.Leader) is { } cannot) throw RefusedFields.Of(draft.LeadBlock, cannot);
        var responder = Responder.At(tx.Db, draft.Team, tx.Time);
        var offered = Offered(tx.Db, draft, form.User.Id, tx.Time);
        if (draft.IsMoved) draft = draft.To(offered);
        var byHand = draft.Leader is not null && draft.Leader != draft.Offered;
        var lead = draft.Leader ?? offered;
        var why = lead is null
            ? null
            : lead == form.User.Id ? "declared it"
            : byHand ? $"chosen by {Person.NameOf(tx.Db, form.User.Id)}"
            : responder.Why;
        if (draft.IsCalledNow && lead is not null && lead != form.User.Id)
            why = IncidentChange.CalledBy(tx.Db, why, form.User.Id);
        var known = form.View.State.Text(Known);
        var incident = new NewIncident(
            form.View.State.Text(Name), draft.Severity, draft.Affected, known.Length == 0 ? null : known, form.User.Id, lead, why,
            Why: "declared")
        {
            Rotation = responder.Rotation,
            Group = draft.IsPrivate ? null : groupOf(tx.Db, Declared(draft) with { Rotation = responder.Rotation }, tx.Time),
            Inside = draft.IsPrivate ? Named(tx.Db, draft) : null,
        };
        return OpenIncident.Open(tx, incident, responder, chosen: draft.IsChosen).ToString(CultureInfo.InvariantCulture);
    }
}
