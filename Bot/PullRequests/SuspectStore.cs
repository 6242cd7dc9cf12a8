using System.Data;
using Bot.Domain.PullRequests;
using Bot.Storage;
using Dapper;

namespace Bot.PullRequests;

/// <summary>Between which commits the job of an incident broke, and what GitHub has said of them.</summary>
public static class SuspectStore
{
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <summary>What is older than that has other suspects by now: people have looked.</summary>
    static readonly TimeSpan IsNew = TimeSpan.FromHours(3);

    public static SuspectRow? Find(IDbConnection db, long incident) => db.QueryFirstOrDefault<SuspectRow>(
        "select incident, repository, green, red, at, look_at, said from incident_suspects where incident = @incident",
        new { incident });

    /// <summary>
    /// An incident has a failing run: the commit of the first one is kept, with that of the last green one before. Where the job
    /// was green meanwhile, this is the first again.
    /// </summary>
    public static void Fails(Tx tx, long incident)
    {
        if (FailingRun.Of(tx.Db, incident) is { } run)
        {
            var green = LiveStore.Green(tx.Db, run.Places);
            var row = new SuspectRow
            {
                Incident = incident,
                Repository = run.Repository ?? green?.Repository,
                Green = green?.Commit,
                Red = run.Commit,
            };
            tx.Db.Execute(
                """
                insert into incident_suspects (incident, repository, green, red, at, look_at)
                values (@incident, @Repository, @Green, @Red, @Now, @look)
                on conflict (incident) do update set repository = excluded.repository, green = excluded.green, red = excluded.red,
                    at = excluded.at, look_at = excluded.look_at, said = null
                where incident_suspects.green is distinct from excluded.green
                """,
                new { incident, row.Repository, row.Green, row.Red, tx.Now, look = row.CanBeAsked ? tx.Now : (long?)null });
        }

        Changed(tx, incident);
    }

    /// <summary>What is said of them has to be looked at, where there are any.</summary>
    public static void Changed(Tx tx, long incident)
    {
        if (Find(tx.Db, incident) is not null) tx.Wake(PullIds.SuspectsSubjectOf(incident));
    }

    /// <summary>GitHub was asked; it is again after a while where that may say more, and the failure is new.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="asked">About what.</param>
    /// <param name="found">What came of it.</param>
    /// <param name="wait">How long GitHub wants to be left alone.</param>
    public static void Keep(Tx tx, SuspectRow asked, FoundSuspects found, TimeSpan wait)
    {
        // Those that are known stay so.
        if (asked.Found is { IsAny: true } known && !found.IsAny) found = known;
        var since = DateTimeOffset.FromUnixTimeMilliseconds(asked.At);
        // What GitHub does not show may be late.
        var again = found.End == SuspectEnd.Unseen ? PullRules.AskAgain(tx.Time - since) ?? Again : Again;
        var next = tx.Time + (wait > again ? wait : again);
        var isAskedAgain = found.IsWorthAsking && next - since < IsNew;
        tx.Db.Execute(
            """
            update incident_suspects set said = @said, look_at = @look
            where incident = @Incident and green = @Green and red = @Red
            """,
            new
            {
                asked.Incident,
                asked.Green,
                asked.Red,
                said = SuspectRow.Write(found),
                look = isAskedAgain ? next.ToUnixTimeMilliseconds() : (long?)null,
            });
    }

    /// <summary>Somebody wants to know, and GitHub was not asked or had no answer.</summary>
    public static void AskNow(Tx tx, SuspectRow row)
    {
        if (!row.CanBeAsked || row.Found is { IsWorthAsking: false }) return;
        tx.Db.Execute(
            "update incident_suspects set look_at = @Now where incident = @Incident and red = @Red",
            new { tx.Now, row.Incident, row.Red });
        tx.Wake(PullIds.SuspectsSubjectOf(row.Incident));
    }

    /// <summary>Those of which GitHub is to be asked now.</summary>
    public static List<long> Due(IDbConnection db, long now) => db.Query<long>(
        "select incident from incident_suspects where look_at <= @now order by incident", new { now }).ToList();

    /// <summary>An incident went into another: its suspects are those of the other too, where that has none.</summary>
    public static void Merge(Tx tx, long incident, long into) => tx.Db.Execute(
        """
        insert into incident_suspects (incident, repository, green, red, at, look_at, said)
        select @into, repository, green, red, at, look_at, said from incident_suspects where incident = @incident
        on conflict (incident) do nothing
        """,
        new { incident, into });

    /// <summary>It was taken out again.</summary>
    public static void Unmerge(Tx tx, long incident, long from) => tx.Db.Execute(
        """
        delete from incident_suspects where incident = @from and exists (select 1 from incident_suspects o
            where o.incident = @incident and o.red = incident_suspects.red and o.at = incident_suspects.at)
        """,
        new { incident, from });
}
