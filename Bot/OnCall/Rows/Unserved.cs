using System.Data;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>
/// Hours of a rotation in which nobody is on call who can act here; without an end where nobody comes after them.
/// </summary>
public sealed record Unserved(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Those that run, or the next to come; null where there are none as far as shifts are laid out.</summary>
    public static Unserved? Next(IDbConnection db, RotationRow row, DateTimeOffset now)
    {
        var (gone, from) = (Outsiders.All(db), now);
        foreach (var shift in OnCallAnswers.Resolver(db, row, now).Shifts)
        {
            if (shift.Ends <= now || gone.Contains(shift.Person)) continue;
            if (shift.Starts > from) return new(from, shift.Starts);
            from = shift.Ends;
        }

        // Whoever can be on call is laid out on and on.
        return from == now || row.Rotation.Members.All(gone.Contains) ? new(from, null) : null;
    }

    /// <summary>Since when nobody has been on call, as it was noticed last, and when that was over.</summary>
    public static (DateTimeOffset Since, DateTimeOffset? Over)? Noticed(IDbConnection db, RotationRow row)
    {
        var noticed = db.Query<(string Verb, long At)>(
            "select verb, at from history where subject = @Subject and verb in @verbs order by id desc limit 2",
            new { row.Subject, verbs = (string[])[RotationFacts.NobodyOnCall, RotationFacts.OnCallAgain] }).ToList();
        return noticed switch
        {
            [{ Verb: var verb, At: var since }, ..] when verb == RotationFacts.NobodyOnCall => (Time(since), null),
            [{ At: var over }, { At: var since }] => (Time(since), Time(over)),
            _ => null,
        };
    }

    /// <summary>Writes down that nobody is on call any more, or that somebody is again.</summary>
    public static void Notice(Tx tx, RotationRow row)
    {
        var isNobody = row.EndedAt is null && Next(tx.Db, row, tx.Time) is { From: var from } && from <= tx.Time;
        if (isNobody == Noticed(tx.Db, row) is { Over: null }) return;
        tx.Note(row.Subject, isNobody ? RotationFacts.NobodyOnCall : RotationFacts.OnCallAgain, "bot");
    }

    static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);
}
