using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Bot.Alerts.Intake;
using Bot.Sandbox;
using Bot.Tests.Hosting;
using Bot.Tests.Laws;
using Dapper;
using AppManifest = Bot.Settings.AppManifest;

namespace Bot.Tests.Operating;

/// <summary><c>Bot doctor</c>, from beside a bot or without one.</summary>
public sealed partial class AskDoctorTests : IAsyncLifetime
{
    readonly Scratch scratch = new();
    Workspace workspace = null!;

    public async ValueTask InitializeAsync() => workspace = await Workspace.Start(new() { Wire = TimeProvider.System });

    public async ValueTask DisposeAsync()
    {
        await workspace.DisposeAsync();
        scratch.Dispose();
    }

    /// <summary>What it says of an app, and its exit code.</summary>
    async Task<(int Code, string Said)> Asked(InstalledApp app, params string[] settings)
    {
        using var said = new StringWriter();
        string[] all =
        [
            $"--SLACK_BOT_TOKEN={app.BotToken}", $"--SLACK_APP_TOKEN={app.AppToken}", $"--SLACK_API_URL={workspace.ApiUrl}",
            $"--ConnectionStrings:Default=Data Source={scratch.Path}", "--urls=http://127.0.0.1:1",
            "--Slack:Backoff=00:00:00.020",
        ];
        // What is said twice counts as it is said last.
        var code = await BotApp.Examine([.. all, .. settings], said);
        return (code, said.ToString());
    }

    [Fact]
    public async Task Beside_a_bot_that_runs_it_finds_the_same()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        using var said = new StringWriter();
        var code = await BotApp.Examine(
            [
                $"--SLACK_BOT_TOKEN={afternoon.App.BotToken}", $"--SLACK_APP_TOKEN={afternoon.App.AppToken}",
                $"--SLACK_API_URL={afternoon.Workspace.ApiUrl}",
                $"--ConnectionStrings:Default={afternoon.Store.ConnectionString}", $"--urls={afternoon.Url}",
            ],
            said);
        Assert.Equal((0, ""), (code, string.Join('\n', said.ToString().Split('\n').Where(line => line.StartsWith('✗')))));
        foreach (var line in new[]
        {
            "✓ A bot runs on this machine, and is ready.", "✓ @data-responder follows whoever is on call.",
            "✓ It is in #data-incidents", "– PUBLIC_URL is not set", "Nothing is to be mended.",
        })
            Assert.Contains(line, said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_start_it_looks_at_what_there_is()
    {
        var (code, said) = await Asked(workspace.AddApp(Manifest.Text), "--PUBLIC_URL=http://127.0.0.1:1");
        Assert.Equal(0, code);
        Assert.Contains(
            "– Whether PUBLIC_URL leads to the bot (http://127.0.0.1:1/health/live) is known once it runs on this machine.", said,
            StringComparison.Ordinal);
        Assert.Contains($"– {scratch.Path} is not there yet", said, StringComparison.Ordinal);
        Assert.Contains("✓ SLACK_APP_TOKEN opens connections of Socket Mode.", said, StringComparison.Ordinal);
        Assert.Contains("– There is no announcement channel yet", said, StringComparison.Ordinal);
        Assert.Contains("– No bot runs on this machine", said, StringComparison.Ordinal);
        Assert.Contains($"✓ {scratch.Folder} can be written. ", said, StringComparison.Ordinal);
        Assert.Contains("– No daily backup is set.", said, StringComparison.Ordinal);
        // Of the store that stands in for it nothing is said.
        Assert.DoesNotContain("bot-doctor-", said, StringComparison.Ordinal);
        Assert.DoesNotContain("gets to Slack", said, StringComparison.Ordinal);
        // Nothing of a bot was made.
        Assert.Empty(Directory.GetFiles(scratch.Folder));
    }

    [Fact]
    public async Task Each_permission_that_is_missing_is_named_with_what_stops_without_it()
    {
        using (scratch.Open()) { }
        foreach (var (scope, isOptional) in AppManifest.Scopes.Select(s => (s, false))
            .Concat(AppManifest.OptionalScopes.Select(s => (s, true))))
        {
            // Without it Slack takes no commands into a manifest, and without others no events.
            if (scope == "commands") continue;
            var app = workspace.AddApp(Events().Replace(Manifest.Text, "")
                .Replace($"      - {scope}\n", "", StringComparison.Ordinal));
            var (code, said) = await Asked(app);
            Assert.Equal(isOptional ? 0 : 1, code);
            Assert.Contains(
                (isOptional ? "– The app lacks the optional " : "✗ The app lacks ") + $"`{scope}`: ", said,
                StringComparison.Ordinal);
            Assert.Contains("Add it under OAuth & Permissions of the app", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_named()
    {
        var app = workspace.AddApp(Manifest.Text);
        var (code, said) = await Asked(app, "--SLACK_BOT_TOKEN=xoxb-1");
        Assert.Equal(1, code);
        Assert.Contains(
            "✗ Slack does not take SLACK_BOT_TOKEN (invalid_auth).\n  Slack does not know the token", said,
            StringComparison.Ordinal);
        Assert.Contains("✓ SLACK_APP_TOKEN", said, StringComparison.Ordinal);
        (_, said) = await Asked(app, "--SLACK_APP_TOKEN=xapp-1");
        Assert.Contains("✗ Slack does not take SLACK_APP_TOKEN (invalid_auth).", said, StringComparison.Ordinal);
        Assert.Contains("Make a new app-level token with connections:write", said, StringComparison.Ordinal);
        (_, said) = await Asked(app, "--SLACK_GROUPS_TOKEN=xoxp-1");
        Assert.Contains("✗ Slack does not take SLACK_GROUPS_TOKEN (invalid_auth)", said, StringComparison.Ordinal);
        (_, said) = await Asked(app, $"--SLACK_GROUPS_TOKEN={app.GroupsToken}");
        Assert.Contains("✓ SLACK_GROUPS_TOKEN is that of", said, StringComparison.Ordinal);
        app.Revoked = true;
        (_, said) = await Asked(app);
        Assert.Contains("(token_revoked).\n  The token was revoked: reinstall the app", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_that_does_not_answer_in_time_is_no_other_program()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (code, said) = await Asked(workspace.AddApp(Manifest.Text), $"--urls=http://{listener.LocalEndpoint}");
        Assert.Equal(1, code);
        Assert.Contains(
            $"✗ What listens for http://{listener.LocalEndpoint}/health/ready does not answer within 5 s.\n"
                + "  Look at the bot's log",
            said, StringComparison.Ordinal);
        Assert.DoesNotContain("ASPNETCORE_URLS", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_a_sentence()
    {
        var wrong = await Assert.ThrowsAsync<CannotStartException>(
            () => Asked(workspace.AddApp(Manifest.Text), "--SLACK_APP_TOKEN=xoxb-1"));
        Assert.Contains("SLACK_APP_TOKEN holds a bot token", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Slack_is_out_of_reach_it_says_so_and_looks_at_the_rest()
    {
        using (scratch.Open()) { }
        var (code, said) = await Asked(workspace.AddApp(Manifest.Text), "--SLACK_API_URL=http://127.0.0.1:1/api/");
        Assert.Equal(1, code);
        Assert.Contains("✗ Slack does not answer", said, StringComparison.Ordinal);
        Assert.Contains("✓ " + scratch.Path + " is whole", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told_by_that_of_Slack()
    {
        await using var ahead = await Workspace.Start(new() { Wire = new Shifted(TimeSpan.FromMinutes(2)) });
        var (code, said) = await Asked(ahead.AddApp(Manifest.Text), $"--SLACK_API_URL={ahead.ApiUrl}");
        Assert.Equal(1, code);
        Assert.Matches(@"✗ This machine's clock is 1[12]\d s behind Slack's\.\n  Set it right \(NTP\)", said);
    }

    [Fact]
    public async Task A_file_that_is_damaged_of_another_version_or_of_another_workspace_is_named()
    {
        var app = workspace.AddApp(Manifest.Text);
        using (var database = scratch.Open()) await database.Change(tx => tx.Db.Execute(
            "insert into settings (key, value) values ('team', 'T0OTHER')"));
        Assert.Contains("and the database to T0OTHER.", (await Asked(app)).Said, StringComparison.Ordinal);
        using (var db = scratch.File().Open())
        {
            db.Execute("delete from SchemaVersions where ScriptName = (select max(ScriptName) from SchemaVersions)");
            Assert.Contains("– " + scratch.Path + " was made by an older bot", (await Asked(app)).Said, StringComparison.Ordinal);
            db.Execute("insert into SchemaVersions (ScriptName, Applied) values ('migrations/sqlite/9999_later.sql', '')");
            Assert.Contains("was written by a newer bot", (await Asked(app)).Said, StringComparison.Ordinal);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(scratch.Path, "This is no database.", TestContext.Current.CancellationToken);
        var (code, said) = await Asked(app);
        Assert.Equal(1, code);
        Assert.Contains("✗ The database cannot be used.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("bot-doctor-", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_database_cannot_be_made_it_says_so_before_the_first_start()
    {
        var file = Path.Combine(scratch.Folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var (code, said) = await Asked(
            workspace.AddApp(Manifest.Text), $"--ConnectionStrings:Default=Data Source={Path.Combine(file, "x", "bot.db")}");
        Assert.Equal(1, code);
        Assert.Contains($"✗ Nothing can be written in {file}: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_backup_is_well_late_not_done_or_without_a_place()
    {
        var app = workspace.AddApp(Manifest.Text);
        using var database = scratch.Open();
        var settings = $"--Backup:Folder={scratch.Folder}";
        Assert.Contains("– No daily backup was made yet.", (await Asked(app, settings)).Said, StringComparison.Ordinal);
        await database.Change(tx => tx.Db.Execute(
            "insert into backups values (1577847600000, 0, 1, '/b/data-responder-20200101-0405.db', 1, null)"));
        var (code, said) = await Asked(app, settings);
        Assert.Equal(1, code);
        Assert.Contains("✗ The daily backup is late: the last is of 2020-01-01 04:05 UTC (", said, StringComparison.Ordinal);
        await database.Change(tx => tx.Db.Execute(
            "insert into backups values (1577934000000, 0, null, null, null, 'It broke.')"));
        (code, said) = await Asked(app, settings);
        Assert.Equal(1, code);
        Assert.Contains(
            "✗ The daily backup is not done: the last is of 2020-01-01 04:05 UTC (", said, StringComparison.Ordinal);
        Assert.Contains("\n  It broke. It is tried again every hour.", said, StringComparison.Ordinal);
        await database.Change(tx => tx.Db.Execute(
            "insert into backups values (@now, 0, 1, '/b/file', 1, null)",
            new { now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }));
        (code, said) = await Asked(app, settings);
        Assert.Equal(0, code);
        Assert.Contains("✓ The daily backup is made: the last is of ", said, StringComparison.Ordinal);
        (code, said) = await Asked(app, $"{settings}/none");
        Assert.Equal(1, code);
        Assert.Contains(
            $"✗ The daily backup has no place.\n  There is no folder {scratch.Folder}/none. Make it,", said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_do_not_open_what_is_sealed_are_named_and_none_is_made()
    {
        var (app, keys) = (workspace.AddApp(Manifest.Text), Path.Combine(scratch.Folder, "keys"));
        var settings = $"--DataProtection:Keys={keys}";
        using var database = scratch.Open();
        Assert.DoesNotContain("keys", (await Asked(app, settings)).Said, StringComparison.OrdinalIgnoreCase);
        var @sealed = new SealedSecrets(keys).Seal("builds", "secret-of-builds");
        await database.Change(tx => tx.Db.Execute(
            """
            insert into sources (name, kind, secret, secret_at, made_by, made_at)
            values ('builds', 'circleci', @sealed, 1, 'U0IVY', 1)
            """,
            new { @sealed }));
        var (code, said) = await Asked(app, settings);
        Assert.Equal(0, code);
        Assert.Contains("✓ The keys open all that is sealed (1 secret).", said, StringComparison.Ordinal);
        foreach (var key in Directory.GetFiles(keys)) File.Delete(key);
        (code, said) = await Asked(app, settings);
        Assert.Equal(1, code);
        Assert.Contains(
            $"✗ The keys do not open 1 of 1 secret: builds.\n  Put the folder of keys that sealed them in its place ({keys})",
            said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(keys));
    }

    [Fact]
    public async Task A_damaged_page_is_found()
    {
        using (var database = scratch.Open()) await database.Change(tx =>
        {
            for (var i = 0; i < 200; i++)
                tx.Db.Execute(
                    "insert into settings (key, value) values (@key, @value)",
                    new { key = $"k{i}", value = new string('x', 900) });
        });
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using (var file = File.Open(scratch.Path, FileMode.Open))
        {
            file.Position = file.Length - 40 * 4096;
            file.Write(new byte[30 * 4096]);
        }

        var (code, said) = await Asked(workspace.AddApp(Manifest.Text));
        Assert.Equal(1, code);
        Assert.Matches("✗ (.* is damaged: |The database could not be looked through)", said);
    }

    [GeneratedRegex(@"  event_subscriptions:\n    bot_events:\n(      - .*\n)+")]
    private static partial Regex Events();

    /// <summary>The real clock, set wrong.</summary>
    sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
