using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>Random lives of incidents, by the rules alone.</summary>
public sealed class TransitionProperties
{
    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    static readonly string[] People = ["ana", "ben", "chloe"];

    /// <summary>One thing that happens: who does it, what, and how many minutes after the one before.</summary>
    sealed record Act(
        int Kind, int Who, int Other, IncidentStatus Status, Severity Severity, Affected Affected, int Minutes, bool IsStale)
    {
        public string By => People[Who];
        public string Lead => People[Other];
    }

    static readonly Gen<Act> AnyAct =
        from kind in Gen.Int[0, 9]
        from people in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2])
        from status in Gen.Enum<IncidentStatus>()
        from severity in Gen.Enum<Severity>()
        from affected in Gen.Enum<Affected>()
        from minutes in Gen.Int[0, 90]
        from stale in Gen.Bool
        select new Act(kind, people.Item1, people.Item2, status, severity, affected, minutes, stale);

    static readonly Gen<(int DeclaredBy, int Lead, bool Chosen, List<Act> Acts)> Life =
        Gen.Select(
            Gen.Int[-1, 2], Gen.Int[-1, 2], Gen.Bool, AnyAct.List[1, 40], (by, lead, chosen, acts) => (by, lead, chosen, acts));

    static int Size => Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 1_000;

    static string? PersonAt(int index) => index < 0 ? null : People[index];

    static Transition Do(IncidentState now, FormEdit.Values shown, Act act, DateTimeOffset at) => act.Kind switch
    {
        0 => Transitions.Take(now, act.By),
        1 => Transitions.Appear(now, act.By),
        2 => Transitions.CallNow(now),
        3 => Transitions.Resolve(now, act.Other == 0 ? null : "a retry", evenIfFiring: act.Who == 0, at),
        4 => Transitions.Reopen(now, act.By, at),
        5 => Transitions.Return(now, act.Lead, at),
        6 => Transitions.Recover(now with { Firing = false }),
        7 => Transitions.FailAgain(now, at - TimeSpan.FromMinutes(act.Minutes), at),
        8 => Transitions.Follow(now, act.Lead, at),
        _ => Transitions.Change(now, Edit(shown, act), act.By, at),
    };

    static FormEdit Edit(FormEdit.Values shown, Act act) => new(shown, shown with
    {
        Status = act.Minutes % 2 == 0 ? act.Status : shown.Status,
        Severity = act.Minutes % 3 == 0 ? act.Severity : shown.Severity,
        Affected = act.Minutes % 5 == 0 ? act.Affected : shown.Affected,
        Lead = act.Minutes % 7 == 0 ? act.Lead : shown.Lead,
        Rotation = act.Minutes % 11 == 0 ? $"the rotation of {act.By}" : shown.Rotation,
    })
    {
        OnCall = act.Minutes % 2 == 0 ? null : act.Lead,
    };

    /// <summary>Lives through all acts and looks at every step.</summary>
    static void Live((int DeclaredBy, int Lead, bool Chosen, List<Act> Acts) life, Action<Act, Transition, DateTimeOffset> look)
    {
        var at = Begin;
        var draft = new IncidentState { Name = "late", Lead = PersonAt(life.Lead) };
        var now = Transitions.Open(draft, PersonAt(life.DeclaredBy), life.Chosen && draft.Lead is not null, at);
        var shown = FormEdit.Values.Of(now);
        foreach (var act in life.Acts)
        {
            at += TimeSpan.FromMinutes(act.Minutes);
            if (!act.IsStale) shown = FormEdit.Values.Of(now);
            var step = Do(now, shown, act, at);
            look(act, step, at);
            now = step.After;
        }
    }

    [Fact]
    public void No_incident_is_ever_in_a_state_that_the_rules_forbid() => Life.Sample(life => Live(life, (act, step, at) =>
    {
        var now = step.After;
        if (step.Refusal != Refusal.None) Assert.Equal(step.Before, now);
        Assert.Equal(now.IsOpen, now.EndedAt is null);
        if (!now.IsOpen) Assert.Null(now.WaitingSince);
        if (now.WaitingSince is { } since) Assert.InRange(since, Begin, at);
        if (now is { IsOpen: true, Touched: false }) Assert.NotNull(now.WaitingSince);
        if (now.Status == IncidentStatus.Triage) Assert.True(!now.Touched || now.WaitingSince is not null || act.Kind >= 9);
        Assert.True(now.Reopened >= step.Before.Reopened && now.Reopened - step.Before.Reopened == (step.OpensIt ? 1 : 0));
        if (step.Before.Fix is not null) Assert.NotNull(now.Fix);
        if (step.Before.Lead is not null) Assert.NotNull(now.Lead);
    }), iter: Size);

    [Fact]
    public void Only_steps_of_the_menu_are_taken_by_a_form() => Life.Sample(life => Live(life, (act, step, _) =>
    {
        if (act.Kind < 9 || step.Before.Status == step.After.Status) return;
        // Whoever leads and saves a form has begun, which ends Triage.
        var begins = step.Before.Status == IncidentStatus.Triage && step.After is { Status: IncidentStatus.Investigating };
        Assert.True(begins || IncidentRules.Next(step.Before.Status).Contains(step.After.Status));
    }), iter: Size);

    [Fact]
    public void Whoever_is_there_is_not_waited_for_and_whoever_cannot_know_is() =>
        Life.Sample(life => Live(life, (act, step, _) =>
    {
        if (!step.Changes) return;
        var (before, after) = (step.Before, step.After);
        if (!after.IsOpen) return;
        if (act.Kind == 0) Assert.True(after.Lead == act.By && after.WaitingSince is null && after.Touched);
        if (act.Kind >= 9 && after.Lead == act.By) Assert.Null(after.WaitingSince);
        if (act.Kind >= 9 && after.Lead != act.By && (after.Lead != before.Lead || step.Raises || step.OpensIt))
            Assert.True(step.BeginsWaiting || act.Minutes == 0);
        if (act.Kind == 5) Assert.True(step.BeginsWaiting && after.Lead == act.Lead && !after.Touched);
        if (act.Kind == 8) Assert.True(before is { Touched: false, LeadChosen: false });
        if (before.LeadChosen && act.Kind == 8) Assert.Equal(before.Lead, after.Lead);
    }), iter: Size);

    [Fact]
    public void A_form_writes_what_its_person_changed_and_undoes_nothing_of_others() =>
        Gen.Select(Life, AnyAct).Sample((life, last) =>
    {
        var now = new IncidentState { Name = "late" };
        Live(life, (_, step, _) => now = step.After);
        var shown = FormEdit.Values.Of(now with { Severity = Severity.Major, Affected = Affected.Inside });
        var edit = Edit(shown, last);
        var step = Transitions.Change(now, edit, last.By, Begin.AddDays(30));
        if (step.Refusal == Refusal.Changed)
        {
            Assert.NotEmpty(step.Conflicts);
            Assert.Equal(now, step.After);
            return;
        }
        if (edit.Sent.Severity == shown.Severity) Assert.Equal(now.Severity, step.After.Severity);
        if (edit.Sent.Affected == shown.Affected) Assert.Equal(now.Affected, step.After.Affected);
        if (edit.Sent.Lead == shown.Lead && !step.Moves) Assert.Equal(now.Lead, step.After.Lead);
    }, iter: Size);

    [Fact]
    public void What_is_moved_goes_to_whoever_is_on_call_there_unless_somebody_has_begun_or_was_chosen() => Life.Sample(life =>
    {
        var shown = new FormEdit.Values(null, null, null, null, null);
        Live(life, (act, step, at) =>
        {
            var (now, onCall) = (step.After, act.Minutes % 2 == 0 ? null : act.Lead);
            var sent = new FormEdit(shown with { Rotation = now.Rotation }, shown with { Rotation = "another" });
            var move = Transitions.Change(now, sent with { OnCall = onCall }, "gwen", at);
            if (!move.Changes) return;
            Assert.Equal(("another", now.Follows ? onCall ?? now.Lead : now.Lead), (move.After.Rotation, move.After.Lead));
            var after = move.After;
            Assert.Equal((now.LeadChosen, now.Touched, now.Status), (after.LeadChosen, after.Touched, after.Status));
            Assert.Equal(now.WaitingSince is not null, move.BeginsWaiting);
        });
    }, iter: Size);
}
