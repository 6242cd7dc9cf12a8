using System.Data;
using Dapper;

namespace Bot.Storage;

/// <summary>How a store is, as far as it can say by itself.</summary>
/// <param name="Damage">What is damaged; null where nothing was found.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Scripts">How many migrations it has seen.</param>
public sealed record StoreCondition(string? Damage, long Bytes, long Scripts)
{
    /// <summary>Whether all of it was looked through for damage: else that is not known.</summary>
    public bool IsLookedThrough { get; init; }

    /// <summary>Bytes that are free on its disk; null where that is not known.</summary>
    public long? Free { get; init; }

    /// <summary>Connections that are open, of all programs; null where there is no server.</summary>
    public long? Connections { get; init; }

    /// <summary>So many the server takes.</summary>
    public long MostConnections { get; init; }

    /// <summary>Of a PostgreSQL database, whose damage its server alone can see.</summary>
    internal static StoreCondition OfServer(IDbConnection db) => new(
        Damage: null, db.ExecuteScalar<long>("select pg_database_size(current_database())"), ScriptsOf(db))
    {
        Connections = db.ExecuteScalar<long>("select count(*) from pg_stat_activity where backend_type = 'client backend'"),
        MostConnections = db.ExecuteScalar<long>("select cast(current_setting('max_connections') as bigint)"),
    };

    /// <summary>How many migrations a store has seen.</summary>
    internal static long ScriptsOf(IDbConnection db) => db.ExecuteScalar<long>("select count(*) from SchemaVersions");
}
