using System.Data.Common;
using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace Bot.Storage;

/// <summary>Brings a PostgreSQL database to this program's schema, or says in one sentence why it cannot.</summary>
public static class PostgresMigrations
{
    const string Prefix = "migrations/postgres/";
    const long Lock = 0x6461_7461_0002;
    const int LongestUpgrade = 600;

    static readonly Assembly Program = typeof(PostgresMigrations).Assembly;

    public static IReadOnlyList<string> Scripts { get; } =
        [.. Program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>Bots that start together wait for each other here: the first one upgrades.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="left">
    /// What is done with it, as a verb, where it is left as it is, and refused if it is not of this program's schema already.
    /// </param>
    public static void Migrate(PostgresStore store, string? left = null)
    {
        try
        {
            using var turn = store.Open();
            turn.Execute("select pg_advisory_lock(@Lock)", new { Lock }, commandTimeout: LongestUpgrade);
            try
            {
                var done = Applied(store, turn);
                RefuseNewer(store, done);
                if (left is not null && done.Count < Scripts.Count) throw Store.NotWhole(store.Where, done.Count, left);
                if (left is null) RefuseUnfit(store, turn);
                if (done.Count < Scripts.Count) Apply(store);
            }
            finally
            {
                turn.Execute("select pg_advisory_unlock(@Lock)", new { Lock });
            }
        }
        catch (DbException e)
        {
            throw new CannotStartException(store.Sentence(e), e);
        }
    }

    /// <summary>
    /// Whether a database is of this program's schema; throws <see cref="CannotStartException"/> where it is a newer one's, or
    /// cannot be asked.
    /// </summary>
    internal static bool IsCurrent(PostgresStore store)
    {
        try
        {
            using var db = store.Open();
            var done = Applied(store, db);
            RefuseNewer(store, done);
            return done.Count == Scripts.Count;
        }
        catch (DbException e)
        {
            throw new CannotStartException(store.Sentence(e), e);
        }
    }

    static List<string> Applied(PostgresStore store, DbConnection db)
    {
        var tables = db.Query<string>("select tablename from pg_tables where schemaname = current_schema()").ToList();
        var done = tables.Contains("schemaversions")
            ? db.Query<string>("select scriptname from schemaversions order by scriptname").ToList() : [];
        Store.RefuseOthers(store.Where, "database", tables, done, Prefix);
        return done;
    }

    static void RefuseNewer(PostgresStore store, List<string> done)
    {
        var unknown = done.Except(Scripts).Order(StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            throw new CannotStartException(
                $"{store.Where} was written by a newer bot (it has {unknown[Prefix.Length..]}). Start that version, or restore a "
                    + "backup made before the upgrade.");
    }

    static void RefuseUnfit(PostgresStore store, DbConnection db)
    {
        if (db.ExecuteScalar<string>("show transaction_read_only") is "on")
            throw new CannotStartException(PostgresTrouble.IsReadOnly(store.Where));
        if (db.ExecuteScalar<string>("show server_encoding") is var encoding && encoding is not ("UTF8" or "UTF-8"))
            throw new CannotStartException(
                $"{store.Where} keeps text as {encoding}, which has not all letters. Make another one, such as with: createdb "
                    + "--encoding=UTF8 --template=template0 bot");
    }

    static void Apply(PostgresStore store)
    {
        var parts = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false, CommandTimeout = 0 };
        var result = DeployChanges.To.PostgresqlDatabase(parts.ConnectionString)
            .WithScriptsEmbeddedInAssembly(Program, name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (result.Successful) return;
        var error = result.Error as DbException;
        if (error is not null && (result.ErrorScript is null || PostgresTrouble.IsOfNoScript(error))) throw error;
        var said = error is null ? result.Error.Message : $"{PostgresTrouble.Said(error)}.";
        throw new CannotStartException(
            $"The upgrade of {store.Where} failed at {result.ErrorScript?.Name}: {said} Nothing of that step was "
                + "kept.",
            result.Error);
    }
}
