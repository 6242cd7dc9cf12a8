using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Storage;

/// <summary>Runs the kept statement of its text with values of its own, and gives it back when it is disposed.</summary>
sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
    readonly GivenParameters given = new();
    DbCommand? taken;

    [AllowNull]
    public override string CommandText
    {
        get;
        set
        {
            if (value == field) return;
            Leave();
            field = value ?? "";
        }
    } = "";

    public override int CommandTimeout { get; set; }
    public override CommandType CommandType { get; set; } = CommandType.Text;
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

    protected override DbParameterCollection DbParameterCollection => given;
    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => taken?.Cancel();
    public override void Prepare() => Ready().Prepare();
    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();
    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new GivenParameter();
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    DbCommand Ready()
    {
        // Npgsql would run what it has prepared with the values of the first time.
        if (taken is not null && !connection.Keeps) taken.CommandText = CommandText;
        taken ??= connection.Take(CommandText);
        given.PutInto(taken);
        return taken;
    }

    void Leave()
    {
        if (taken is null) return;
        connection.GiveBack(taken);
        taken = null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Leave();
        base.Dispose(disposing);
    }
}
