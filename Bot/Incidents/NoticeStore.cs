using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>The rows of notices and of the channels in which they stand.</summary>
public static class NoticeStore
{
    /// <summary>The prefix under which a notice is shown.</summary>
    public const string Prefix = "notice";

    const string Columns =
        """
        n.id, n.incident, n.about, n.text, n.since, n.expected_at, n.late_at, n.given_by, n.changed_by, n.changes, n.ended,
        n.ended_at, n.returned_at
        """;

    // So long after the end of a notice a channel is looked at in which it could not be said.
    static readonly TimeSpan Waits = TimeSpan.FromDays(14);

    public static NoticeRow? Find(IDbConnection db, long id) => Where(db, "n.id = @id", new { id }).SingleOrDefault();

    /// <summary>All notices of an incident, the first first.</summary>
    public static List<NoticeRow> Of(IDbConnection db, long incident) => Where(db, "n.incident = @incident", new { incident });

    public static List<NoticeRow> Open(IDbConnection db, long incident) =>
        Where(db, "n.incident = @incident and n.ended_at is null", new { incident });

    /// <summary>What readers are told of something they read, by whichever incident.</summary>
    public static List<NoticeRow> OpenAbout(IDbConnection db, string? about) =>
        about is null ? [] : AllOpen(db).FindAll(n => n.IsAbout(about));

    public static List<NoticeRow> AllOpen(IDbConnection db) => Where(db, "n.ended_at is null", new { });

    /// <summary>Those whose time is over, and whose readers do not know it yet.</summary>
    public static List<NoticeRow> Late(IDbConnection db, long now) =>
        Where(db, "n.ended_at is null and n.late_at is null and n.expected_at <= @now", new { now });

    /// <summary>Those that could not be said in a channel as they should.</summary>
    public static List<NoticeRow> Refused(IDbConnection db, string channel) => Where(
        db,
        """
        n.id in (select notice from notice_places where channel = @channel and removed_at is null and refusal is not null)
        """,
        new { channel });

    static List<NoticeRow> Where(IDbConnection db, string holds, object values)
    {
        var rows = db.Query<NoticeRow>($"select {Columns} from notices n where {holds} order by n.id", values).ToList();
        foreach (var row in rows) row.Places = Places(db, row.Id);
        return rows;
    }

    static List<NoticePlace> Places(IDbConnection db, long notice) => db.Query<NoticePlace>(
        "select id, notice, channel, removed_at, refusal from notice_places where notice = @notice order by id",
        new { notice }).ToList();

    /// <summary>The channels of what is open, and those in which the end of one could not be said.</summary>
    public static IEnumerable<string> Channels(IDbConnection db, DateTimeOffset now) => db.Query<string>(
        """
        select distinct p.channel from notice_places p join notices n on n.id = p.notice
        where p.removed_at is null and (n.ended_at is null or (p.refusal is not null and n.ended_at > @since))
        """,
        new { since = (now - Waits).ToUnixTimeMilliseconds() });

    /// <summary>Gives a notice.</summary>
    /// <param name="tx">The change in which somebody does.</param>
    /// <param name="incident">What it belongs to.</param>
    /// <param name="said">What readers are told.</param>
    /// <param name="channels">Where, each by its id.</param>
    /// <param name="where">The same in words.</param>
    /// <param name="by">Who gives it.</param>
    public static void Give(
        Tx tx, IncidentRow incident, NoticeSaid said, IReadOnlyList<string> channels, string where, string by)
    {
        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into notices (incident, about, text, since, expected_at, given_by, given_at, changed_by)
            values (@Number, @About, @Text, @Since, @ExpectedAt, @by, @Now, @by) returning id
            """,
            new { incident.Number, said.About, said.Text, said.Since, said.ExpectedAt, by, tx.Now });
        foreach (var channel in channels) AddPlace(tx, id, channel);
        Note(tx, incident, IncidentFacts.NoticeGiven, by, where, Find(tx.Db, id)!, isHeard: true);
    }

    /// <summary>Changes what its readers are told, and where; what is about to be said is tried again everywhere.</summary>
    public static void Change(
        Tx tx, IncidentRow incident, NoticeRow notice, NoticeSaid said, IReadOnlyList<string> channels, string by)
    {
        tx.Db.Execute(
            """
            update notices set text = @Text, since = @Since, expected_at = @ExpectedAt, changed_by = @by, changes = changes + 1,
                late_at = case when expected_at = @ExpectedAt then late_at end
            where id = @Id
            """,
            new { notice.Id, said.Text, said.Since, said.ExpectedAt, by });
        foreach (var place in notice.Places.Where(p => p.RemovedAt is null && !channels.Contains(p.Channel)))
            tx.Db.Execute("update notice_places set removed_at = @Now where id = @Id", new { place.Id, tx.Now });
        foreach (var channel in channels.Except(notice.Channels)) AddPlace(tx, notice.Id, channel);
        var expected = said.ExpectedAt?.ToString(CultureInfo.InvariantCulture);
        Note(tx, incident, IncidentFacts.NoticeChanged, by, expected, Find(tx.Db, notice.Id)!, isHeard: true);
    }

    static void AddPlace(Tx tx, long notice, string channel) => tx.Db.Execute(
        "insert into notice_places (notice, channel) values (@notice, @channel)", new { notice, channel });

    /// <summary>Somebody says that what it is about is well again, though its incident goes on.</summary>
    public static void Clear(Tx tx, IncidentRow incident, NoticeRow notice, string by) =>
        End(tx, incident, notice, NoticeEnd.Over, by, isHeard: true);

    /// <summary>
    /// The incident has ended, and its notices with it; but what another open one hits is not well, and so goes on there.
    /// </summary>
    public static void Follow(Tx tx, IncidentRow incident, IncidentStatus ended, string by)
    {
        foreach (var notice in Open(tx.Db, incident.Number))
        {
            if (notice.About is { } about
                && ReadersHitBy.Another(tx.Db, Viewer.Public, about, but: incident.Number) is { } other)
                Move(tx, notice, incident, other, by);
            else End(tx, incident, notice, NoticeRules.EndOf(ended), by, isHeard: false);
        }
    }

    /// <summary>What one incident has told readers the one that it goes into tells them from now on.</summary>
    internal static void Merge(Tx tx, IncidentRow from, IncidentRow to, string by)
    {
        var open = Open(tx.Db, from.Number);
        MergeStore.Note(tx, from.Number, MergeStore.Notice, open.Select(notice => notice.Id));
        foreach (var notice in open) Move(tx, notice, from, to, by);
    }

    /// <summary>
    /// It is an incident of its own again, and its notices are its own. Of one that ended meanwhile with the other incident its
    /// readers heard that it was over: while that is not so, it is offered to tell them.
    /// </summary>
    internal static void Return(Tx tx, IncidentRow incident, IncidentRow from, string by, bool isWell)
    {
        var went = MergeStore.Numbers(tx.Db, incident.Number, MergeStore.Notice);
        foreach (var notice in Of(tx.Db, from.Number).Where(notice => went.Contains(notice.Id)))
        {
            Move(tx, notice, from, incident, by);
            if (!notice.IsOpen && !isWell)
                tx.Db.Execute("update notices set returned_at = @Now where id = @Id", new { notice.Id, tx.Now });
        }
    }

    /// <summary>
    /// Some of what failed got an incident of its own: notices go along that nothing else of the first one hits.
    /// </summary>
    public static void Split(Tx tx, IncidentRow from, IncidentRow to, string by)
    {
        var (left, gone) = (ReadersHitBy.Of(tx.Db, from.Number), ReadersHitBy.Of(tx.Db, to.Number));
        foreach (var notice in Open(tx.Db, from.Number))
            if (IsIn(notice, gone) && !IsIn(notice, left)) Move(tx, notice, from, to, by);
    }

    static bool IsIn(NoticeRow notice, IReadOnlyList<ReadersHit> hits) =>
        notice.About is { } about && hits.Any(h => h.Label.Equals(about, StringComparison.OrdinalIgnoreCase));

    static void Move(Tx tx, NoticeRow notice, IncidentRow from, IncidentRow to, string by)
    {
        tx.Db.Execute("update notices set incident = @Number where id = @Id", new { notice.Id, to.Number });
        tx.Wake(from.Subject);
        Note(tx, to, IncidentFacts.NoticeCame, by, from.Label, notice, isHeard: notice.IsOpen);
    }

    /// <summary>Nothing of it is said in public any more, nor that there was anything.</summary>
    public static void Withdraw(Tx tx, IncidentRow incident, string by)
    {
        foreach (var notice in Of(tx.Db, incident.Number).Where(n => n.Ended != NoticeEnd.Elsewhere))
            End(tx, incident, notice, NoticeEnd.Elsewhere, by, isHeard: false);
    }

    static void End(Tx tx, IncidentRow incident, NoticeRow notice, NoticeEnd end, string by, bool isHeard)
    {
        var word = end.ToString().ToLowerInvariant();
        tx.Db.Execute(
            """
            update notices set ended = @word, ended_at = coalesce(ended_at, @Now), ended_by = coalesce(ended_by, @by)
            where id = @Id
            """,
            new { notice.Id, word, by, tx.Now });
        Note(tx, incident, IncidentFacts.NoticeEnded, by, word, notice, isHeard);
    }

    /// <summary>The time that was promised is over.</summary>
    public static void SetLate(Tx tx, IncidentRow incident, NoticeRow notice)
    {
        tx.Db.Execute("update notices set late_at = @Now where id = @Id", new { notice.Id, tx.Now });
        var expected = notice.ExpectedAt!.Value.ToString(CultureInfo.InvariantCulture);
        Note(tx, incident, IncidentFacts.NoticeLate, IncidentChange.Bot, expected, notice, isHeard: true);
    }

    /// <summary>Slack does not let the bot say it there, or does again.</summary>
    public static void SetRefusal(Tx tx, NoticeRow notice, NoticePlace place, string? refusal)
    {
        tx.Db.Execute("update notice_places set refusal = @refusal where id = @Id", new { place.Id, refusal });
        tx.Wake(IncidentRow.SubjectOf(notice.Incident));
    }

    static void Note(Tx tx, IncidentRow incident, Verb verb, string by, string? before, NoticeRow notice, bool isHeard)
    {
        tx.Note(
            incident.Subject, verb, by, before: before, after: notice.Name,
            line: isHeard ? IncidentLines.Alone(tx, incident, by) : null);
        tx.Wake(notice.Subject);
        tx.Wake(incident.Subject);
    }

    /// <summary>Forgets those that ended before then; what they said stays where it stands.</summary>
    public static int Forget(Tx tx, long before, int most)
    {
        var ended = tx.Db.Query<long>(
            "select id from notices where ended_at < @before order by ended_at limit @most", new { before, most }).ToList();
        foreach (var id in ended)
        {
            Posts.ForgetAll(tx, NoticeRow.SubjectOf(id));
            tx.Db.Execute("delete from notice_places where notice = @id", new { id });
            tx.Db.Execute("delete from notices where id = @id", new { id });
        }

        return ended.Count;
    }
}
