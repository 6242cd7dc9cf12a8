using Bot.Storage;
using Dapper;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>What the bot says when it is started on a PostgreSQL database that it cannot use, and how one is named.</summary>
public sealed class StartOnPostgresTests
{
    [Theory]
    [InlineData("postgres://bot:s3cret@db.example.com:6432/ours?sslmode=require", "db.example.com", 6432, "ours", "s3cret")]
    [InlineData("postgresql://bot:p%40ss%2Fw%C3%B6rd%25@db/ours", "db", 5432, "ours", "p@ss/wörd%")]
    [InlineData(" postgres://bot:p@ss/w;o=r'd#x@db/ours ", "db", 5432, "ours", "p@ss/w;o=r'd#x")]
    [InlineData("Postgres://bot:x@[2001:db8::1]:6432/ours", "2001:db8::1", 6432, "ours", "x")]
    [InlineData("postgres://bot:x@one:5432,two:5433/ours?target_session_attrs=primary", "one:5432,two:5433", 5432, "ours", "x")]
    [InlineData("postgres://db/ours?user=bot&password=a%26b&application_name=x", "db", 5432, "ours", "a&b")]
    [InlineData("Host=db;Database=ours;Username=bot;Password='a;b=\"c'", "db", 5432, "ours", "a;b=\"c")]
    [InlineData("Server=db;Port=6432;Database=ours;User Id=bot;Password=x", "db", 6432, "ours", "x")]
    public void A_database_is_named_as_hosts_and_drivers_name_it(
        string text, string host, int port, string database, string password)
    {
        Assert.True(PostgresAddress.IsMeant(text));
        var parts = PostgresAddress.Parse(text);
        Assert.Equal(
            (host, port, database, "bot", password), (parts.Host, parts.Port, parts.Database, parts.Username, parts.Password));
    }

    [Theory]
    [InlineData("sslmode=verify-full", SslMode.VerifyFull)]
    [InlineData("sslmode=require&channel_binding=require", SslMode.Require)]
    [InlineData("connect_timeout=10", SslMode.Prefer)]
    public void What_stands_behind_an_address_counts(string query, SslMode mode) =>
        Assert.Equal(mode, PostgresAddress.Parse($"postgres://bot:x@db/ours?{query}").SslMode);

    [Fact]
    public void What_is_not_set_is_set_as_the_bot_needs_it_and_what_is_set_stays()
    {
        var usual = PostgresAddress.Parse("Host=db");
        Assert.Equal((400, 5, 5, 30), (usual.MaxAutoPrepare, usual.Timeout, usual.CommandTimeout, usual.MaxPoolSize));
        var own = PostgresAddress.Parse("Host=db;Max Auto Prepare=0;Timeout=9;Command Timeout=90;Maximum Pool Size=7");
        Assert.Equal((0, 9, 90, 7), (own.MaxAutoPrepare, own.Timeout, own.CommandTimeout, own.MaxPoolSize));
    }

    [Theory]
    [InlineData("Host=db", "TCP Keepalive=True;TCP Keepalive Time=30;TCP Keepalive Interval=5")]
    [InlineData("postgres://bot:x@db/ours", "TCP Keepalive=True;TCP Keepalive Time=30;TCP Keepalive Interval=5")]
    [InlineData("Host=db;Tcp Keepalive Time=90", "TCP Keepalive Time=90;TCP Keepalive=True;TCP Keepalive Interval=5")]
    public void A_line_that_nobody_uses_is_looked_at_as_the_system_does_every_half_minute(string text, string settings) =>
        Assert.Equal(
            settings,
            string.Join(';', PostgresAddress.Parse(text).ConnectionString.Split(';').Where(o => o.StartsWith(
                "TCP", StringComparison.OrdinalIgnoreCase))));

    [Theory]
    [InlineData("postgres://db/ours?user=bot", "db:5432/ours")]
    [InlineData("postgres://db:6432/ours?user=bot&password=x", "db:6432/ours")]
    [InlineData("postgres://[2001:db8::1]/ours", "2001:db8::1:5432/ours")]
    public void An_address_without_a_user_before_its_host_is_read_where_it_is_clear(string text, string where) =>
        Assert.Equal(where, PostgresAddress.Where(PostgresAddress.Parse(text)));

    [Theory]
    [InlineData("postgres:///ours", "ConnectionStrings__Default names no host. Use \"Host=")]
    [InlineData(
        "postgres://bot@db/ours?pgbouncer=true",
        "ConnectionStrings__Default has an option behind ? that the bot does not know. In an address,")]
    [InlineData(
        "postgres://bot@db/ours?sslmode=perhaps",
        "ConnectionStrings__Default has a value of sslmode that the bot cannot use.")]
    [InlineData("postgres://bot@db:https/ours", "ConnectionStrings__Default has a value of port that the bot cannot use.")]
    [InlineData("Host=db;Pasword=x", "ConnectionStrings__Default has an option behind host that the bot does not know.")]
    [InlineData("Host=db;Port=https", "ConnectionStrings__Default has a value of port that the bot cannot use.")]
    [InlineData("Host=db;Port=70000", "ConnectionStrings__Default has a port that is not a number from 1 to 65535.")]
    [InlineData(
        "postgres://bot@one:5432,two:70000/ours",
        "ConnectionStrings__Default has a port that is not a number from 1 to 65535.")]
    [InlineData(
        "Host=db;Minimum Pool Size=9;Maximum Pool Size=8",
        "ConnectionStrings__Default has a Minimum Pool Size above its Maximum Pool Size.")]
    [InlineData(
        "Host=db;Minimum Pool Size=31",
        "ConnectionStrings__Default has a Minimum Pool Size above its Maximum Pool Size.")]
    [InlineData(
        "Host=db;Target Session Attributes=standby",
        "ConnectionStrings__Default looks for a standby (Target Session Attributes), and the bot writes.")]
    [InlineData("Host=db;Multiplexing=true", "ConnectionStrings__Default has Multiplexing, by which")]
    [InlineData("postgres://bot:12345/db", "ConnectionStrings__Default is an address without a user, in which a : may stand")]
    [InlineData("postgres://one:5432,two/db", "ConnectionStrings__Default is an address without a user, in which a : may stand")]
    [InlineData("jdbc:postgresql://db/ours", "ConnectionStrings__Default names neither a file nor a host. Use ")]
    [InlineData("postgresql+psycopg2://bot:x@db/ours", "ConnectionStrings__Default names neither a file nor a host. Use ")]
    [InlineData("mysql://bot:x@db/ours", "ConnectionStrings__Default names neither a file nor a host. Use ")]
    [InlineData("bot.db", "ConnectionStrings__Default names neither a file nor a host. Use ")]
    [InlineData("Hosts=db;Database=ours", "ConnectionStrings__Default names neither a file nor a host. Use ")]
    public void What_cannot_be_read_is_named(string text, string sentence) =>
        Assert.StartsWith(sentence, Sentence(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("host=db port=5432 dbname=bot user=bot password=S3cretPw")]
    [InlineData("dbname=bot password='S3cretPw x' host=db")]
    [InlineData("host=db password=S3cretPw;Port=1")]
    [InlineData("Host=db;Database=bot password=S3cretPw")]
    [InlineData("postgres://bot:S3cret?Pw@127.0.0.1:1/b")]
    [InlineData("postgres://bot:S3cret?S3cretPw=1@127.0.0.1:1/b")]
    [InlineData("postgres://bot:S3cret%Pw?@db:S3cretPw/b")]
    [InlineData("postgres://bot@db/b?pasword=S3cretPw")]
    [InlineData("postgres://bot:S3cretPw/b")]
    [InlineData("postgres://bot:x:S3cretPw/b")]
    [InlineData("Host=db;Pasword=S3cretPw")]
    [InlineData("Host=db;Password=x;S3cretPw=1")]
    [InlineData("Host=db;Password=x;S3cretPw")]
    [InlineData("Host=db;Port=S3cretPw")]
    [InlineData("Data Source=bot.db;Password=x;S3cretPw=1")]
    [InlineData("S3cretPw")]
    [InlineData("mysql://bot:S3cretPw@db/b")]
    [InlineData("Host=db;Password=\"S3cretPw")]
    public void No_piece_of_a_password_is_ever_said(string text) =>
        Assert.DoesNotContain("S3cret", Sentence(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db.example.com;Database=ours", "createdb -h db.example.com -p 5432 ours")]
    [InlineData("postgres://bot@one:6432,two/our%20data", "createdb -h one -p 6432 'our data'")]
    [InlineData("Host=/var/run/postgresql;Username=it's", "createdb -h /var/run/postgresql -p 5432 'it'\\''s'")]
    public void A_database_is_made_by_what_a_shell_takes(string text, string command) =>
        Assert.Equal(command, PostgresAddress.CreateDb(PostgresAddress.Parse(text)));

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
    public void Too_few_connections_are_named() =>
        Assert.Equal(
            "ConnectionStrings__Default sets Maximum Pool Size to 2. The bot needs 5 connections at least: one to write, one to "
                + "listen, and the others to read.",
            Sentence("Host=db;Database=ours;Maximum Pool Size=2"));

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
            Store.Open(text).Dispose();
        }
        finally
        {
            db.Execute($"drop database {name} with (force)");
            db.Execute($"drop role {user}");
        }
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
