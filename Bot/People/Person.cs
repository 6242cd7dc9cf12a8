using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.People;

/// <summary>Somebody in Slack as we last saw them.</summary>
public sealed record Person
{
    public required string Id { get; init; }

    /// <summary>
    /// The workspaces of which they are, by a space: several in an organisation of Enterprise Grid. Null while it is not known.
    /// </summary>
    public string? Team { get; init; }
    public required string Name { get; init; }
    public string? FullName { get; init; }

    /// <summary>The short name that Slack gave them once; null for people met before it was kept.</summary>
    public string? Handle { get; init; }

    /// <summary>IANA name of their time zone.</summary>
    public required string Zone { get; init; }
    public bool Deleted { get; init; }
    public bool Guest { get; init; }
    public bool Admin { get; init; }
    public bool Bot { get; init; }

    /// <summary>When Slack last changed the profile, in unix seconds.</summary>
    public long Updated { get; init; }

    /// <summary>What they are in a workspace; null is one that is not known yet.</summary>
    public Standing In(string? team) => this switch
    {
        { Bot: true } => Standing.App,
        { Deleted: true } => Standing.Deactivated,
        _ when team is not null && Team is { } theirs && !theirs.Split(' ').Contains(team) => Standing.Elsewhere,
        { Guest: true } => Standing.Guest,
        _ => Standing.Member,
    };

    /// <summary>The same person, whom Slack does not know any more.</summary>
    public Person AsGone() => this with { Deleted = true };

    /// <summary>Whether nothing that anybody sees or decides on differs.</summary>
    public bool ShowsAs(Person other) => this with { Updated = 0 } == other with { Updated = 0 };

    public static Person? Find(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<Person>("select * from people where id = @id", new { id });

    public static string NameOf(IDbConnection db, string id) =>
        db.QuerySingleOrDefault<string>("select name from people where id = @id", new { id }) ?? id;

    /// <summary>Names of these people by id, read once; anybody else is their id.</summary>
    public static Func<string, string> Names(IDbConnection db, IEnumerable<string?> ids)
    {
        var names = db.Query<(string Id, string Name)>(
            "select id, name from people where id in @ids", new { ids = ids.OfType<string>().Distinct() })
            .ToDictionary(p => p.Id, p => p.Name);
        return id => names.GetValueOrDefault(id, id);
    }

    /// <summary>
    /// What is known of people is that of another workspace: their team is open until Slack is asked, which is due at once.
    /// </summary>
    public static void Forget(Tx tx)
    {
        foreach (var outsider in Outsiders.All(tx.Db)) tx.Wake($"member:{outsider}");
        tx.Db.Execute("update people set team = null, updated = 0, seen_at = 0");
    }

    /// <summary>Keeps anew who cannot act here, as the workspace that the bot is in was not known, or was another.</summary>
    public static void Judge(Tx tx)
    {
        foreach (var person in tx.Db.Query<Person>("select * from people").ToList())
            tx.Db.Execute(
                "update people set outside = @outside where id = @Id", new { outside = person.IsOutside(tx), person.Id });
    }

    // Kept, so that whoever is to be called is found without reading everybody.
    int IsOutside(Tx tx) => In(Installation.Team.Now(tx.Db)) == Standing.Member ? 0 : 1;

    public void Save(Tx tx) => tx.Db.Execute(
        """
        insert into people (id, team, name, full_name, handle, zone, deleted, guest, admin, bot, updated, seen_at, outside)
        values (@Id, @Team, @Name, @FullName, @Handle, @Zone, @deleted, @guest, @admin, @bot, @Updated, @Now, @outside)
        on conflict (id) do update set
            team = excluded.team, name = excluded.name, full_name = excluded.full_name, handle = excluded.handle,
            zone = excluded.zone, deleted = excluded.deleted, guest = excluded.guest, admin = excluded.admin, bot = excluded.bot,
            updated = excluded.updated, seen_at = excluded.seen_at, outside = excluded.outside
        """,
        new
        {
            Id,
            Team,
            Name,
            FullName,
            Handle,
            Zone,
            deleted = Deleted ? 1 : 0,
            guest = Guest ? 1 : 0,
            admin = Admin ? 1 : 0,
            bot = Bot ? 1 : 0,
            Updated,
            tx.Now,
            outside = IsOutside(tx),
        });
}
