using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Bot.Storage;

namespace Bot.Sandbox;

/// <summary>
/// A store that tells before each statement, those that begin and end a transaction as well; it is not run where that throws.
/// </summary>
sealed class WatchedStore(IStore store, Action<string> before) : IStore
{
    public string Where => store.Where;

    public bool IsShared => store.IsShared;

    public StoreClock Clock => store.Clock;

    public event Action? WokenByOthers
    {
        add => store.WokenByOthers += value;
        remove => store.WokenByOthers -= value;
    }

    public DbConnection OpenWriter()
    {
        before("open");
        return new Connection(before, store.OpenWriter());
    }

    public void Begin(DbConnection db)
    {
        before("begin");
        store.Begin(Inner(db));
    }

    public void Commit(DbConnection db)
    {
        before("commit");
        store.Commit(Inner(db));
    }

    public bool GiveUp(DbConnection db)
    {
        try
        {
            before("rollback");
        }
        catch (Exception)
        {
            if (store.GiveUp(Inner(db))) db.Dispose();
            return false;
        }

        return store.GiveUp(Inner(db));
    }

    public IReadOnlyList<StoredTable> Tables(DbConnection db) => store.Tables(Inner(db));

    public IReadOnlyList<string> OtherTables(DbConnection db) => store.OtherTables(Inner(db));

    public void GoOnBehind(DbConnection db) => store.GoOnBehind(Inner(db));

    public T Read<T>(Func<DbConnection, T> read)
    {
        before("begin");
        return store.Read(db => read(new Connection(before, db)));
    }

    public bool IsOfOneChange(DbException error) => store.IsOfOneChange(error);

    public bool IsConflict(DbException error) => store.IsConflict(error);

    public void TellOthers(DbConnection db) => store.TellOthers(db);

    public StoreCondition Condition(DbConnection db) => store.Condition(Inner(db));

    public string Sentence(DbException error) => store.Sentence(error);

    // The bot's own container lets go of the store.
    public void Dispose() { }

    static DbConnection Inner(DbConnection db) => ((Connection)db).Inner;

    sealed class Connection(Action<string> before, DbConnection inner) : DbConnection
    {
        public DbConnection Inner => inner;

        [AllowNull]
        public override string ConnectionString
        {
            get => inner.ConnectionString;
            set => inner.ConnectionString = value;
        }

        public override string Database => inner.Database;
        public override string DataSource => inner.DataSource;
        public override string ServerVersion => inner.ServerVersion;
        public override ConnectionState State => inner.State;

        public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);
        public override void Open() => inner.Open();
        public override void Close() => inner.Close();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

        protected override DbCommand CreateDbCommand() => new Command(before, inner.CreateCommand());

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    sealed class Command(Action<string> before, DbCommand inner) : DbCommand
    {
        [AllowNull]
        public override string CommandText
        {
            get => inner.CommandText;
            set => inner.CommandText = value;
        }

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType
        {
            get => inner.CommandType;
            set => inner.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }
        public override UpdateRowSource UpdatedRowSource { get; set; }
        protected override DbConnection? DbConnection { get; set; }
        protected override DbParameterCollection DbParameterCollection => inner.Parameters;
        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => inner.Cancel();
        public override void Prepare() => inner.Prepare();

        public override int ExecuteNonQuery()
        {
            before(CommandText);
            return inner.ExecuteNonQuery();
        }

        public override object? ExecuteScalar()
        {
            before(CommandText);
            return inner.ExecuteScalar();
        }

        protected override DbParameter CreateDbParameter() => inner.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            before(CommandText);
            return inner.ExecuteReader(behavior);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
