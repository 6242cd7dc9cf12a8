using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>What the bot says when it is started on a PostgreSQL database that it cannot use.</summary>
public sealed class StartOnPostgresTests
{
    [Fact]
    public void A_server_that_is_down_ends_the_start_so_that_whatever_started_the_bot_tries_again() =>
        Assert.Matches(
            @"^PostgreSQL at 127\.0\.0\.1:1/ours cannot be reached \(.+\)\. Check that it runs, and ConnectionStrings__Default\.",
            Sentence("Host=127.0.0.1;Port=1;Database=ours;Username=bot"));

    [Fact]
    public async Task The_program_ends_with_code_1_then() => Assert.Equal(
        1,
        await BotApp.Run([
            "--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", "--urls=http://127.0.0.1:0",
            "--ConnectionStrings:Default=Host=127.0.0.1;Port=1;Database=ours;Username=bot",
        ]));

    [Fact]
    public void A_server_that_has_no_address_is_named() =>
        Assert.StartsWith(
            "PostgreSQL at nowhere.invalid:5432/ours cannot be reached (", Sentence("Host=nowhere.invalid;Database=ours"),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_database_that_is_missing_is_named_with_how_to_make_it()
    {
        await using var store = TestStore.OnPostgres();
        Assert.Matches(
            "/not_there has no such database. Make it first, such as with: createdb -h [^ ]+ -p [0-9]+ not_there$",
            Sentence(With(store, parts => parts.Database = "not_there")));
    }

    [Fact]
    public async Task A_database_of_a_newer_bot_is_left_alone()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        db.Execute("insert into schemaversions (scriptname, applied) values ('migrations/postgres/9999_future.sql', now())");
        Assert.EndsWith(
            " was written by a newer bot (it has 9999_future.sql). Start that version, or restore a backup made before the "
                + "upgrade.",
            Sentence(store.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_whose_connections_are_all_in_use_says_so_and_goes_on_as_soon_as_one_is_free()
    {
        await using var store = TestStore.OnPostgres();
        using var opened = (PostgresStore)Store.Open($"{store.ConnectionString};Maximum Pool Size=5;Timeout=1");
        var used = new Stack<NpgsqlConnection>();
        var full = Assert.ThrowsAny<NpgsqlException>(UseAll);
        Assert.StartsWith("All connections that the bot may use to PostgreSQL", opened.Sentence(full), StringComparison.Ordinal);
        await used.Pop().DisposeAsync();
        used.Push(opened.Open());
        foreach (var connection in used) await connection.DisposeAsync();

        void UseAll()
        {
            while (true) used.Push(opened.Open());
        }
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_alone()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        db.Execute("drop table schemaversions");
        Assert.EndsWith(
            " holds tables of another program. Point ConnectionStrings__Default at a database of the bot's own.",
            Sentence(store.ConnectionString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_only_read_is_named_at_the_start_and_later()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        using (var opened = Store.Open(store.ConnectionString))
        using (var database = new Database(opened, TimeProvider.System))
        {
            await database.Change(tx => tx.Wake("one:1"));
            db.Execute($"alter database {db.Database} set default_transaction_read_only = on");
            db.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
                + "and pid <> pg_backend_pid()");
            var refused = await Assert.ThrowsAsync<StorageException>(() => database.Change(tx => tx.Wake("one:1")));
            Assert.EndsWith(ReadOnly, refused.Message, StringComparison.Ordinal);
            Assert.EndsWith(ReadOnly, Sentence(store.ConnectionString), StringComparison.Ordinal);
            // The connection is opened anew each time: it may lead to the primary again.
            db.Execute($"alter database {db.Database} reset default_transaction_read_only");
            await database.Change(tx => tx.Wake("one:1"));
        }
    }

    const string ReadOnly = " takes no changes: it is a standby, or set to be read only. Name its primary.";

    [Fact]
    public async Task A_pooler_that_hands_sessions_on_is_refused_and_one_that_keeps_them_is_not()
    {
        await using var store = TestStore.OnPostgres();
        await using (var pooler = new Pooler(store.ConnectionString, "transaction"))
        {
            await pooler.Ready();
            Assert.EndsWith(
                " is reached through a pooler that hands connections on after each transaction. The bot needs its own: set "
                    + "pool_mode = session there, or name the server itself.",
                Sentence(pooler.ConnectionString), StringComparison.Ordinal);
        }

        await using var keeps = new Pooler(store.ConnectionString, "session");
        await keeps.Ready();
        using var opened = Store.Open(keeps.ConnectionString);
        using var database = new Database(opened, TimeProvider.System);
        await database.Change(tx => tx.Wake("one:1"));
        Assert.Equal(1, database.Read(db => db.ExecuteScalar<long>("select count(*) from wakes")));
    }

    [Fact]
    public async Task A_database_without_all_letters_is_named()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        var name = $"{db.Database}_latin";
        db.Execute($"create database {name} encoding 'LATIN1' locale 'C' template template0");
        Assert.Contains(
            " keeps text as LATIN1, which has not all letters. Make another one, such as with: createdb --encoding=UTF8",
            Sentence(With(store, parts => parts.Database = name)), StringComparison.Ordinal);
        db.Execute($"drop database {name} with (force)");
    }

    [Fact]
    public async Task A_user_who_may_not_make_tables_or_has_no_connection_left_is_told_so()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        var (name, user) = ($"{db.Database}_empty", $"{db.Database}_user");
        db.Execute($"create database {name} encoding 'UTF8' template template0");
        db.Execute($"create role {user} login password 'x'");
        try
        {
            var text = With(store, parts => (parts.Database, parts.Username, parts.Password) = (name, user, "x"));
            Assert.Matches(
                @"^The bot's user may not do that in .+_empty \(permission denied for schema public\)\. Make it the owner of the "
                    + "database\\.$", Sentence(text));
            db.Execute($"alter role {user} connection limit 0");
            Assert.Contains(" has no connection left for the bot (", Sentence(text), StringComparison.Ordinal);
            db.Execute($"alter role {user} connection limit -1; alter database {name} owner to {user}");
            db.Execute($"alter role {user} set search_path = 'not_there'");
            Assert.EndsWith(
                "_empty has no schema for the bot's tables (no schema has been selected to create in). Make one that is in the "
                    + "search_path of the bot's user, and let the user make tables in it.",
                Sentence(text), StringComparison.Ordinal);
            db.Execute($"alter role {user} reset search_path");
            Store.Open(text).Dispose();
        }
        finally
        {
            db.Execute($"drop database {name} with (force)");
            db.Execute($"drop role {user}");
        }
    }

    [Fact]
    public async Task A_server_that_answers_slowly_that_it_has_no_connection_left_is_not_away()
    {
        await using var store = TestStore.OnPostgres();
        await using var line = new ServerLine(store.ConnectionString) { Takes = TimeSpan.FromMilliseconds(200) };
        await using var db = store.Open();
        var user = $"{db.Database}_user";
        db.Execute($"create role {user} login password 'x' connection limit 1");
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(line.ConnectionString) { Username = user, Password = "x" };
            using var opened = new PostgresStore(parts.ConnectionString);
            opened.Enter();
            using var database = new Database(opened, TimeProvider.System);
            for (var tries = 0; tries < 2; tries++)
                Assert.Contains(
                    " has no connection left for the bot (", Assert.Throws<StorageException>(() => database.Read(_ => 1)).Message,
                    StringComparison.Ordinal);
            db.Execute($"alter role {user} connection limit -1");
            Assert.Equal(1, database.Read(_ => 1));
        }
        finally
        {
            db.Execute($"drop role {user}");
        }
    }

    [Fact]
    public async Task Of_several_hosts_the_reason_is_what_one_of_them_answers()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        var server = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        var here = $"{server.Host}:{server.Port}";
        Assert.Contains(" has no such database. Make it first", Sentence(With(store, parts =>
            (parts.Host, parts.Database) = ($"127.0.0.1:1,{here}", "not_there"))), StringComparison.Ordinal);
        Assert.Matches(
            @"^PostgreSQL at 127\.0\.0\.1:1,127\.0\.0\.1:2/.+ cannot be reached \(Failed to connect to 127\.0\.0\.1:1\)\. Check",
            Sentence(With(store, parts => parts.Host = "127.0.0.1:1,127.0.0.1:2")));
        db.Execute($"alter database {db.Database} set default_transaction_read_only = on");
        Assert.Matches(
            "^None of the hosts of PostgreSQL at .+ takes changes: each is away, a standby, or set to be read only",
            Sentence(With(store, parts =>
                (parts.Host, parts.TargetSessionAttributes) = ($"{here},{here}", "read-write"))));
    }

    [Theory]
    [InlineData("53100", "could not extend file")]
    [InlineData("XX000", "could not write init file")]
    [InlineData("58030", "could not write to file \"pg_wal/xlogtemp.1\": No space left on device")]
    public void A_full_disk_is_named_in_whatever_words_the_server_says_it(string state, string words)
    {
        using var store = new PostgresStore("Host=db;Database=ours;Username=bot");
        Assert.Equal(
            "The disk of PostgreSQL at db:5432/ours is full. Make room; nothing was lost.",
            store.Sentence(new PostgresException(words, "ERROR", "ERROR", state)));
    }

    [Fact]
    public async Task A_password_is_taken_as_it_is_and_a_wrong_one_is_named()
    {
        await using var store = TestStore.OnPostgres();
        await using var db = store.Open();
        // Of whom the server asks a password, if it is one made for these tests.
        const string User = "data_responder_strict", Password = "p@ss/w;o=r'd%\"ö";
        db.Execute($"drop role if exists {User}");
        db.Execute($"create role {User} login superuser password '{Password.Replace("'", "''", StringComparison.Ordinal)}'");
        var parts = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        string With(string password) => $"postgres://{User}:{password}@{parts.Host}:{parts.Port}/{parts.Database}";
        try
        {
            Store.Open(With(Uri.EscapeDataString(Password))).Dispose();
            Store.Open(With(Password.Replace("%", "%25", StringComparison.Ordinal))).Dispose();
            var wrong = Record.Exception(() => Store.Open(With("wrong")).Dispose());
            Assert.SkipWhen(wrong is null, "The server that TEST_POSTGRES names asks nobody for a password.");
            Assert.EndsWith(
                " does not let the bot in (password authentication failed for user \"data_responder_strict\"). Check user and "
                    + "password in ConnectionStrings__Default.",
                Assert.IsType<CannotStartException>(wrong).Message, StringComparison.Ordinal);
            Assert.Contains(" does not let the bot in (No password", Sentence(With("")), StringComparison.Ordinal);
        }
        finally
        {
            db.Execute($"drop role {User}");
        }
    }

    static string With(TestStore store, Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false };
        change(parts);
        return parts.ConnectionString;
    }

    static string Sentence(string text) =>
        Assert.Throws<CannotStartException>(() => Store.Open(text).Dispose()).Message;
}
