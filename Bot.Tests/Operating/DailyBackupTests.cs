using System.Diagnostics;
using System.Globalization;
using Bot.Operating;
using Bot.Settings;
using Bot.Storage;
using Bot.Tests.Hosting;
using Bot.Tests.OnCall;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Operating;

/// <summary>The bot makes a backup a day by itself, keeps each for some days, and says what is wrong with it.</summary>
public sealed class DailyBackupTests : IDisposable
{
    readonly Scratch scratch = new();

    public DailyBackupTests() => Directory.CreateDirectory(Folder);

    public void Dispose() => scratch.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Folder => Path.Combine(scratch.Folder, "backups");

    string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task One_is_made_each_day_and_kept_for_its_days()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder, ["Backup:Keep"] = "2" });
        Assert.Equal(["data-responder-20260303-1000.db"], Files);
        foreach (var beside in new[] { "data-responder-notes.db", "data-responder-20260302-0300.db.part" })
            await File.WriteAllTextAsync(Path.Combine(Folder, beside), "", Stop);
        await afternoon.Pass(TimeSpan.FromHours(16));
        Assert.Equal(3, Files.Length);
        await afternoon.Pass(TimeSpan.FromHours(2));
        for (var day = 0; day < 3; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(
            [
                "data-responder-20260305-0400.db", "data-responder-20260306-0400.db", "data-responder-20260307-0400.db",
                "data-responder-notes.db",
            ],
            Files);
        await afternoon.Restart();
        Assert.Equal(4, Files.Length);
        using var said = new StringWriter();
        var into = Path.Combine(scratch.Folder, "into.db");
        RestoreStore.Run(Path.Combine(Folder, "data-responder-20260307-0400.db"), $"Data Source={into}", said);
    }

    [Fact]
    public async Task A_bot_whose_database_is_lost_leaves_the_backup_of_today_as_it_is()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder });
        var before = await File.ReadAllBytesAsync(Path.Combine(Folder, Assert.Single(Files)), Stop);
        await afternoon.Stop();
        await using var anew = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder });
        Assert.Equal(["data-responder-20260303-1000-2.db", "data-responder-20260303-1000.db"], Files);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Folder, "data-responder-20260303-1000.db"), Stop));
    }

    [Theory]
    [InlineData("data-responder-20260303-0300.db", "2026-03-03T03:00:00Z", 1)]
    [InlineData("data-responder-20260303-0300-12.db", "2026-03-03T03:00:00Z", 12)]
    [InlineData("data-responder-20260303-0300.db.gz", null, 0)]
    [InlineData("data-responder-20269903-0300.db", null, 0)]
    [InlineData("my-data-responder-20260303-0300.db", null, 0)]
    public void A_name_of_ours_says_when_it_was_taken(string file, string? at, int nth) => Assert.Equal(
        at is null ? null : new BackupName(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), nth, IsUnfinished: false),
        BackupName.Of(Path.Combine(Folder, file)));

    [Fact]
    public async Task A_bot_that_was_away_for_weeks_leaves_the_newest_however_old_they_are()
    {
        foreach (var name in new[] { "0101-0300", "0101-0300-2", "0201-0300", "0202-0300" })
            await File.WriteAllTextAsync(Path.Combine(Folder, $"data-responder-2026{name}.db"), "", Stop);
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder, ["Backup:Keep"] = "3" });
        Assert.Equal(
            ["data-responder-20260201-0300.db", "data-responder-20260202-0300.db", "data-responder-20260303-1000.db"], Files);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made_and_told_to_admins()
    {
        Directory.Delete(Folder);
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder });
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Ivy.Sees($"The daily backup is not done. There is no folder {Folder}. Make it, or mount the disk");
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Each_is_handed_to_a_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no gzip.");
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["Backup:Folder"] = Folder,
            ["Backup:Command"] = "gzip",
        });
        Assert.Equal(["data-responder-20260303-1000.db.gz"], Files);
        afternoon.Ivy.DoesNotSee("The daily backup is not done.");
    }

    [Fact]
    public async Task That_program_is_told_nothing_that_the_bot_is_trusted_with()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var (script, said) = (await Script("env > \"$1\""), Path.Combine(scratch.Folder, "said"));
        // All the ways in which .NET takes a setting of its environment.
        string[] ours =
        [
            "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "GITHUB_TOKEN", "AI__ApiKey", "Intake__Tokens__circleci", "intake__tokens__dbt",
            "ConnectionStrings__Default", "HEARTBEAT_URL", "OTEL_EXPORTER_OTLP_HEADERS", "AI:ApiKey", "Intake:Tokens:gitlab",
            "ASPNETCORE_GITHUB_TOKEN", "DOTNET_SLACK_GROUPS_TOKEN", "CUSTOMCONNSTR_Default", "POSTGRESQLCONNSTR_Default",
            "PGPASSWORD",
        ];
        await new HandOverBackup(NullLogger<HandOverBackup>.Instance).Run(
            script, said, Stop,
            ours.ToDictionary(name => name, _ => "secret").Append(new("PATH", "/usr/bin:/bin")).Append(new("AWS_REGION", "eu"))
                .ToDictionary());
        var told = await File.ReadAllTextAsync(said, Stop);
        Assert.Contains("AWS_REGION=eu", told, StringComparison.Ordinal);
        Assert.Contains("PATH=/usr/bin:/bin", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_leaves_running_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var (script, left) = (await Script("sleep 100000 &\necho $! > \"$1\"\nexit 3"), Path.Combine(scratch.Folder, "left"));
        var gone = await Assert.ThrowsAsync<BackupException>(() => new HandOverBackup(NullLogger<HandOverBackup>.Instance).Run(
            script, left, Stop));
        Assert.Contains("ended with code 3", gone.Message, StringComparison.Ordinal);
        var process = int.Parse(await File.ReadAllTextAsync(left, Stop), CultureInfo.InvariantCulture);
        Process.GetProcessById(process).Kill();
    }

    [Fact]
    public async Task Of_much_that_it_says_the_end_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var script = await Script("yes the beginning | head -c 1000000\necho the reason\nexit 3");
        using var log = new LogLines();
        using var factory = LoggerFactory.Create(to => to.AddProvider(log));
        await Assert.ThrowsAsync<BackupException>(
            () => new HandOverBackup(factory.CreateLogger<HandOverBackup>()).Run(script, script, Stop));
        var said = Assert.Single(log.All, line => line.Contains("ended with code 3", StringComparison.Ordinal));
        Assert.Contains("the reason", said, StringComparison.Ordinal);
        Assert.True(said.Length < 3000, $"{said.Length} characters were kept.");
    }

    async Task<string> Script(string text)
    {
        var script = Path.Combine(scratch.Folder, "hand-over");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\n{text}\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return script;
    }

    [Theory]
    [InlineData("false", "It was written, but false ended with code 1: the log has what it said.")]
    [InlineData("no-such-program-here", "It was written, but no-such-program-here could not be started: ")]
    public async Task What_the_program_makes_of_it_wrong_is_told_to_admins_and_tried_again(string command, string sentence)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such program.");
        Dictionary<string, string?> settings = new() { ["Backup:Folder"] = Folder, ["Backup:Command"] = command };
        await using var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Ivy.Sees($"The daily backup is not done. {sentence}");
        Assert.Equal(["data-responder-20260303-1000.db"], Files);
        settings["Backup:Command"] = "true";
        await afternoon.Restart();
        Assert.Equal(0, Done(afternoon));
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Equal(1, Done(afternoon));
        // The same was handed over again.
        Assert.Equal(["data-responder-20260303-1000.db"], Files);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_to_admins()
    {
        // What takes the place of the unfinished file cannot be taken away.
        var taken = Path.Combine(Folder, "data-responder-20260303-1000.db.part");
        Directory.CreateDirectory(taken);
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder });
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Ivy.Sees("The daily backup is not done. The backup could not be written: ");
    }

    [Theory]
    [InlineData("Backup:Keep", "0", "Backup__Keep is \"0\". Use a whole number of days from 1 to 3650.")]
    [InlineData("Backup:At", "25:00", "Backup__At is \"25:00\". Use a time of day in UTC, such as 03:00.")]
    [InlineData("Backup:Command", "true", "Backup__Command is set and Backup__Folder is not.")]
    public void A_wrong_setting_stops_the_bot_with_a_sentence(string key, string value, string sentence) => Assert.StartsWith(
        sentence,
        Assert.Throws<CannotStartException>(() => BackupOptions.Read(
            new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build())).Message,
        StringComparison.Ordinal);

    static long Done(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<long>("select count(*) from backups where done_at is not null and trouble is null"));
}
