using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// <c>Bot move --to "…"</c>: copies all that a bot knows into an empty store, from a file to a PostgreSQL database or back. The
/// copy is whole or not made; what it was made from stays as it is.
/// </summary>
public static class MoveStore
{
    const int SayEvery = 20_000, MostRows = 100, MostValues = 2_000;

    // A bot that counts begins at these.
    const string Begun = "counters";

    /// <summary>Copies, verifies, and says how it goes on; throws <see cref="CannotStartException"/>.</summary>
    public static void Run(string from, string to, TextWriter said)
    {
        if (Store.Where(from) is var where && where == OfTarget(() => Store.Where(to)))
            throw new CannotStartException($"--to names {where}, which is what {Store.Setting} names already.");
        using var source = Store.OpenSource(from);
        using var target = OfTarget(() => Store.OpenTarget(to));
        try
        {
            said.WriteLine($"Moving {source.Where} to {target.Where}.");
            var rows = source.Read(here => Into(source, target, here, said));
            said.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"All of it is there: {rows:N0} rows, read back equal. {source.Where} is as it was. Now:"));
        }
        catch (Exception e)
        {
            if (target is SqliteStore file) file.DeleteIfNew();
            if (e is DbException) throw new CannotStartException($"{Said(e)} Nothing was moved, and nothing was changed.", e);
            throw;
        }

        said.WriteLine($"1. Set {Store.Setting} to what stands behind --to.");
        said.WriteLine("2. Start the bot.");
        said.WriteLine(
            $"3. Keep {source.Where} until you trust the new one, but start no bot on it: it would tell people what they");
        said.WriteLine("   were told already.");
    }

    /// <summary>What is wrong with the target is wrong with what was typed.</summary>
    static T OfTarget<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (CannotStartException e)
        {
            throw new CannotStartException(e.Message.Replace(Store.Setting, "--to", StringComparison.Ordinal), e);
        }
    }

    static long Into(IStore source, IStore target, DbConnection here, TextWriter said)
    {
        var tables = source.Tables(here);
        using var there = target.OpenWriter();
        target.Begin(there);
        try
        {
            RefuseUsed(target, there);
            RefuseRunning(source, here);
            if (source.OtherTables(here) is { Count: > 0 } others)
                said.WriteLine($"Of what is no table of the bot nothing moves: {string.Join(", ", others)}.");
            var theirs = target.Tables(there).ToDictionary(t => t.Name);
            foreach (var table in tables.Reverse()) there.Execute(theirs[table.Name].Clear);
            var rows = tables.Sum(table => Copy(table, theirs[table.Name], here, there, said));
            target.GoOnBehind(there);
            End(target, there);
            return rows;
        }
        catch
        {
            target.GiveUp(there);
            throw;
        }
    }

    static void RefuseUsed(IStore target, DbConnection there)
    {
        var tables = target.Tables(there).Select(t => t.Name).Where(name => name != Begun).Concat(target.OtherTables(there));
        if (tables.FirstOrDefault(name => there.ExecuteScalar<bool>(StoredTable.Any(name))) is { } used)
            throw new CannotStartException(
                $"{target.Where} is in use: its table {used} holds rows. Name an empty one, so that nothing is mixed.");
    }

    // Where an engine has no locks to tell it by, somebody has said just now that they look at the clock for all.
    static void RefuseRunning(IStore source, DbConnection here)
    {
        if (here.ExecuteScalar<bool>(
            "select exists (select 1 from turns where until > @now)", new { now = source.Clock.Now }))
            throw new CannotStartException(
                "A bot runs on what is to be moved, or was killed just now. Stop all that do, wait ten seconds and move then.");
    }

    static void End(IStore target, DbConnection there)
    {
        try
        {
            target.Commit(there);
        }
        catch (DbException e)
        {
            throw new CannotStartException(
                $"{Said(e)} That was at the very end, so nobody knows whether {target.Where} has kept it all or nothing. Run "
                    + "the same again: where it is refused as in use, all of it is there.",
                e);
        }
    }

    static string Said(Exception e) => $"It went wrong: {e.Message.TrimEnd('.')}.";

    static long Copy(StoredTable from, StoredTable into, DbConnection here, DbConnection there, TextWriter said)
    {
        using var given = new RowDigest();
        var all = here.ExecuteScalar<long>(from.Count);
        var most = Math.Clamp(MostValues / into.Columns.Count, 1, MostRows);
        foreach (var rows in Rows(here, from.Select(into.Columns)).Chunk(most))
        {
            Insert(there, into.Insert(rows.Length), rows);
            var before = given.Rows;
            foreach (var row in rows) given.Add(row);
            if (given.Rows / SayEvery > before / SayEvery) Say(said, $"{from.Name}: {given.Rows:N0} of {all:N0}");
        }

        using var taken = new RowDigest();
        foreach (var row in Rows(there, into.Select(into.Columns))) taken.Add(row);
        if (given.Rows != all || given.Rows != taken.Rows || given.Ended() != taken.Ended())
            throw new CannotStartException(
                $"{from.Name} does not read back as it was written, so nothing was kept of the copy. Report it.");
        if (all > 0) Say(said, $"{from.Name}: {all:N0} rows, equal");
        return all;
    }

    static void Say(TextWriter said, FormattableString line) => said.WriteLine(FormattableString.Invariant(line));

    static void Insert(DbConnection there, string sql, object?[][] rows)
    {
        using var insert = there.CreateCommand();
        insert.CommandText = sql;
        foreach (var (value, at) in rows.SelectMany(row => row).Select((value, at) => (value, at)))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{at}");
            parameter.Value = value ?? DBNull.Value;
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
}
