using System.Data;
using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Summaries;

/// <summary>The rows of summaries. Who may read one may see its incident: that is asked first.</summary>
public static class SummaryStore
{
    /// <summary>The newest of an incident, whatever has become of it.</summary>
    public static SummaryRow? Latest(IDbConnection db, long incident) => db.QueryFirstOrDefault<SummaryRow>(
        $"select {SummaryRow.Columns} from summaries where incident = @incident order by id desc limit 1", new { incident });

    /// <summary>The incidents that somebody leads, or led to their end, with a draft made since then that waits.</summary>
    public static List<long> DraftsOf(IDbConnection db, string lead, DateTimeOffset since) => db.Query<long>(
        $"""
        select s.incident from summaries s join incidents i on i.number = s.incident
        where s.made_at >= @since and s.accepted_at is null and s.wished_at >= i.opened_at and i.lead = @lead
            and {Viewer.VisibleTo}
            and s.id = (select max(o.id) from summaries o where o.incident = s.incident)
        order by s.id desc
        """,
        Viewer.Of(lead).With(new { lead, since = since.ToUnixTimeMilliseconds() })).ToList();

    /// <summary>
    /// Wishes for a draft. One that is being written serves whoever asks meanwhile; a draft that nobody has accepted goes.
    /// </summary>
    /// <param name="tx">The change.</param>
    /// <param name="incident">Of which incident.</param>
    /// <param name="by">Who asks; null where it was resolved.</param>
    /// <param name="view">The modal that waits.</param>
    public static void Wish(Tx tx, long incident, string? by, string? view)
    {
        var (isEnd, subject) = (by is null ? 1 : 0, SummaryRow.SubjectOf(incident));
        var waiting = view is null ? "" : $"{view}/{by}";
        tx.Wake(subject);
        if (tx.Db.Execute(
            """
            update summaries set views = case when @waiting = '' then views else coalesce(views || ' ', '') || @waiting end,
                wished_by = coalesce(@by, wished_by), at_end = case when @isEnd = 1 then 1 else at_end end
            where incident = @incident and made_at is null
            """,
            new { incident, waiting, by, isEnd }) > 0) return;
        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into summaries (incident, wished_at, wished_by, views, at_end)
            values (@incident, @Now, @by, @waiting, @isEnd) returning id
            """,
            new { incident, tx.Now, by, waiting, isEnd });
        tx.WakeHomes();
        // The newest is always there, so that no id comes back.
        tx.Db.Execute(
            "delete from summaries where incident = @incident and accepted_at is null and id < @id", new { incident, id });
    }

    /// <summary>It was written; false where it was not wished for any more.</summary>
    public static bool Made(
        Tx tx, long id, IReadOnlyList<SummarySentence> sentences, SummaryHow how, SummaryTrouble? why)
    {
        tx.WakeHomes();
        return tx.Db.Execute(
            """
            update summaries set made_at = @Now, how = @how, why = @why, sentences = @sentences where id = @id and made_at is null
            """,
            new
            {
                id,
                tx.Now,
                how = how.ToString().ToLowerInvariant(),
                why = why?.ToString().ToLowerInvariant(),
                sentences = SummaryRow.Write(sentences),
            }) > 0;
    }

    public static void Edit(Tx tx, SummaryRow draft, IReadOnlyList<SummarySentence> sentences, string by)
    {
        tx.Db.Execute(
            """
            update summaries set sentences = @sentences, revision = revision + 1, edited_by = @by, edited_at = @Now where id = @Id
            """,
            new { draft.Id, sentences = SummaryRow.Write(sentences), by, tx.Now });
        tx.Wake(SummaryRow.SubjectOf(draft.Incident));
    }

    /// <summary>The card shows it from now on, in the place of the one before.</summary>
    public static void Accept(Tx tx, SummaryRow draft, string by)
    {
        tx.Db.Execute("update summaries set accepted_by = @by, accepted_at = @Now where id = @Id", new { draft.Id, by, tx.Now });
        var subject = IncidentRow.SubjectOf(draft.Incident);
        tx.Note(subject, IncidentFacts.SummaryAccepted, by, after: draft.Id.ToString(CultureInfo.InvariantCulture));
        tx.Wake(subject);
        tx.Wake(SummaryRow.SubjectOf(draft.Incident));
        tx.WakeHomes();
    }

    /// <summary>Forgets those of incidents that ended before then.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        $"""
        delete from summaries where id in (
            select s.id from summaries s join incidents i on i.number = s.incident
            where i.resolved_at < @before and i.{IncidentStore.IsOver} order by s.id limit @most)
        """,
        new { before, most });
}
