using Bot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Hosting;

/// <summary>Other programs keep a journal of their migrations under the same name.</summary>
public sealed class OthersJournalTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("create table theirs (x); insert into SchemaVersions values (1, '001.sql', '2026-01-01')")]
    [InlineData("insert into SchemaVersions values (1, 'MyCompany.Billing.Script0001 - Create.sql', '2026-01-01')")]
    [InlineData("create table orders (x)")]
    public void A_file_with_such_a_journal_is_left_alone(string theirs)
    {
        using (var other = new SqliteConnection($"Data Source={scratch.Path}"))
            other.Execute(
                "create table SchemaVersions (SchemaVersionID integer primary key, ScriptName text, Applied text); " + theirs);
        Assert.Equal(
            $"{scratch.Path} holds tables of another program. Point ConnectionStrings__Default at a file of the bot's own.",
            Sentence(() => SqliteMigrations.Migrate(scratch.File())));
    }

    [Theory]
    [InlineData("insert into schemaversions (scriptname, applied) values ('001.sql', now())")]
    [InlineData("insert into schemaversions (scriptname, applied) values ('MyCompany.Billing.Script0001 - Create.sql', now())")]
    [InlineData("delete from schemaversions; create table orders (x int)")]
    public async Task A_database_with_such_a_journal_is_left_alone(string theirs)
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        db.Execute(theirs);
        Assert.EndsWith(
            " holds tables of another program. Point ConnectionStrings__Default at a database of the bot's own.",
            Sentence(() => Store.Open(store.ConnectionString).Dispose()), StringComparison.Ordinal);
    }

    static string Sentence(Action start) => Assert.Throws<CannotStartException>(start).Message;
}
