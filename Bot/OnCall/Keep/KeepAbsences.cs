using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary>
/// What leaves, holidays and the going of people do to shifts: a week ahead others are asked, and two working days before the
/// hours fall to the next available member. Whoever has left is replaced at once.
/// </summary>
public sealed class KeepAbsences(Database database)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    public async Task LookDue(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var id in database.Read(db => RotationStore.DueForAbsences(db, now)))
            await database.Change(tx =>
            {
                RotationStore.LookAtAbsences(tx, id, tx.Time + LookEvery);
                // What this changes asks for another look, which finds nothing left to do.
                if (RotationStore.Find(tx.Db, id, tx.Time) is { } row) Look(tx, row);
            });
    }

    /// <summary>Compares one rotation's shifts with who is there; inside the caller's change.</summary>
    public static void Look(Tx tx, RotationRow row)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(tx.Now);
        var presence = AbsenceStore.Presence(tx.Db, row.Rotation, now);
        var needed = AbsenceRules.Needed(row.Rotation, OnCallAnswers.Resolver(tx.Db, row, now).Shifts, presence, now).ToList();
        Withdraw(tx, row, needed);
        foreach (var away in needed.Where(a => !WillBeThere(tx.Db, row.Id, a)))
            if (away.FallsAt <= now) Fall(tx, row, away, presence);
            else if (away.Hours.Starts - AbsenceRules.AsksAhead <= now && OpenFor(tx, row, away) is null)
                Ask(tx, row, away, presence);
    }

    /// <summary>What a look now would make of these shifts: the hours that fall to others at once.</summary>
    public static IEnumerable<Cover> Falling(
        IDbConnection db, Rotation rotation, IReadOnlyList<Shift> worked, Presence presence, DateTimeOffset now) =>
        from away in AbsenceRules.Needed(rotation, worked, presence, now)
        where away.FallsAt <= now && !WillBeThere(db, rotation.Id, away)
        from standIn in AbsenceRules.StandIns(rotation, away, presence, Unwilling(db, rotation.Id, away))
        where standIn.Person is not null
        select new Cover(long.MaxValue, rotation.Id, standIn.Hours.Starts, standIn.Hours.Ends, away.Person, standIn.Person!, "");

    static bool WillBeThere(IDbConnection db, string rotation, AwayHours away) =>
        CoverRequestStore.WillBeThere(db, rotation, away.Person, away.Hours)
        || CoverStore.Cancelled(db, rotation, away.Person, away.Hours).Any(c => c.CancelledBy == away.Person);

    static CoverRequestRow? OpenFor(Tx tx, RotationRow row, AwayHours away) =>
        CoverRequestStore.OpenFor(tx.Db, row.Id, away.Person)
        .FirstOrDefault(r => r.Hours.Touches(away.Hours));

    // Somebody took a leave back, or is no longer of the list whose holiday it was.
    static void Withdraw(Tx tx, RotationRow row, List<AwayHours> needed)
    {
        foreach (var request in CoverRequestStore.AllOpen(tx.Db).Where(
            r => r.Rotation == row.Id && r.Cause is not null && r.Ends > tx.Now))
            if (!needed.Any(a => a.Person == request.Away && a.Hours.Touches(request.Hours)))
                KeepCovers.Close(tx, request, CoverRequestRow.Withdrawn, "bot");
    }

    static CoverRequestRow Ask(Tx tx, RotationRow row, AwayHours away, Presence presence)
    {
        var asked = AbsenceRules.Asked(row.Rotation, away, presence);
        var number = CoverRequestStore.Add(tx, row, new()
        {
            Hours = away.Hours,
            Away = away.Person,
            By = away.Person,
            Asked = asked,
            Cause = CoverRequestRow.Absence,
        });
        tx.Note(
            row.Subject, CoverFacts.Asked, "bot", away.Person,
            FormattableString.Invariant($"{away.Hours.Starts:u} - {away.Hours.Ends:u}"), "they are away");
        tx.Wake(CoverRequestRow.SubjectOf(number));
        tx.WakeHomes();
        return CoverRequestStore.Find(tx.Db, number)!;
    }

    static void Fall(Tx tx, RotationRow row, AwayHours away, Presence presence)
    {
        var standIns = AbsenceRules.StandIns(row.Rotation, away, presence, Unwilling(tx.Db, row.Id, away));
        var request = OpenFor(tx, row, away);
        if (standIns.All(s => s.Person is null))
        {
            request ??= Ask(tx, row, away, presence);
            if (!request.Escalated) CoverDue.Escalate(tx, request);
            return;
        }

        if (request is not null) KeepCovers.Close(tx, request, CoverRequestRow.Fallen, "bot");
        foreach (var standIn in standIns)
            if (standIn.Person is { } person)
                KeepCovers.Make(tx, row, new()
                {
                    Hours = standIn.Hours,
                    Away = away.Person,
                    Covering = person,
                    By = CoverRow.Bot,
                    Request = request?.Number,
                });
    }

    // Who can't, or gave these hours back, is not given them; and whom the absent person covers is away as well.
    static HashSet<string> Unwilling(IDbConnection db, string rotation, AwayHours away)
    {
        var declined = CoverRequestStore.Declined(db, rotation, away.Person, away.Hours);
        var gaveBack = CoverStore.Cancelled(db, rotation, away.Person, away.Hours)
            .Where(c => c.CancelledBy == c.Covering).Select(c => c.Covering);
        var covered = CoverStore.Rows(db, rotation, away.Hours.Starts, away.Hours.Ends)
            .Where(c => c.Covering == away.Person).Select(c => c.Away);
        return [.. declined, .. gaveBack, .. covered];
    }
}
