using Bot.Storage;
using Npgsql;

namespace Bot.Tests.Hosting;

/// <summary>How a PostgreSQL database is named, and what the bot says about one that is named wrongly.</summary>
public sealed class PostgresAddressTests
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
        Assert.Equal((400, 5, 5, 20), (usual.MaxAutoPrepare, usual.Timeout, usual.CommandTimeout, usual.MaxPoolSize));
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
    [InlineData("postgres://[2001:db8::1]/ours", "[2001:db8::1]:5432/ours")]
    [InlineData("postgres://bot@[::1]:1/ours", "[::1]:1/ours")]
    [InlineData("Host=[::1]:1;Database=ours", "[::1]:1/ours")]
    [InlineData("Host=::1;Database=ours", "[::1]:5432/ours")]
    [InlineData("Host=127.0.0.1:21382;Database=ours", "127.0.0.1:21382/ours")]
    [InlineData("Host=one,two:6432;Database=ours", "one,two:6432/ours")]
    [InlineData("Host=/var/run/postgresql;Database=ours", "/var/run/postgresql/ours")]
    public void It_is_named_as_it_was_given_with_its_port(string text, string where) =>
        Assert.Equal(where, PostgresAddress.Where(PostgresAddress.Parse(text)));

    [Theory]
    [InlineData("postgres://bot:x@db/ours?application_name=a%20b%3Dc", "Application Name", "a b=c")]
    [InlineData("Host=db;Application Name=a b=c", "Application Name", "a b=c")]
    [InlineData("Host=db;Passfile=/a b c=d", "Passfile", "/a b c=d")]
    public void A_space_and_a_sign_within_a_value_are_part_of_it(string text, string name, string value) =>
        Assert.Equal(value, PostgresAddress.Parse(text)[name]);

    [Theory]
    [InlineData("postgres:///ours", "ConnectionStrings__Default names no host. Use \"Host=")]
    [InlineData(
        "postgres://bot@db/ours?pgbouncer=true",
        "ConnectionStrings__Default has an option behind ? that the bot does not know. Take it out;")]
    [InlineData(
        "postgres://bot:p@ss?word@db/ours",
        "ConnectionStrings__Default has its first ? before its @. In an address,")]
    [InlineData(
        "postgres://bot@db/ours?sslmode=no-verify",
        "ConnectionStrings__Default has a value of sslmode that the bot cannot use. Use disable, allow, prefer,")]
    [InlineData(
        "Host=db;Application Name=x user=bot",
        "ConnectionStrings__Default separates its options by spaces, as psql takes them. Put ; between them.")]
    [InlineData("Host=db;Database=a=b", "ConnectionStrings__Default has a = or a ; in the value of ")]
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
    [InlineData(
        "postgres://bot:12345/db", "ConnectionStrings__Default is an address without a user, in which a : may stand")]
    [InlineData(
        "postgres://one:5432,two/db", "ConnectionStrings__Default is an address without a user, in which a : may stand")]
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
    [InlineData("postgres://bot:S3cretPw]/b")]
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
    [InlineData("postgres://bot:x@[2001:db8::1]:6432/ours", "createdb -h '2001:db8::1' -p 6432 ours")]
    [InlineData("Host=/var/run/postgresql;Username=it's", "createdb -h /var/run/postgresql -p 5432 'it'\\''s'")]
    public void A_database_is_made_by_what_a_shell_takes(string text, string command) =>
        Assert.Equal(command, PostgresAddress.CreateDb(PostgresAddress.Parse(text)));

    [Fact]
    public void Too_few_connections_are_named() =>
        Assert.Equal(
            "ConnectionStrings__Default sets Maximum Pool Size to 2. The bot needs 5 connections at least: one to write, one to "
                + "listen, and the others to read.",
            Sentence("Host=db;Database=ours;Maximum Pool Size=2"));

    static string Sentence(string text) =>
        Assert.Throws<CannotStartException>(() => Store.Open(text).Dispose()).Message;
}
