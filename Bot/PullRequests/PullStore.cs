using System.Data;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Bot.Storage;
using Dapper;

namespace Bot.PullRequests;

/// <summary>Pull requests, the incidents that they belong to, and what GitHub has delivered of them.</summary>
public static class PullStore
{
    const string Columns = "p.id, p.repository, p.number, p.url, p.title, p.state, p.said, p.look_at";

    /// <summary>As long as GitHub is asked of what may still become something else.</summary>
    static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    static List<PullRow> Where(IDbConnection db, string holds, object values) =>
        db.Query<PullRow>($"select {Columns} from pull_requests p where {holds} order by p.id", values).ToList();

    public static PullRow? Find(IDbConnection db, long id) => Where(db, "p.id = @id", new { id }).SingleOrDefault();

    public static PullRow? Find(IDbConnection db, PullName name) =>
        Where(db, "p.key = @Key and p.number = @Number", new { name.Key, name.Number }).SingleOrDefault();

    /// <summary>Those of a repository whose newest commit it is, or of these numbers, whatever it was called.</summary>
    public static List<PullRow> Of(
        IDbConnection db, GitHubRepository repository, string head, IEnumerable<long> numbers) => Where(
        db,
        """
        (p.head = @head or p.number in @numbers)
        and (p.repository_id = @Id or (p.key = @Key and (p.repository_id is null or @Id is null)))
        """,
        // A list that is empty has no type in SQL, and none is number 0.
        new { head, numbers = numbers.Prepend(0), repository.Id, repository.Key });

    /// <summary>A repository is called so: its pull requests are too, and those of that name are its own.</summary>
    public static void Follow(Tx tx, GitHubRepository repository, string host)
    {
        if (repository.Id is null) return;
        tx.Db.Execute(
            "update pull_requests set repository_id = @Id where key = @Key and repository_id is null",
            new { repository.Id, repository.Key });
        foreach (var row in Where(
            tx.Db, "p.repository_id = @Id and p.key <> @Key", new { repository.Id, repository.Key }))
            Rename(tx, row, new(repository.Name, row.Number), host);
    }

    /// <summary>One is of that repository, whatever it was called where somebody linked to it.</summary>
    public static void IsOf(Tx tx, long pull, GitHubRepository repository, string host)
    {
        tx.Db.Execute(
            "update pull_requests set repository_id = @Id where id = @pull and repository_id is null",
            new { repository.Id, pull });
        Follow(tx, repository, host);
    }

    static void Rename(Tx tx, PullRow row, PullName name, string host)
    {
        // Somebody may have linked to it under its new name, before it was known to be the same.
        if (Find(tx.Db, name) is { } same)
        {
            var both = new { from = same.Id, into = row.Id };
            tx.Db.Execute(
                """
                insert into incident_pulls (incident, pull, attached_by, attached_at)
                select incident, @into, attached_by, attached_at from incident_pulls where pull = @from
                on conflict (incident, pull) do nothing
                """,
                both);
            tx.Db.Execute("delete from incident_pulls where pull = @from", both);
            CommitStore.Forget(tx, same.Id);
            tx.Db.Execute("delete from pull_requests where id = @from", both);
        }

        tx.Db.Execute(
            "update pull_requests set repository = @Repository, key = @Key, url = @url where id = @Id",
            new { name.Repository, name.Key, url = name.Url(host), row.Id });
        tx.WakeHomes();
        foreach (var incident in IncidentsOf(tx.Db, row.Id)) tx.Wake(IncidentRow.SubjectOf(incident));
    }

    /// <summary>Those that are merged and not known to run in production.</summary>
    /// <param name="db">Where they are read.</param>
    /// <param name="repository">Of which repository; null where that is not known.</param>
    /// <param name="job">Those of incidents of this job alone; null for all.</param>
    public static List<PullRow> Merged(IDbConnection db, string? repository, string? job = null) => Where(
        db,
        """
        p.state = 'merged' and (@key is null or p.key = @key)
        and (@job is null or exists (select 1 from incident_pulls o join incident_alerts k on k.incident = o.incident
            where o.pull = p.id and k.job = @job))
        """,
        new { key = repository?.ToLowerInvariant(), job });

    /// <summary>Those that run in production, and are shown by an incident that is open.</summary>
    /// <param name="db">Where they are read.</param>
    /// <param name="repository">Of which repository; null where that is not known.</param>
    public static List<PullRow> Deployed(IDbConnection db, string? repository) => Where(
        db, $"p.state = 'deployed' and (@key is null or p.key = @key) and {IsShown}",
        new { key = repository?.ToLowerInvariant() });

    const string IsShown =
        $"""
        exists (select 1 from incident_pulls a join incidents i on i.number = a.incident
            where a.pull = p.id and i.{IncidentStore.IsOpen})
        """;

    /// <summary>The incidents to which one belongs.</summary>
    public static List<long> IncidentsOf(IDbConnection db, long pull) =>
        db.Query<long>("select incident from incident_pulls where pull = @pull order by incident", new { pull }).ToList();

    /// <summary>Makes one belong to an incident; its number here, and whether it did not before.</summary>
    public static (PullRow Row, bool IsNew) Attach(Tx tx, IncidentRow incident, PullName name, string url, string by)
    {
        tx.Db.Execute(
            """
            insert into pull_requests (repository, key, number, url, title, state, said, look_at)
            values (@Repository, @Key, @Number, @url, '', @state, @said, @Now) on conflict (key, number) do nothing
            """,
            new
            {
                name.Repository,
                name.Key,
                name.Number,
                url,
                state = PullRow.Of(PullState.Unseen),
                said = PullRow.Write(new()),
                tx.Now,
            });
        var row = Find(tx.Db, name)!;
        LookSoon(tx, row.Id);
        if (tx.Db.Execute(Belong, new { incident = incident.Number, pull = row.Id, by, at = tx.Now }) == 0) return (row, false);
        tx.Note(incident.Subject, IncidentFacts.PullAttached, by, after: row.Label);
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        SuspectStore.Changed(tx, incident.Number);
        return (row, true);
    }

    const string Belong =
        """
        insert into incident_pulls (incident, pull, attached_by, attached_at) values (@incident, @pull, @by, @at)
        on conflict (incident, pull) do nothing
        """;

    /// <summary>Takes one away from an incident; false where it was not there.</summary>
    public static bool Detach(Tx tx, IncidentRow incident, long pull, string by)
    {
        if (Find(tx.Db, pull) is not { } row) return false;
        var of = new { incident = incident.Number, pull };
        if (tx.Db.Execute("delete from incident_pulls where incident = @incident and pull = @pull", of) == 0) return false;
        tx.Note(incident.Subject, IncidentFacts.PullRemoved, by, after: row.Label);
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        SuspectStore.Changed(tx, incident.Number);
        if (IncidentsOf(tx.Db, pull).Count > 0) return true;
        CommitStore.Forget(tx, pull);
        tx.Db.Execute("delete from pull_requests where id = @pull", of);
        return true;
    }

    /// <summary>An incident went into another, to which its pull requests belong too from then on.</summary>
    public static void Merge(Tx tx, long incident, long into)
    {
        tx.Db.Execute(
            """
            insert into incident_pulls (incident, pull, attached_by, attached_at)
            select @into, pull, attached_by, attached_at from incident_pulls where incident = @incident
            on conflict (incident, pull) do nothing
            """,
            new { incident, into });
        tx.Wake(IncidentRow.SubjectOf(into));
    }

    /// <summary>It was taken out again: what belongs to the other only for that does so no more.</summary>
    public static void Unmerge(Tx tx, long incident, long from)
    {
        tx.Db.Execute(
            """
            delete from incident_pulls where incident = @from and exists (select 1 from incident_pulls o
                where o.incident = @incident and o.pull = incident_pulls.pull and o.attached_by = incident_pulls.attached_by
                and o.attached_at = incident_pulls.attached_at)
            """,
            new { incident, from });
        tx.Wake(IncidentRow.SubjectOf(from));
    }

    /// <summary>Writes what is known of one now: its incidents show it, and their timelines say what it has become.</summary>
    /// <param name="tx">The change.</param>
    /// <param name="row">As it was.</param>
    /// <param name="after">What is known of it.</param>
    /// <param name="isSaid">Whether the timelines say it; where they do not, the caller does.</param>
    public static void Know(Tx tx, PullRow row, PullRequest after, bool isSaid = true)
    {
        if (after == row.Known) return;
        var title = after.Title ?? "";
        tx.Db.Execute(
            """
            update pull_requests set title = @title, state = @state, head = @Head, said = @said,
                look_at = case when @isSettled = 1 then null else look_at end
            where id = @Id
            """,
            new
            {
                row.Id,
                title,
                state = PullRow.Of(after.State),
                after.Head,
                said = PullRow.Write(after),
                isSettled = after.State is PullState.Merged or PullState.Deployed ? 1 : 0,
            });
        if (after.State == PullState.Deployed) CommitStore.Forget(tx, row.Id);
        if ((after.State, title) == (row.State, row.Title)) return;
        tx.WakeHomes();
        var label = PullRow.LabelOf(row.Name, title);
        foreach (var subject in IncidentsOf(tx.Db, row.Id).Select(IncidentRow.SubjectOf))
        {
            // How it stood when it was attached is no news of it.
            if (isSaid && after.State != row.State && row.State != PullState.Unseen) Say(tx, subject, row, after.State, label);
            tx.Wake(subject);
        }
    }

    /// <summary>An incident's timeline says what one of its pull requests has become.</summary>
    public static void Say(Tx tx, string incident, PullRow before, PullState state, string label, long? line = null) => tx.Note(
        incident, IncidentFacts.PullIs, IncidentChange.Bot, PullRow.Of(before.State), PullRow.Of(state), label, line);

    /// <summary>GitHub is to be asked of it at once.</summary>
    static void LookSoon(Tx tx, long pull)
    {
        tx.Db.Execute("update pull_requests set look_at = @Now where id = @pull", new { tx.Now, pull });
        tx.Wake(PullIds.SubjectOf(pull));
    }

    /// <summary>
    /// GitHub was asked: it is again after a while, where it may become something else, while an open incident shows it.
    /// </summary>
    /// <param name="tx">The change.</param>
    /// <param name="pull">Of which.</param>
    /// <param name="trouble">Why nothing was said of it; null where it was.</param>
    /// <param name="wait">How long GitHub wants to be left alone, where that is longer.</param>
    public static void Looked(Tx tx, long pull, string? trouble, TimeSpan wait = default)
    {
        var next = tx.Time + (wait > Again ? wait : Again);
        tx.Db.Execute(
            """
            update pull_requests set look_at = case when state not in ('merged', 'deployed') then @next end
            where id = @pull
            """,
            new { pull, next = next.ToUnixTimeMilliseconds() });
        if (tx.Db.Execute(
            "update pull_requests set trouble = @trouble where id = @pull and trouble is distinct from @trouble",
            new { pull, trouble }) == 0) return;
        foreach (var incident in IncidentsOf(tx.Db, pull)) tx.Wake(IncidentRow.SubjectOf(incident));
    }

    /// <summary>Somebody's token is refused, whatever is asked.</summary>
    public static bool IsRefused(IDbConnection db) => db.ExecuteScalar<long>(
        $"select exists (select 1 from pull_requests p where p.trouble = @Refused and p.look_at is not null and {IsShown})",
        new { CardPulls.Refused }) != 0;

    /// <summary>Those of which GitHub is to be asked now.</summary>
    public static List<long> Due(IDbConnection db, long now) => db.Query<long>(
        $"""
        select p.id from pull_requests p where p.look_at <= @now and {IsShown}
        union select pull from pull_commits where ask_at <= @now
        """,
        new { now }).ToList();

    /// <summary>Whether the same delivery was handled, asked in the change that handles it; from then on it was.</summary>
    public static bool CameBefore(Tx tx, string delivery) => tx.Db.Execute(
        "insert into github_deliveries (id, at) values (@delivery, @Now) on conflict (id) do nothing",
        new { delivery, tx.Now }) == 0;

    /// <summary>Deliveries are known for longer than GitHub makes them again.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        """
        delete from github_deliveries where id in (
            select id from github_deliveries where at < @before order by at limit @most)
        """,
        new { before, most });
}
