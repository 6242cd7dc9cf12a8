using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage;

/// <summary>Runs the kept statement of its text with parameters of its own, and gives it back when it is disposed.</summary>
sealed class PreparedCommand(PreparedConnection connection, DbCommand own) : DbCommand
{
    DbCommand? taken;

    [AllowNull]
    public override string CommandText
    {
        get => own.CommandText;
        set
        {
            if (value == own.CommandText) return;
            Leave();
            own.CommandText = value;
        }
    }

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType
    {
        get => own.CommandType;
        set => own.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }
    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (value != connection) throw new NotSupportedException("A prepared command stays with its connection.");
        }
    }

    protected override DbParameterCollection DbParameterCollection => (taken ?? own).Parameters;
    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => taken?.Cancel();
    public override void Prepare() => Ready().Prepare();
    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();
    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    protected override DbParameter CreateDbParameter() => own.CreateParameter();
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    // The parameters go with the statement.
    DbCommand Ready()
    {
        if (taken is null)
        {
            taken = connection.Take(CommandText);
            Move(own, taken);
        }
        else if (!connection.Keeps)
        {
            // Npgsql would run what it has prepared with the values of the first time.
            taken.CommandText = CommandText;
        }

        return taken;
    }

    void Leave()
    {
        if (taken is null) return;
        Move(taken, own);
        connection.GiveBack(taken);
        taken = null;
    }

    static void Move(DbCommand from, DbCommand to)
    {
        if (from.Parameters.Count == 0) return;
        var all = from.Parameters.Cast<DbParameter>().ToArray();
        from.Parameters.Clear();
        foreach (var parameter in all) to.Parameters.Add(parameter);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Leave();
            own.Dispose();
        }

        base.Dispose(disposing);
    }
}
