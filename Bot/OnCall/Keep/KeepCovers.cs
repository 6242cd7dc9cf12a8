using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary>
/// What agreeing on a cover, its end, an edit of the rotation and the going of a person do; each inside the caller's change.
/// </summary>
public static class KeepCovers
{
    /// <summary>Gives hours to somebody; user group, hand-off line and open requests for the same hours follow.</summary>
    public static long Make(Tx tx, RotationRow rotation, NewCover cover)
    {
        var (hours, number) = (cover.Hours, CoverStore.Add(tx, rotation.Id, cover));
        tx.Note(rotation.Subject, CoverFacts.Covered, cover.By, cover.Away, cover.Covering, Describe(hours));
        foreach (var same in CoverRequestStore.OpenFor(tx.Db, rotation.Id, cover.Away))
        {
            var left = same.Left(tx.Time);
            if (hours.Starts <= left.Starts && left.Ends <= hours.Ends) Close(tx, same, CoverRequestRow.Taken, cover.Covering);
        }

        Follow(tx, rotation);
        tx.Wake(CoverRow.SubjectOf(number));
        return number;
    }

    /// <summary>Ends a cover as of now; false when it was over before.</summary>
    public static bool End(Tx tx, CoverRow cover, string by)
    {
        if (!CoverStore.End(tx, cover.Number, by)) return false;
        tx.Note(RotationRow.SubjectOf(cover.Rotation), CoverFacts.Cancelled, by, cover.Covering, cover.Away);
        if (RotationStore.Find(tx.Db, cover.Rotation, tx.Time) is { } rotation) Follow(tx, rotation);
        if (cover.Request is { } request) tx.Wake(CoverRequestRow.SubjectOf(request));
        tx.Wake(cover.Subject);
        return true;
    }

    public static bool Close(Tx tx, CoverRequestRow request, string state, string by)
    {
        if (!CoverRequestStore.Close(tx, request.Number, state, by)) return false;
        tx.Note(RotationRow.SubjectOf(request.Rotation), CoverFacts.Closed[state], by, request.Away, by, Describe(request.Hours));
        tx.Wake(request.Subject);
        tx.WakeHomes();
        return true;
    }

    static void Follow(Tx tx, RotationRow rotation)
    {
        KeepShifts.CatchUp(tx, rotation);
        Check(tx, rotation);
    }

    /// <summary>Flags covers that no longer fit, and closes requests for hours that are no longer their person's.</summary>
    public static void Check(Tx tx, RotationRow rotation)
    {
        RotationStore.LookAtAbsences(tx, rotation.Id);
        var shifts = ShiftStore.From(tx.Db, rotation.Id, tx.Time);
        if (shifts.Count == 0) return;
        var covers = CoverStore.Rows(tx.Db, rotation.Id, shifts[0].Starts, DateTimeOffset.MaxValue);
        var unfit = CoverLayout.Unfit(shifts, covers.Select(c => c.Cover), tx.Time).Select(c => c.Number).ToHashSet();
        foreach (var cover in covers.Where(c => CoverStore.SetUnfit(tx, c.Number, unfit.Contains(c.Number))))
            tx.Wake(cover.Subject);
        var worked = CoverLayout.Over(shifts, covers.Select(c => c.Cover));
        foreach (var request in CoverRequestStore.AllOpen(tx.Db).Where(r => r.Rotation == rotation.Id && r.Ends > tx.Now))
            if (!CoverLayout.HasSome(worked, request.Away, request.Left(tx.Time)))
                Close(tx, request, CoverRequestRow.Moot, "bot");
    }

    /// <summary>
    /// What somebody had agreed to cover later is theirs no longer once they cannot act here any more: it is asked for again.
    /// What they have now falls to others.
    /// </summary>
    public static void Left(Tx tx, string person)
    {
        foreach (var cover in CoverStore.Of(tx.Db, person, tx.Time).Where(c => c.Covering == person && c.Starts > tx.Now))
        {
            End(tx, cover, person);
            if (cover.Request is { } number && CoverRequestStore.Find(tx.Db, number) is { Cause: null })
                Reopen(tx, number, person);
            else if (RotationStore.Find(tx.Db, cover.Rotation, tx.Time) is { } rotation) AskAgain(tx, rotation, cover);
        }
    }

    /// <summary>
    /// What fell to others because somebody could not act here is theirs again once they can, but for hours in which they are
    /// away.
    /// </summary>
    public static void Returned(Tx tx, RotationRow row, string person)
    {
        var presence = AbsenceStore.Presence(tx.Db, row.Rotation, tx.Time);
        foreach (var cover in CoverStore.Rows(tx.Db, row.Id, tx.Time, DateTimeOffset.MaxValue)
            .Where(c => (c.Away, c.MadeBy) == (person, CoverRow.Bot)))
        {
            var left = cover.Hours.Starts > tx.Time ? cover.Hours : cover.Hours with { Starts = tx.Time };
            if (!presence.AwayIn(person, left).Any()) End(tx, cover, CoverRow.Bot);
        }
    }

    static void Reopen(Tx tx, long number, string person)
    {
        CoverRequestStore.Reopen(tx, number);
        CoverRequestStore.Decline(tx, number, person);
        tx.Wake(CoverRequestRow.SubjectOf(number));
        tx.WakeHomes();
    }

    // Agreed by word, or fallen to them: nobody has been asked yet.
    static void AskAgain(Tx tx, RotationRow rotation, CoverRow cover)
    {
        var gone = Outsiders.All(tx.Db);
        var others = rotation.Rotation.Members.Where(p => p != cover.Away && !gone.Contains(p));
        var number = CoverRequestStore.Add(
            tx, rotation, new() { Hours = cover.Hours, Away = cover.Away, By = cover.Away, Asked = others });
        tx.Note(
            rotation.Subject, CoverFacts.AskedAgain, "bot", cover.Away, Describe(cover.Hours),
            $"whoever was to cover {Outsiders.Said(Outsiders.Of(tx.Db, cover.Covering))}");
        tx.Wake(CoverRequestRow.SubjectOf(number));
        tx.WakeHomes();
    }

    static string Describe(Stretch hours) => FormattableString.Invariant($"{hours.Starts:u} - {hours.Ends:u}");
}
