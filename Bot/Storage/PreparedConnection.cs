using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage;

/// <summary>
/// A connection that keeps each statement it has prepared, which the library for SQLite does only for as long as a command lives.
/// For all that is built on it both stores are alike.
/// </summary>
/// <param name="inner">The library's own.</param>
/// <param name="keeps">Whether it is to keep them, as its library does not.</param>
public sealed class PreparedConnection(DbConnection inner, bool keeps = true) : DbConnection
{
    // More are made only where the text itself varies, as by the length of a list.
    const int MostKept = 400;

    readonly Dictionary<string, DbCommand> free = [];

    /// <summary>The library's own.</summary>
    public DbConnection Inner => inner;

    /// <summary>
    /// One for all of a library's: Dapper keeps what it has compiled for each, and that is the same for every database.
    /// </summary>
    [AllowNull]
    public override string ConnectionString
    {
        get => inner.GetType().Name;
        set => throw new NotSupportedException();
    }

    public override string Database => inner.Database;
    public override string DataSource => inner.DataSource;
    public override string ServerVersion => inner.ServerVersion;
    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);
    public override void Open() => inner.Open();
    public override void Close() => inner.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("The writer begins and ends transactions.");

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    internal bool Keeps => keeps;

    /// <summary>A command with this text that nobody is using.</summary>
    internal DbCommand Take(string text)
    {
        if (free.Remove(text, out var kept)) return kept;
        var made = inner.CreateCommand();
        made.CommandText = text;
        return made;
    }

    internal void GiveBack(DbCommand command)
    {
        // What it was given last may be large.
        for (var i = 0; i < command.Parameters.Count; i++) command.Parameters[i].Value = null;
        if (!keeps || free.Count >= MostKept || !free.TryAdd(command.CommandText, command)) command.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in free.Values) command.Dispose();
            free.Clear();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
