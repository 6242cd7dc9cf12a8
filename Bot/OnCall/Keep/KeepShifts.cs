using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary>
/// What saving a rotation, the passing of time and the going of a member do to its shifts; each inside the caller's change.
/// </summary>
public static class KeepShifts
{
    /// <summary>A hand-off noticed later than this is no news; it is recorded as missed.</summary>
    public static readonly TimeSpan WorthAnnouncing = TimeSpan.FromHours(24);

    // Further behind, a clock is said to be wrong.
    static readonly TimeSpan Behind = TimeSpan.FromSeconds(5);

    /// <summary>Saves settings and lays the shifts out again from the next hand-off on.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="rotation">As it is to be.</param>
    /// <param name="by">Who saves it.</param>
    /// <param name="maker">Its first owner where it is new and that is somebody else.</param>
    public static void Save(Tx tx, Rotation rotation, string by, string? maker = null)
    {
        var before = RotationStore.Find(tx.Db, rotation.Id, tx.Time);
        // The old settings hold up to this moment, also when nothing was laid out that far.
        if (before is not null) Extend(tx, before);
        RotationStore.Save(tx, rotation, by, maker);
        tx.Note(
            RotationRow.SubjectOf(rotation.Id), before is null ? RotationFacts.Made : RotationFacts.Changed, by,
            before is null ? null : Describe(before.Rotation), Describe(rotation));
        CoverWaits.LookNow(tx);
        if (before?.Name != rotation.Name) tx.Wake(OnCallSubjects.NamesSubject);
        tx.Wake(OnCallSubjects.Invite(rotation.Id));
        if (before?.GroupHandle is { } old && old != rotation.GroupHandle) tx.Wake(OnCallSubjects.Group(old));
        if (before is not null) TellOfLeavers(tx, before);
        Replan(tx, RotationStore.Find(tx.Db, rotation.Id, tx.Time)!);
    }

    /// <summary>What is told of members who cannot act here any more says who is on call instead.</summary>
    public static void TellOfLeavers(Tx tx, RotationRow row)
    {
        foreach (var leaver in row.Rotation.Members.Intersect(Outsiders.All(tx.Db))) tx.Wake($"left:{leaver}");
    }

    /// <summary>Lays out anew what has not begun, for settings or members that have changed.</summary>
    public static void Replan(Tx tx, RotationRow row)
    {
        var shifts = ShiftStore.From(tx.Db, row.Id, tx.Time);
        ShiftStore.Replace(tx, row.Id, ShiftLayout.Replan(row.Rotation, shifts, Now(tx), Present(tx, row)));
        CatchUp(tx, row);
        KeepCovers.Check(tx, row);
    }

    /// <summary>
    /// Does what has come due: extends the layout, announces the hand-off that was the latest, moves the user group and the line
    /// of the running shift.
    /// </summary>
    public static void CatchUp(Tx tx, RotationRow row)
    {
        Extend(tx, row);
        Announce(tx, row);
        if (row.GroupHandle is { } handle) tx.Wake(OnCallSubjects.Group(handle));
        tx.Wake(OnCallSubjects.UnservedOf(row.Id));
        TellOfLeavers(tx, row);
        tx.WakeHomes();
        if (ShiftStore.Around(
            tx.Db, row.Id,
            tx.Time).FirstOrDefault(s => s.Holds(tx.Time)) is { } running && ShiftStore.IsAnnounced(tx.Db, running))
            tx.Wake(OnCallSubjects.HandOff(running));
        RotationStore.SetChangesAt(tx, row.Id, LooksAgain(OnCallAnswers.Resolver(tx.Db, row, tx.Time), Now(tx), tx.IsShared));
    }

    /// <summary>Hand-offs that came while the bot was not there, or that it does not know to have told, are no news.</summary>
    public static void AfterRestore(Tx tx, RotationRow row)
    {
        foreach (var shift in ShiftStore.NotAnnounced(tx.Db, row.Id, tx.Time)) Miss(tx, row, shift, "before the restore");
    }

    /// <summary>Somebody says who is on call after a restore: the group and the hand-offs follow the rows again.</summary>
    public static void Confirm(Tx tx, RotationRow row, string by)
    {
        if (Unconfirmed.Confirm(tx, row.Id, by)) CatchUp(tx, row);
    }

    static void Miss(Tx tx, RotationRow row, Shift shift, string why)
    {
        ShiftStore.SetAnnounced(tx, shift, false);
        tx.Note(row.Subject, RotationFacts.HandOffMissed, "bot", after: shift.Person, why: why);
    }

    // What has just changed has not yet by the clock of another bot that is a little behind, which may be the one to show it.
    static DateTimeOffset LooksAgain(OnCallResolver resolver, DateTimeOffset now, bool isShared)
    {
        var next = resolver.ChangesAfter(now) ?? now + WorthAnnouncing;
        var hasJustChanged = isShared && resolver.ChangesAfter(now - Behind) <= now;
        return hasJustChanged && now + Behind < next ? now + Behind : next;
    }

    static void Extend(Tx tx, RotationRow row) =>
        ShiftStore.Add(tx, ShiftLayout.Extend(row.Rotation, ShiftStore.From(tx.Db, row.Id, tx.Time), Now(tx), Present(tx, row)));

    static void Announce(Tx tx, RotationRow row)
    {
        if (Unconfirmed.Waits(tx.Db, row.Id))
        {
            // The question names whoever is on call now.
            tx.Wake(Unconfirmed.SubjectOf(row.Id));
            return;
        }

        var begun = ShiftStore.NotAnnounced(tx.Db, row.Id, tx.Time);
        foreach (var shift in begun)
        {
            var news = shift == begun[^1] && tx.Time - shift.Starts <= WorthAnnouncing;
            if (!news)
            {
                Miss(tx, row, shift, "noticed too late to be news");
                continue;
            }

            ShiftStore.SetAnnounced(tx, shift, true);
            tx.Note(row.Subject, RotationFacts.HandOff, "bot", after: shift.Person, why: shift.Why);
            tx.Wake(OnCallSubjects.HandOff(shift));
        }

        // The line before says "is on call" until now, whether somebody comes after it or not.
        if (ShiftStore.LastAnnounced(tx.Db, row.Id, tx.Time) is { } over)
            tx.Wake(OnCallSubjects.HandOff(over));
    }

    static Presence Present(Tx tx, RotationRow row) => AbsenceStore.Presence(tx.Db, row.Rotation, tx.Time);

    // Rows hold milliseconds, so what is laid out from now on begins at a whole one.
    static DateTimeOffset Now(Tx tx) => DateTimeOffset.FromUnixTimeMilliseconds(tx.Now);

    static string Describe(Rotation r) =>
        $"{r.Name}: {string.Join(", ", r.Members)}; {r.HandOff.Cron} {r.Zone.Id}; {r.Hours.Days} "
            + $"{r.Hours.From:HH\\:mm}-{r.Hours.To:HH\\:mm}; "
        + $"group {r.GroupHandle ?? "none"}, out of hours {r.GroupOutOfHours}; alerts {r.AlertGroup ?? "wait"}; "
        + $"hours in {(r.OwnZones ? "own zones" : "the rotation's zone")}; owners beside its maker "
        + $"{(r.Owners is { Count: > 0 } owners ? string.Join(", ", owners) : "none")}; channel {r.Channel ?? "announcements"}";
}
