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
        Assert.StartsWith("Another bot is already running on", Sentence(second.Own), StringComparison.Ordinal);
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

        Assert.NotEmpty(Sentence(() => Migrator.Migrate(scratch.File())));
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
            "was written by a newer bot (it has 9999_future.sql)", Sentence(() => Migrator.Migrate(scratch.File())),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_alone()
    {
        File.WriteAllText(scratch.Path, new string('x', 5000));
        Assert.Contains("is not a SQLite database", Sentence(() => Migrator.Migrate(scratch.File())), StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(scratch.Path).Length);
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using (var other = new SqliteConnection($"Data Source={scratch.Path}")) other.Execute("create table theirs (x)");
        Assert.Contains(
            "is a database of another program", Sentence(() => Migrator.Migrate(scratch.File())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(Path.Combine(scratch.Folder, "file"), "");
        using var file = new DatabaseFile($"Data Source={Path.Combine(scratch.Folder, "file", "bot.db")}");
        Assert.Contains("cannot be created", Sentence(file.Own), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set. Set it to the bot token")]
    [InlineData("SLACK_APP_TOKEN", "xoxb-2", "SLACK_APP_TOKEN holds a bot token (xoxb-…).")]
    [InlineData("SLACK_GROUPS_TOKEN", "xoxb-2", "SLACK_GROUPS_TOKEN holds a bot token")]
    [InlineData("SLACK_API_URL", "slack", "SLACK_API_URL is \"slack\"")]
    [InlineData("PUBLIC_URL", "responder", "PUBLIC_URL is \"responder\"")]
    [InlineData("ADMIN_USER_IDS", "U123456 ana", "ADMIN_USER_IDS holds \"ana\"")]
    [InlineData("Incidents:Channel", "Data Incidents", "Incidents__Channel is \"Data Incidents\"")]
    [InlineData("Incidents:StormLimit", "-1", "Incidents__StormLimit is \"-1\"")]
    [InlineData("Commands:Incident", "incident", "Commands__Incident is \"incident\"")]
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

    static string Sentence(Action start) => Assert.Throws<CannotStartException>(start).Message;
}
