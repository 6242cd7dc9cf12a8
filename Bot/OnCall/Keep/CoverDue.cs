using Bot.OnCall.Rows;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary>
/// What comes due for open requests: one reminder, the announcement when nobody answers, the end; and messages that waited for
/// hours.
/// </summary>
public sealed class CoverDue(Database database)
{
    /// <summary>A reminder noticed later than this is recorded as missed: the announcement comes soon enough.</summary>
    static readonly TimeSpan WorthReminding = TimeSpan.FromHours(24);

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var number in database.Read(db => CoverRequestStore.Due(db, now)))
            await database.Change(tx =>
            {
                if (CoverRequestStore.Find(tx.Db, number) is { IsOpen: true } request) Do(tx, request);
            });
        foreach (var subject in database.Read(db => CoverWaits.Due(db, now)))
            await database.Change(tx => CoverWaits.Wake(tx, subject));
    }

    /// <summary>
    /// Reminders of before a restore are no use. What else was due is looked for in Slack before it is said: nobody else would
    /// say that hours are left to nobody.
    /// </summary>
    public static void AfterRestore(Tx tx)
    {
        foreach (var number in CoverRequestStore.Due(tx.Db, tx.Time))
            if (CoverRequestStore.Find(tx.Db, number) is not { IsOpen: true } request) continue;
            else if (request.Ends > tx.Now && !(request.EscalateAt <= tx.Now)) Remind(tx, request, isNews: false);
            else Do(tx, request);
        foreach (var subject in CoverWaits.Due(tx.Db, tx.Time)) CoverWaits.Wake(tx, subject);
    }

    static void Do(Tx tx, CoverRequestRow request)
    {
        if (request.Ends <= tx.Now) KeepCovers.Close(tx, request, CoverRequestRow.Ended, "bot");
        else if (request.EscalateAt <= tx.Now) Escalate(tx, request);
        else if (request.RemindAt <= tx.Now)
            Remind(tx, request, tx.Now - request.RemindAt.Value <= (long)WorthReminding.TotalMilliseconds);
    }

    /// <summary>Tells the rotation's channel, with the owners, that nobody has taken it.</summary>
    public static void Escalate(Tx tx, CoverRequestRow request)
    {
        if (request.RemindAt <= tx.Now)
            tx.Note(
                RotationRow.SubjectOf(request.Rotation), CoverFacts.ReminderMissed, "bot", why: "noticed too late to be of use");
        CoverRequestStore.SetEscalated(tx, request.Number);
        tx.Note(RotationRow.SubjectOf(request.Rotation), CoverFacts.Unanswered, "bot", after: request.Away);
        tx.Wake(request.Subject);
    }

    static void Remind(Tx tx, CoverRequestRow request, bool isNews)
    {
        CoverRequestStore.SetReminded(tx, request.Number, isNews);
        tx.Note(
            RotationRow.SubjectOf(request.Rotation), isNews ? CoverFacts.Reminded : CoverFacts.ReminderMissed, "bot",
            after: request.Away);
        if (isNews) tx.Wake(request.Subject);
    }
}
