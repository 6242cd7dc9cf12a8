using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Warnings;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Warnings.Rows;

namespace Bot.Warnings;

/// <summary>
/// Assign, Snooze, Accept, Fix, Adopt: members of a rotation decide on one of its warnings or on many, in two steps.
/// </summary>
sealed class DecideOnWarnings(
    Database database, SlackApi slack, Access access, BotCommands commands, ListWarnings list, TimeProvider clock)
{
    const int MostKnown = 20;

    DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The first step, about a group of the list.</summary>
    public Task OpenByButton(BlockActionRequest press, CancellationToken stop) =>
        Carried.Read<WarningTarget>(press.Action.Value) is { } target
            ? slack.Views.Push(press.TriggerId, First(target, press.User.Id), stop)
            : Task.CompletedTask;

    /// <summary>The first step, about all that the list shows.</summary>
    public async Task<ViewSubmissionResponse?> OpenForAll(ViewSubmission form, CancellationToken stop)
    {
        if (Carried.Read<WarningLook>(form.View.PrivateMetadata) is not { } look) return null;
        var newest = database.Read(db => new WarningList(db, form.User.Id, Now).Newest);
        return ViewSubmissionResponse.Push(First(new(look, null, newest, []), form.User.Id));
    }

    /// <summary>The first step, about what a message asks, one after another.</summary>
    public Task OpenAsked(BlockActionRequest press, CancellationToken stop)
    {
        var ids = (press.Action.Value ?? "").Split(',')
            .Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        var open = database.Read(db => WarningStore.Find(db, ids)).Where(w => WarningRules.IsUndecided(w, Now));
        var form = WarningTarget.OneByOne(open) is { } target ? First(target, press.User.Id) : Nothing;
        return slack.Views.Open(press.TriggerId, form, stop);
    }

    static ModalViewDefinition Nothing => OpenForm.Done("Warnings", ":white_check_mark: All of these are decided.");

    ModalViewDefinition First(WarningTarget target, string reader) => database.Read(db =>
    {
        var warnings = target.Of(db, reader, Now);
        return Refusal(db, warnings, reader, Now) is { } refusal ? OpenForm.Done("Not possible", refusal)
            : new DecideForms(db, reader, Now).Choose(target, warnings);
    });

    /// <summary>The second step; what needs no other word is done at once.</summary>
    public async Task<ViewSubmissionResponse?> Choose(ViewSubmission form, CancellationToken stop)
    {
        if (Carried.Read<WarningTarget>(form.View.PrivateMetadata) is not { } target) return null;
        if (!Enum.TryParse<WarningChoice>(form.View.State.Selected(DecideForms.Choice), out var choice))
            return ViewSubmissionResponse.Errors((DecideForms.Choice, "Choose one."));
        if (choice == WarningChoice.Adopt) return await Do(form, new(target, choice), _ => new WarningDecision.Adopt(), stop);
        return ViewSubmissionResponse.Update(database.Read(db => target.Of(db, form.User.Id, Now) is { Count: > 0 } warnings
            ? new DecideForms(db, form.User.Id, Now).Ask(new(target, choice), warnings)
            : new DecideForms(db, form.User.Id, Now).Choose(target, [])));
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (Carried.Read<WarningStep>(form.View.PrivateMetadata) is not { } step) return null;
        var state = form.View.State;
        var person = state.User(DecideForms.Person);
        if (step.Choice is WarningChoice.Assign or WarningChoice.FollowUp)
        {
            await access.Meet(person, stop);
            if (person is null || database.Read(db => Access.CannotLead(db, person)) is not null)
                return ViewSubmissionResponse.Errors((DecideForms.Person, "Choose somebody of this workspace."));
        }

        var until = UntilOf(state, form.User.Id);
        if (step.Choice == WarningChoice.Snooze && !(until > Now))
            return ViewSubmissionResponse.Errors((DecideForms.Until, "Choose a day that is to come."));
        var due = state[DecideForms.Due].SelectedDate;
        if (step.Choice == WarningChoice.FollowUp && !(due >= database.Read(db => OwnerDays.Of(db, person!, Now).Today)))
            return ViewSubmissionResponse.Errors((DecideForms.Due, "Choose today or a day to come."));
        return await Do(form, step, tx => step.Choice switch
        {
            WarningChoice.Assign => new WarningDecision.Assign(person!),
            WarningChoice.Snooze => new WarningDecision.Snooze(until!.Value, state.Text(DecideForms.Why)),
            WarningChoice.FollowUp => KeepToDo(tx, step.Target, (person!, due!.Value), form),
            WarningChoice.Accept => new WarningDecision.Accept(state.Text(DecideForms.Why)),
            _ => new WarningDecision.Fix(Open(tx, step.Target, form)),
        }, stop);
    }

    // The beginning of that day, where whoever chose it is.
    DateTimeOffset? UntilOf(ViewState state, string reader) => state[DecideForms.Until].SelectedDate is { } day
        ? database.Read(db => PersonHours.ZoneOf(db, reader)).Instant(day.ToDateTime(TimeOnly.MinValue))
        : null;

    async Task<ViewSubmissionResponse?> Do(
        ViewSubmission form, WarningStep step, Func<Tx, WarningDecision> decision, CancellationToken stop)
    {
        var (target, user) = (step.Target, form.User.Id);
        // In one form several may be decided on one after another.
        var refusal = await database.Once($"{form.IdempotencyKey}:{target.Newest}:{step.Choice}", tx =>
        {
            var warnings = target.Of(tx.Db, user, tx.Time);
            if (Refusal(tx.Db, warnings, user, tx.Time) is { } refused) return refused;
            if (warnings.Count > 0) WarningStore.Decide(tx, warnings, decision(tx), user);
            return null;
        });
        if (refusal is not null) return ViewSubmissionResponse.Update(OpenForm.Done("Not possible", refusal));
        var next = database.Read(db => WarningStore.Find(db, target.Next)).Where(w => WarningRules.IsUndecided(w, Now));
        if (WarningTarget.OneByOne(next) is { } other) return ViewSubmissionResponse.Update(First(other, user));
        if (target.Next.Count > 0 || form.View.PreviousViewId is null) return ViewSubmissionResponse.Update(Nothing);
        return ViewSubmissionResponse.Close() with { After = s => list.Refresh(form.View.PreviousViewId, user, target.Look, s) };
    }

    /// <summary>Somebody sees to them, by a day that their brief names.</summary>
    static WarningDecision.Assign KeepToDo(
        Tx tx, WarningTarget target, (string Person, DateOnly Due) chosen, ViewSubmission form)
    {
        var title = FollowUpInput.OneLine(form.View.State.Text(DecideForms.Name));
        FollowUpStore.Make(
            tx, new(title, chosen.Person, chosen.Due)
            {
                Labels = "warning",
                Rotation = target.Of(tx.Db, form.User.Id, tx.Time)[0].Rotation,
            },
            form.User.Id);
        return new(chosen.Person);
    }

    long Open(Tx tx, WarningTarget target, ViewSubmission form)
    {
        var warnings = target.Of(tx.Db, form.User.Id, tx.Time);
        var responder = Responder.At(tx.Db, warnings[0].Rotation, tx.Time);
        var person = DecideForms.PersonOf(warnings);
        var known = $"From the warning ledger ({commands.Incident} warnings):\n"
            + string.Join('\n', warnings.Take(MostKnown).Select(w => $"• {w.About.Title}"))
            + (warnings.Count > MostKnown ? $"\n… {warnings.Count - MostKnown} more" : "");
        var incident = new NewIncident(
            form.View.State.Text(DecideForms.Name), Severity.Minor, Affected.NotSure, Limits.Truncate(known, Limits.Text),
            form.User.Id, person ?? responder.Person, person is null ? responder.Why : "sees to the warnings",
            "to fix warnings")
        {
            Rotation = responder.Rotation,
        };
        return OpenIncident.Open(tx, incident, responder);
    }

    /// <summary>Why somebody may not decide on these, in a sentence; null where they may.</summary>
    string? Refusal(IDbConnection db, IReadOnlyList<Warning> warnings, string user, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        foreach (var row in warnings.Select(w => RotationStore.Answering(rotations, w.Rotation)).OfType<RotationRow>().Distinct())
            if (!access.May(db, user, Act.DecideOnWarnings, RotationAccess.RolesIn(row, user)))
                return $"{Permissions.Refusal(Act.DecideOnWarnings)} These are of {Mrkdwn.Name(row.Name)}.";
        return null;
    }
}
