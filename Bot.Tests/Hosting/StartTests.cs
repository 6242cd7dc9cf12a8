using System.Net;
using System.Net.Sockets;
using Bot.Hosting;
using Bot.Settings;
using Bot.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

/// <summary>What the bot says when it is started on a file or with a setting it cannot use.</summary>
public sealed class StartTests : IDisposable
{
    // A script whose tables nothing refers to, whichever scripts come after it.
    const string Incidents = "migrations/sqlite/0004_incidents.sql";

    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("-h")]
    [InlineData("--version")]
    public async Task Asked_for_help_it_needs_no_tokens(string verb) => Assert.Equal(0, await BotApp.Run([verb]));

    [Fact]
    public void A_second_bot_on_the_same_file_stops_with_a_sentence()
    {
        using var first = scratch.File();
        first.Own();
        using var second = scratch.File();
        Assert.StartsWith("Another bot is already running on", Sentence(() => second.Own()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_free_again_when_its_bot_has_gone()
    {
        using (var first = scratch.File()) first.Own();
        using var second = scratch.File();
        second.Own();
    }

    [Fact]
    public void An_older_file_is_copied_and_then_upgraded()
    {
        using (scratch.Open()) { }
        using (var db = scratch.File().Open())
        {
            db.Execute("insert into settings values ('kept', 'yes')");
            db.Execute($"delete from SchemaVersions where ScriptName = '{Incidents}'");
            foreach (var table in new[] { "incident_updates", "incident_people", "incident_alerts", "incidents" })
                db.Execute($"drop table {table}");
        }

        using var upgraded = scratch.Open();
        Assert.Equal("yes", upgraded.Read(db => SettingStore.Get(db, "kept")));
        Assert.Equal(0, upgraded.Read(db => db.ExecuteScalar<long>("select count(*) from incidents")));
        var copy = Assert.Single(Directory.GetFiles(scratch.Folder, "bot.db.before-*"));
        using var before = new SqliteConnection($"Data Source={copy}");
        Assert.Equal("yes", before.ExecuteScalar<string>("select value from settings where key = 'kept'"));
    }

    [Fact]
    public void A_failed_upgrade_leaves_nothing_half_done()
    {
        using (scratch.Open()) { }
        using (var db = scratch.File().Open())
        {
            // The script will meet a table of its own name half way.
            db.Execute($"delete from SchemaVersions where ScriptName = '{Incidents}'");
            db.Execute("drop table incident_updates; drop table incident_people; drop table incident_alerts; drop table "
                + "incidents; create table incident_people (x)");
        }

        Assert.NotEmpty(Sentence(() => SqliteMigrations.Migrate(scratch.File())));
        using var after = scratch.File().Open();
        Assert.Equal(0, after.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'incidents'"));
    }

    [Fact]
    public void A_file_of_a_newer_bot_is_left_alone()
    {
        using (scratch.Open()) { }
        using (var db = scratch.File().Open())
            db.Execute(
                "insert into SchemaVersions (ScriptName, Applied) values ('migrations/sqlite/9999_future.sql', '2030-01-01')");
        Assert.Contains(
            "was written by a newer bot (it has 9999_future.sql). Start that version, or go back to the copy made before the "
                + "upgrade: move bot.db, bot.db-wal and bot.db-shm away, and run Bot restore "
                + $"{scratch.Path}.before-… with this one.",
            Sentence(() => SqliteMigrations.Migrate(scratch.File())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        File.WriteAllText(scratch.Path, new string('x', 5000));
        Assert.Contains(
            "is not a SQLite database", Sentence(() => SqliteMigrations.Migrate(scratch.File())), StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(scratch.Path).Length);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using (var other = new SqliteConnection($"Data Source={scratch.Path}")) other.Execute("create table theirs (x)");
        Assert.Contains(
            "holds tables of another program", Sentence(() => SqliteMigrations.Migrate(scratch.File())),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(Path.Combine(scratch.Folder, "file"), "");
        using var file = new DatabaseFile($"Data Source={Path.Combine(scratch.Folder, "file", "bot.db")}");
        Assert.Contains("cannot be created", Sentence(() => file.Own()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set. Set it to the bot token")]
    [InlineData("SLACK_APP_TOKEN", "xoxb-2", "SLACK_APP_TOKEN holds a bot token (xoxb-…).")]
    [InlineData("SLACK_GROUPS_TOKEN", "xoxb-2", "SLACK_GROUPS_TOKEN holds a bot token")]
    [InlineData("SLACK_API_URL", "slack", "SLACK_API_URL is \"slack\"")]
    [InlineData("PUBLIC_URL", "responder", "PUBLIC_URL is \"responder\"")]
    [InlineData("ADMIN_USER_IDS", "U123456 ana", "ADMIN_USER_IDS holds \"ana\"")]
    [InlineData("PUBLIC_URL", "https://x/?a=1", "PUBLIC_URL is \"https://x/?a=1/\", with a ? or # in it.")]
    [InlineData("PUBLIC_URL", "https://x/#a", "PUBLIC_URL is \"https://x/#a/\", with a ? or #")]
    [InlineData("Incidents:Channel", "Data Incidents", "Incidents__Channel is \"Data Incidents\"")]
    [InlineData("Incidents:Channel", "Störungen", "Incidents__Channel is \"Störungen\"")]
    [InlineData("Incidents:Channel", "data.incidents", "Incidents__Channel is \"data.incidents\"")]
    [InlineData("Incidents:StormLimit", "-1", "Incidents__StormLimit is \"-1\"")]
    [InlineData("Commands:Incident", "incident", "Commands__Incident is \"incident\"")]
    [InlineData("SLACK_BOT_TOKEN", "xoxb-…", "SLACK_BOT_TOKEN is not whole, or holds a space or another character")]
    [InlineData("SLACK_APP_TOKEN", "xapp-1–2", "SLACK_APP_TOKEN is not whole, or holds a space or another character")]
    [InlineData("SLACK_BOT_TOKEN", "xoxb-", "SLACK_BOT_TOKEN is not whole")]
    [InlineData("Commands:Cover", "/incident", "Commands__Incident and Commands__Cover are both \"/incident\".")]
    [InlineData("Commands:Covr", "/cover", "Commands__Covr is no setting. Of Commands there is Commands__Incident, Co")]
    [InlineData("Incidents:Chanel", "foo", "Incidents__Chanel is no setting.")]
    [InlineData("Intake:Token:ci", "long-enough", "Intake__Token__ci is no setting.")]
    [InlineData("Intake:Tokens:ci", "long-enough–", "Intake__Tokens__ci holds a space or another character")]
    [InlineData("ConnectionStrings:Defualt", "Data Source=a.db", "ConnectionStrings__Defualt is no setting.")]
    [InlineData("Slack:Socket", "3", "Slack__Socket is no setting.")]
    [InlineData("Slack:Sockets", "0", "Slack__Sockets is \"0\". Use a whole number from 1 to 10.")]
    [InlineData("Slack:Tries", "0", "Slack__Tries is \"0\". Use a whole number from 1 to 10.")]
    [InlineData("Slack:AckDeadline", "-1", "Slack__AckDeadline is \"-1\". Use a time of more than 00:00:00, up to 00:10:00")]
    [InlineData("Slack:AckDeadline", "3", "Slack__AckDeadline is \"3\".")]
    [InlineData("Slack:Backoff", "00:00:00", "Slack__Backoff is \"00:00:00\".")]
    [InlineData("Posts:LookAfter", "-00:00:01", "Posts__LookAfter is \"-00:00:01\". Use a time from 00:00:00 to 00:10:00")]
    [InlineData("Retention:Bodies", "0", "Retention__Bodies is \"0\". Use a whole number of days from 1 to 3650.")]
    [InlineData("Retention:UpgradeCopies", "0", "Retention__UpgradeCopies is \"0\". Use a whole number of copies from 1")]
    [InlineData("Retention:Bodys", "30", "Retention__Bodys is no setting.")]
    [InlineData("Logging:LogLevel:Default", "info", "Logging__LogLevel__Default is \"info\". Use Trace, Debug, Information")]
    [InlineData("Slack:PostSpacing", "fast", "A value in the section Slack is not usable")]
    public void A_wrong_setting_is_named_in_one_sentence(string key, string value, string sentence)
    {
        var values = new Dictionary<string, string?>
        {
            ["SLACK_BOT_TOKEN"] = "xoxb-1",
            ["SLACK_APP_TOKEN"] = "xapp-1",
            [key] = value,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        Assert.StartsWith(sentence, Sentence(() => new ServiceCollection().AddBot(configuration)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bot_and_verbs_read_the_same_settings_once()
    {
        var builder = BotApp.Builder();
        Assert.Equal(AppContext.BaseDirectory, builder.Environment.ContentRootPath);
        var files = ((IConfigurationBuilder)builder.Configuration).Sources.OfType<FileConfigurationSource>().ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.ReloadOnChange);
    }

    [Theory]
    [InlineData("\"xoxb-1\"")]
    [InlineData(" 'xoxb-1' ")]
    public void Quotes_around_a_value_are_none_of_it(string token)
    {
        var settings = new ConfigurationManager();
        settings["SLACK_BOT_TOKEN"] = token;
        settings["Slack:Tries"] = "'3'";
        settings["Incidents:Channel"] = "\"it's";
        KnownSettings.Unquote(settings);
        Assert.Equal(
            ("xoxb-1", "3", "\"it's"), (settings["SLACK_BOT_TOKEN"], settings["Slack:Tries"], settings["Incidents:Channel"]));
    }

    [Theory]
    [InlineData("U012AB3CD,U012AB3CE")]
    [InlineData("U012AB3CD; U012AB3CE")]
    [InlineData("U012AB3CD\nU012AB3CE")]
    public void Admins_are_separated_as_people_separate_names(string ids) => Assert.Equal(
        ["U012AB3CD", "U012AB3CE"],
        Bot.People.Admins.Read(
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("ADMIN_USER_IDS", (string?)ids)]).Build()).Ids);

    [Theory]
    [InlineData(".gitignore")]
    [InlineData(".dockerignore")]
    public void The_file_of_tokens_is_kept_out_of_what_is_published(string list) =>
        Assert.Contains(File.ReadAllLines(Path.Combine(Laws.Sources.Root(), list)), line => line is ".env" or "**/.env");

    [Theory]
    [InlineData("manfest")]
    [InlineData("version")]
    [InlineData("--banana")]
    [InlineData("--banana=1")]
    [InlineData("--urls")]
    [InlineData("/urls=http://localhost:0")]
    public void A_word_that_is_not_known_is_named_beside_those_that_are(string word) =>
        Assert.Equal(
            $"\"{word}\" is nothing that Bot knows. It takes nothing, or --adopt, to run, or one of: manifest, doctor, "
                + "health, backup, restore, export, import, move, --version, --help.", Sentence(() => BotApp.Build([word])));

    [Fact]
    public async Task A_verb_takes_no_word_more() => Assert.Equal(1, await BotApp.Run(["manifest", "yaml"]));

    [Theory]
    [InlineData("banana", "ASPNETCORE_URLS is \"banana\", which is no http or https address.")]
    [InlineData("8080", "ASPNETCORE_URLS is \"8080\", which is no http or https address.")]
    [InlineData("ftp://localhost", "ASPNETCORE_URLS is \"ftp://localhost\", which is no http or https address.")]
    [InlineData("http://localhost:99999", "ASPNETCORE_URLS is \"http://localhost:99999\", whose port is none from 0 to 65535.")]
    [InlineData("http://localhost:web", "ASPNETCORE_URLS is \"http://localhost:web\", whose port is none from 0 to 65535.")]
    [InlineData("http://localhost:8080/bot", "ASPNETCORE_URLS is \"http://localhost:8080/bot\", which has a path")]
    [InlineData("http://localhost:0;banana", "ASPNETCORE_URLS is \"http://localhost:0;banana\", which is no http")]
    [InlineData("http://192.0.2.1:8080", "The intake cannot listen on http://192.0.2.1:8080:")]
    public void An_address_that_the_intake_cannot_listen_on_is_named(string urls, string sentence) =>
        Assert.StartsWith(sentence, Sentence(() => Build($"--urls={urls}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("--http_ports=99999", "ASPNETCORE_HTTP_PORTS holds \"99999\".")]
    [InlineData("--https_ports=web", "ASPNETCORE_HTTPS_PORTS holds \"web\".")]
    public void Ports_alone_are_looked_at_where_no_address_is_set(string port, string sentence) =>
        Assert.StartsWith(sentence, Sentence(() => Build("--urls=", port)), StringComparison.Ordinal);

    [Fact]
    public void An_address_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}";
        Assert.StartsWith(
            $"The intake cannot listen on {taken}: Address already in use.", Sentence(() => Build($"--urls={taken}")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_stands_twice_is_listened_on_once()
    {
        await using var app = BotApp.Build(
        [
            "--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", $"--ConnectionStrings:Default=Data Source={scratch.Path}",
            "--urls=http://127.0.0.1:0;http://127.0.0.1:0/",
        ]);
        Assert.Equal("http://127.0.0.1:0", app.Configuration["urls"]);
    }

    [Fact]
    public void Two_variables_that_differ_in_case_alone_are_named() =>
        Assert.StartsWith(
            "Intake__Tokens__CI and Intake__Tokens__ci are one setting",
            Sentence(() => KnownSettings.CheckCase(new Dictionary<string, string>
            {
                ["Intake__Tokens__ci"] = "one",
                ["Intake__Tokens__CI"] = "two",
                ["path"] = "one",
                ["PATH"] = "two",
            })),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Filename=bot.db;Password=x", "ConnectionStrings__Default asks for a password")]
    [InlineData("Data Source=bot.db;Mode=ReadOnly", "ConnectionStrings__Default asks for a file that is only read")]
    public void A_file_that_cannot_be_opened_so_is_named(string text, string sentence) =>
        Assert.StartsWith(sentence, Sentence(() => new DatabaseFile(text).Dispose()), StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_is_made_is_said()
    {
        using var file = new DatabaseFile($"Data Source={Path.Combine(scratch.Folder, "new", "bot.db")}");
        file.Own();
        Assert.Equal(Path.Combine(scratch.Folder, "new"), file.MadeFolder);
    }

    [Fact]
    public async Task Whoever_asks_for_the_health_of_no_bot_is_told_where_none_answers() =>
        Assert.StartsWith(
            "No bot answers at http://localhost:1/health/live: ", await Health.NotAlive("http://*:1"), StringComparison.Ordinal);

    static void Build(params string[] args) => BotApp.Build(["--SLACK_BOT_TOKEN=xoxb-1", "--SLACK_APP_TOKEN=xapp-1", .. args]);

    static string Sentence(Action start) => Assert.Throws<CannotStartException>(start).Message;
}
