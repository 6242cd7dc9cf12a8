using System.Data;
using Dapper;

namespace Bot.People;

/// <summary>What somebody is in our workspace.</summary>
public enum Standing
{
    /// <summary>The one kind that can act here.</summary>
    Member,
    App,
    Deactivated,
    Elsewhere,
    Guest,
}

/// <summary>
/// Those who cannot act here: whoever may press nothing is not on call, leads nothing that waits, and is not called. This
/// condition and <see cref="Person.In"/>, which it is kept by, are the only places that say who they are. Whom the bot has never
/// met is none of them.
/// </summary>
public static class Outsiders
{
    /// <summary>Their ids, inside a query: <c>lead in {Ids}</c>. Few, whatever the number of people.</summary>
    public const string Ids = "(select id from people where outside = 1)";

    public static HashSet<string> All(IDbConnection db) => [.. db.Query<string>("select id from people where outside = 1")];

    public static bool Has(IDbConnection db, string person) => Of(db, person) is not (null or Standing.Member);

    /// <summary>What somebody is here; null of somebody unknown.</summary>
    public static Standing? Of(IDbConnection db, string person) => Person.Find(db, person)?.In(Installation.Team.Now(db));

    /// <summary>What is said behind somebody's name of how they stand now.</summary>
    public static string Said(Standing? standing) => standing switch
    {
        Standing.Deactivated => "has left",
        Standing.Guest => "is a guest now and cannot be on call",
        Standing.Elsewhere => "is not in this workspace any more",
        Standing.App => "is an app",
        _ => "is a member of this workspace again",
    };
}
