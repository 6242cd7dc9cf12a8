using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// Copies all tables of one store into another that is empty, in one transaction there, and reads them back: equal, or nothing is
/// kept.
/// </summary>
static class CopyRows
{
    const int SayEvery = 20_000, MostRows = 100, MostValues = 2_000;

    // A bot that counts begins at these.
    const string Begun = "counters";

    /// <summary>Copies what a connection sees into the target, whose rows count on behind it; returns how many rows.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="here">What is read.</param>
    /// <param name="target">Where they come; refused where it is in use.</param>
    /// <param name="said">How it goes on.</param>
    public static long All(IStore source, DbConnection here, IStore target, TextWriter said)
    {
        var tables = source.Tables(here);
        using var there = target.OpenWriter();
        target.Begin(there);
        try
        {
            RefuseUsed(target, there);
            if (source.OtherTables(here) is { Count: > 0 } others)
                said.WriteLine($"Of what is no table of the bot nothing is copied: {string.Join(", ", others)}.");
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

    /// <summary>How a sentence about what went wrong begins.</summary>
    public static string Said(Exception e) => $"It went wrong: {e.Message.TrimEnd('.')}.";

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
