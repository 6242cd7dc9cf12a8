using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What is asked before a resolved incident closes: one press of what is small, a form of all else. Whoever sees the incident
/// answers, and nothing waits for it.
/// </summary>
public sealed class CloseIncident(Database database, SlackApi slack, WhichIncident which)
{
    static readonly Dictionary<string, CloseOutcome> Presses = new()
    {
        [IncidentIds.ClosedFixed] = CloseOutcome.Fixed,
        [IncidentIds.ClosedRecovered] = CloseOutcome.Recovered,
        [IncidentIds.ClosedExpected] = CloseOutcome.Expected,
        [IncidentIds.ClosedFalseAlarm] = CloseOutcome.FalseAlarm,
    };

    /// <summary>The buttons that answer at once.</summary>
    public static IEnumerable<string> Buttons => Presses.Keys;

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } found || !Presses.TryGetValue(press.Action.ActionId, out var outcome)) return null;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(press.User.Id), found.Number);
            if (ClosingForm.Refusal(tx.Db, incident) is { } refusal) return refusal;
            if (WhatIsLeft.AsksAll(tx.Db, incident))
                return $"{incident.Label} became worse meanwhile, so more is asked: press Answer… below.";
            ClosingStore.Answer(tx, incident, new() { Outcome = outcome }, press.User.Id);
            return null;
        }));
    }

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is { } incident) await Open(incident, Opening.Of(press), stop);
    }

    /// <summary>Whether something is asked about it.</summary>
    public bool IsAsked(IncidentRow incident) => database.Read(db => ClosingForm.Refusal(db, incident) is null);

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) => opening.Show(
        slack, database.Read(db => ClosingForm.Of(db, incident, opening.By)), stop);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        await RefusedFields.Catch(database, form, tx => Save(tx, form));

    static void Save(Tx tx, ViewSubmission form)
    {
        var (by, state) = (form.User.Id, form.View.State);
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), WhichIncident.Number(form.View.PrivateMetadata)!.Value);
        var asksAll = Choice<Aftercare>(state, ClosingForm.Backfill) is not null;
        var first = asksAll ? ClosingForm.From : ClosingForm.Outcome;
        if (ClosingForm.Refusal(tx.Db, incident) is { } refusal) throw RefusedFields.Of(first, refusal);
        // It became worse while the form was open: all is asked now.
        if (!asksAll && WhatIsLeft.AsksAll(tx.Db, incident)) throw RefusedFields.Anew(ClosingForm.Of(tx.Db, incident, by));
        if (!asksAll)
        {
            ClosingStore.Answer(tx, incident, new() { Outcome = Choice<CloseOutcome>(state, ClosingForm.Outcome) }, by);
            return;
        }

        var answers = Read(state, When.Date(tx.Time, PersonHours.ZoneOf(tx.Db, by)));
        var left = FollowUpInput.OneLine(state.Text(ClosingForm.Left));
        var made = ToMake(incident, answers, ClosingStore.Find(tx.Db, incident)!.Answers, left);
        var kept = FollowUpStore.OfIncident(tx.Db, Viewer.Of(by), incident.Number).Count;
        if (made.Count + kept == 0 && !answers.NoneNeeded)
            throw RefusedFields.Of(ClosingForm.Left, "Say what is left to do, or tick below that nothing is.");
        var of = OfIncident.Find(tx.Db, Viewer.Of(by), incident.Number);
        foreach (var title in made) MakeFollowUp.Make(tx, title, (by, of), by);
        ClosingStore.Answer(tx, incident, answers with { NoneNeeded = made.Count + kept == 0 }, by);
    }

    static CloseAnswers Read(ViewState state, DateOnly today)
    {
        var isWrong = state.Selected(ClosingForm.Wrong) == ClosingForm.Yes;
        var (from, until) = isWrong
            ? (state[ClosingForm.From].SelectedDate, state[ClosingForm.Until].SelectedDate) : (null, null);
        if (isWrong && (from ?? until) is null) throw RefusedFields.Of(ClosingForm.From, "Choose the day.");
        if ((from ?? until) > today) throw RefusedFields.Of(ClosingForm.From, StillToCome);
        if (until > today) throw RefusedFields.Of(ClosingForm.Until, StillToCome);
        if (from > until) throw RefusedFields.Of(ClosingForm.Until, "That day is before the first one.");
        return new()
        {
            WrongFrom = from ?? until,
            WrongUntil = until ?? from,
            Backfill = Choice<Aftercare>(state, ClosingForm.Backfill),
            Told = Choice<Aftercare>(state, ClosingForm.Told),
            NoneNeeded = state.Ticked(ClosingForm.None).Count > 0,
        };
    }

    const string StillToCome = "That day is still to come. Choose today or before.";

    /// <summary>What is to be done later is a follow-up, once.</summary>
    static List<string> ToMake(IncidentRow incident, CloseAnswers answers, CloseAnswers before, string left)
    {
        List<string> made = [];
        if (answers.Backfill == Aftercare.Later && before.Backfill != Aftercare.Later)
            made.Add($"Backfill what {incident.Label} left wrong");
        if (answers.Told == Aftercare.Later && before.Told != Aftercare.Later)
            made.Add($"Tell those who use the data of {incident.Label}");
        if (left.Length > 0) made.Add(left);
        return made;
    }

    static T? Choice<T>(ViewState state, string field)
        where T : struct, Enum => Choices.Maybe<T>(state.Selected(field));
}
