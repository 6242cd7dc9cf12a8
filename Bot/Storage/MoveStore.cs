using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// <c>Bot move --to "…"</c>: copies all that a bot knows into an empty store, from a file to a PostgreSQL database or back. The
/// copy is whole or not made; what it was made from stays as it is.
/// </summary>
public static class MoveStore
{
    const int Said = 20_000;

    // Somebody has used the bot on it, or set it up.
    static readonly string[] Telling = ["history", "people", "rotations", "incidents", "alerts"];

    /// <summary>Copies, verifies, and says how it goes on; throws <see cref="CannotStartException"/>.</summary>
    public static void Run(string from, string to, TextWriter said)
    {
        using var source = Store.Open(from);
        if (source.Where == Where(to))
            throw new CannotStartException($"--to names {source.Where}, which is what ConnectionStrings__Default names already.");
        using var target = Store.Open(to);
        try
        {
            source.Read(here =>
            {
                if (source.IsShared && IsUsed(here))
                    throw new CannotStartException(
                        $"A bot runs on {source.Where}, or ended just now. Stop all of them, wait ten seconds and move then.");
                Into(target, here, source.Tables(here), said);
                return true;
            });
        }
        catch (DbException e)
        {
            throw new CannotStartException($"{source.Where} was not moved: {e.Message} Nothing was changed in either.", e);
        }

        said.WriteLine($"All of {source.Where} is in {target.Where} now, and was read back equal. Next:");
        said.WriteLine("1. Set ConnectionStrings__Default to the new one. 2. Start the bot. 3. Keep the old one until you trust it,");
        said.WriteLine("but start no bot on it again: it would tell people what they were told already.");
    }

    // Some bot looks at the clock for all.
    static bool IsUsed(DbConnection db) => db.ExecuteScalar<long>(
        "select count(*) from turns where until > @now",
        new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }) > 0;

    static string Where(string connectionString)
    {
        if (!PostgresStore.IsMeant(connectionString))
        {
            using var file = new DatabaseFile(connectionString);
            return file.Path;
        }

        using var store = new PostgresStore(connectionString);
        return store.Where;
    }

    static void Into(IStore target, DbConnection here, IReadOnlyList<StoredTable> tables, TextWriter said)
    {
        using var there = target.OpenWriter();
        target.Begin(there);
        try
        {
            if (Telling.FirstOrDefault(t => there.ExecuteScalar<long>($"select count(*) from {t}") > 0) is { } used)
                throw new CannotStartException(
                    $"{target.Where} is in use: its table {used} holds rows. Name an empty database, so that nothing is mixed.");
            var theirs = target.Tables(there).ToDictionary(t => t.Name);
            foreach (var table in tables.Reverse()) there.Execute(theirs[table.Name].Clear);
            foreach (var table in tables) Copy(table, theirs[table.Name], here, there, said);
            target.GoOnBehind(there);
            target.Commit(there);
        }
        catch
        {
            target.GiveUp(there);
            throw;
        }
    }

    static void Copy(StoredTable from, StoredTable into, DbConnection here, DbConnection there, TextWriter said)
    {
        using var given = new Digest();
        var rows = 0L;
        using (var insert = there.CreateCommand())
        {
            insert.CommandText = into.Insert;
            foreach (var row in Rows(here, from.Select(into.Columns)))
            {
                given.Add(row);
                Insert(insert, row);
                if (++rows % Said == 0) said.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from.Name}: {rows:N0}"));
            }
        }

        using var taken = new Digest();
        foreach (var row in Rows(there, into.Select(into.Columns))) taken.Add(row);
        if (given.Ended() != taken.Ended())
            throw new CannotStartException(
                $"{from.Name} does not read back as it was written, so nothing was kept of the copy. Report it.");
        if (rows > 0) said.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from.Name}: {rows:N0} rows, equal"));
    }

    static void Insert(DbCommand insert, object?[] row)
    {
        insert.Parameters.Clear();
        for (var at = 0; at < row.Length; at++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{at}");
            parameter.Value = row[at] ?? DBNull.Value;
            insert.Parameters.Add(parameter);
        }

        insert.ExecuteNonQuery();
    }

    static IEnumerable<object?[]> Rows(DbConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return [.. row.Select(value => value is DBNull ? null : value)];
        }
    }

    /// <summary>What rows come to, whichever store they were read from.</summary>
    sealed class Digest : IDisposable
    {
        readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Add(object?[] row)
        {
            foreach (var value in row)
            {
                var (kind, bytes) = value switch
                {
                    null => (0, []),
                    byte[] raw => (1, raw),
                    string text => (2, Encoding.UTF8.GetBytes(text)),
                    _ => (3, BitConverter.GetBytes(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
                };
                // Lengths keep neighbours apart.
                hash.AppendData([(byte)kind, .. BitConverter.GetBytes(bytes.Length)]);
                hash.AppendData(bytes);
            }
        }

        public string Ended() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public void Dispose() => hash.Dispose();
    }
}
