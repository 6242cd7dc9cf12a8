using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Storage;
using Dapper;

namespace Bot.Handover;

/// <summary>
/// What whoever ends a shift wants the next one to know. It waits for the hand-off, whenever that comes, and is read by whoever
/// has the hours then. Times are unix milliseconds.
/// </summary>
public sealed record HandoverWord(
    long Id, string Rotation, string Author, string Words, long WrittenAt, long ChangedAt, long? HandedAt, string? Reader);

/// <summary>The rows of those words.</summary>
static class WordStore
{
    const string Select = "select id, rotation, author, words, written_at, changed_at, handed_at, reader from handover_words";

    /// <summary>What somebody has written for the next hand-off.</summary>
    public static HandoverWord? Waiting(IDbConnection db, string rotation, string author) =>
        db.QuerySingleOrDefault<HandoverWord>(
            $"{Select} where rotation = @rotation and author = @author and handed_at is null", new { rotation, author });

    /// <summary>All that waits for a hand-off.</summary>
    public static List<HandoverWord> Waiting(IDbConnection db) =>
        db.Query<HandoverWord>($"{Select} where handed_at is null order by id").ToList();

    /// <summary>What somebody read when their hours began, the last word first.</summary>
    public static List<HandoverWord> Read(IDbConnection db, string reader, string rotation, DateTimeOffset starts) =>
        db.Query<HandoverWord>(
            $"{Select} where reader = @reader and rotation = @rotation and handed_at = @starts order by changed_at desc, id desc",
            new { reader, rotation, starts = starts.ToUnixTimeMilliseconds() }).ToList();

    /// <summary>Writes a word in the place of the one that waits; none is taken back.</summary>
    public static void Save(Tx tx, string rotation, string author, string words)
    {
        var before = Waiting(tx.Db, rotation, author);
        if (before?.Words == words || (before is null && words.Length == 0)) return;
        if (words.Length == 0)
            tx.Db.Execute("delete from handover_words where id = @Id", before);
        else if (before is not null)
            tx.Db.Execute(
                "update handover_words set words = @words, changed_at = @Now where id = @Id", new { before.Id, words, tx.Now });
        else
            tx.Db.Execute(
                """
                insert into handover_words (rotation, author, words, written_at, changed_at)
                values (@rotation, @author, @words, @Now, @Now)
                """,
                new { rotation, author, words, tx.Now });
        tx.Note(RotationRow.SubjectOf(rotation), words.Length == 0 ? HandoverFacts.TookBack : HandoverFacts.Left, author);
        tx.WakeHomes();
    }

    /// <summary>The hand-off has come: from now on it stands as it is.</summary>
    public static void HandOver(Tx tx, HandoverWord word, ShiftChange change)
    {
        tx.Db.Execute(
            "update handover_words set handed_at = @at, reader = @To where id = @Id and handed_at is null",
            new { word.Id, change.To, at = change.At.ToUnixTimeMilliseconds() });
        tx.Note(RotationRow.SubjectOf(word.Rotation), HandoverFacts.Handed, "bot", before: word.Author, after: change.To);
        tx.WakeHomes();
    }

    /// <summary>
    /// Forgets those that were read before then, and those that nobody reads any more; what waits for a hand-off stays.
    /// </summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from handover_words where handed_at < @before or handed_at is null and changed_at < @before
            and exists (select 1 from rotations r where r.id = handover_words.rotation and r.ended_at is not null)
        """,
        new { before });
}
