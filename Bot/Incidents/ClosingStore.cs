using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// The rows of what is asked after incidents were resolved. What ended before there were such questions has none, and stays as
/// it is.
/// </summary>
public static class ClosingStore
{
    const string Asked = "select 1 from closings c where c.incident = i.number and c.ended_at = i.resolved_at";

    const string IsWaiting = $"i.status = 'resolved' and exists ({Asked})";

    const string IsUnanswered = $"i.status = 'resolved' and exists ({Asked} and c.answered_at is null)";

    /// <summary>What is asked after its last end; null while it is open, and where nothing is.</summary>
    public static ClosingRow? Find(IDbConnection db, IncidentRow incident) => db.QuerySingleOrDefault<ClosingRow>(
        """
        select incident, ended_at, answered_by, answered_at, outcome, wrong_from, wrong_until, backfill, told, none_needed,
            by_itself, named_on
        from closings where incident = @Number and ended_at = @ResolvedAt
        """,
        new { incident.Number, incident.ResolvedAt });

    /// <summary>Those led by somebody about which nobody has answered.</summary>
    public static List<IncidentRow> Unanswered(IDbConnection db, Viewer viewer, string lead) => IncidentStore.Where(
        db, viewer, $"i.lead = @lead and {IsUnanswered} order by i.resolved_at", new { lead });

    /// <summary>All that is over and was asked about, and is not closed, the oldest first.</summary>
    public static List<IncidentRow> Waiting(IDbConnection db, Viewer viewer) =>
        IncidentStore.Where(db, viewer, $"{IsWaiting} order by i.resolved_at", new { });

    /// <summary>The day on which a brief named each of these last, as far as one has.</summary>
    public static Dictionary<long, DateOnly?> NamedOn(IDbConnection db, IReadOnlyCollection<IncidentRow> incidents) =>
        db.Query<(long Incident, long EndedAt, string? Day)>(
            "select incident, ended_at, named_on from closings where incident in @numbers",
            new { numbers = incidents.Select(i => i.Number).ToList() })
        .Where(row => incidents.Any(i => (i.Number, i.ResolvedAt) == (row.Incident, row.EndedAt)))
        .ToDictionary(row => row.Incident, row => row.Day is { } day ? (DateOnly?)Days.Read(day) : null);

    /// <summary>Who leads any of them.</summary>
    public static IEnumerable<string> Leads(IDbConnection db) =>
        db.Query<string>($"select distinct i.lead from incidents i where i.lead is not null and {IsUnanswered}");

    /// <summary>It is resolved, and somebody is to say what has become of it.</summary>
    internal static void Ask(Tx tx, long incident) => tx.Db.Execute(
        "insert into closings (incident, ended_at) values (@incident, @Now) on conflict do nothing",
        new { incident, tx.Now });

    /// <summary>What somebody answers; the row of one end holds the last of it.</summary>
    internal static void Answer(Tx tx, IncidentRow incident, CloseAnswers answers, string by)
    {
        tx.Db.Execute(
            """
            update closings set answered_by = @by, answered_at = @Now, outcome = @outcome, wrong_from = @from,
                wrong_until = @until, backfill = @backfill, told = @told, none_needed = @none
            where incident = @Number and ended_at = @ResolvedAt
            """,
            new
            {
                incident.Number,
                incident.ResolvedAt,
                by,
                tx.Now,
                outcome = Word(answers.Outcome),
                from = answers.WrongFrom is { } from ? Days.Text(from) : null,
                until = answers.WrongUntil is { } until ? Days.Text(until) : null,
                backfill = Word(answers.Backfill),
                told = Word(answers.Told),
                none = answers.NoneNeeded ? 1 : 0,
            });
        tx.Note(incident.Subject, IncidentFacts.CloseAnswers, by, after: ClosingWords.Write(answers));
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        PostmortemOf.Changed(tx, incident.Number);
        CloseByItself.Settle(tx, incident.Number);
    }

    /// <summary>Whether it closed by itself, or does not any more.</summary>
    internal static void SetByItself(Tx tx, IncidentRow incident, bool isClosed) => tx.Db.Execute(
        "update closings set by_itself = @closed where incident = @Number and ended_at = @ResolvedAt",
        new { incident.Number, incident.ResolvedAt, closed = isClosed ? 1 : 0 });

    /// <summary>A brief has named them on a day of its reader.</summary>
    public static void Named(Tx tx, IEnumerable<long> incidents, string day) => tx.Db.Execute(
        "update closings set named_on = @day where incident in @incidents and answered_at is null", new { day, incidents });

    static string? Word<T>(T? value)
        where T : struct, Enum => value?.ToString().ToLowerInvariant();
}
