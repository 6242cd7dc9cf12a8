using System.Diagnostics;
using System.Globalization;
using Bot.Operating;
using Bot.Settings;
using Bot.Storage;
using Bot.Tests.Hosting;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Operating;

/// <summary>The bot makes a backup a day by itself, keeps each for some days, and says what is wrong with it.</summary>
public sealed class DailyBackupTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    string Folder => Path.Combine(scratch.Folder, "backups");

    string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task One_is_made_each_day_and_kept_for_its_days()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Backup:Folder"] = Folder, ["Backup:Keep"] = "2" });
        Assert.Equal(["data-responder-20260303-0300.db"], Files);
        foreach (var beside in new[] { "data-responder-notes.db", "data-responder-20260302-0300.db.part" })
            await File.WriteAllTextAsync(Path.Combine(Folder, beside), "", TestContext.Current.CancellationToken);
        await afternoon.Pass(TimeSpan.FromHours(16));
        Assert.Equal(3, Files.Length);
        await afternoon.Pass(TimeSpan.FromHours(2));
        for (var day = 0; day < 3; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(
            [
                "data-responder-20260305-0300.db", "data-responder-20260306-0300.db", "data-responder-20260307-0300.db",
                "data-responder-notes.db",
            ],
            Files);
        await afternoon.Restart();
        Assert.Equal(4, Files.Length);
        using var said = new StringWriter();
        var into = Path.Combine(scratch.Folder, "into.db");
        RestoreStore.Run(Path.Combine(Folder, "data-responder-20260307-0300.db"), $"Data Source={into}", said);
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
        Assert.Equal(["data-responder-20260303-0300.db.gz"], Files);
        afternoon.Ivy.DoesNotSee("The daily backup is not done.");
    }

    [Fact]
    public async Task That_program_is_told_nothing_that_the_bot_is_trusted_with()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var (script, said) = (Path.Combine(scratch.Folder, "hand-over"), Path.Combine(scratch.Folder, "said"));
        await File.WriteAllTextAsync(script, "#!/bin/sh\nenv > \"$1\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string[] ours =
        [
            "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "GITHUB_TOKEN", "AI__ApiKey", "Intake__Tokens__circleci", "intake__tokens__dbt",
            "ConnectionStrings__Default", "HEARTBEAT_URL", "OTEL_EXPORTER_OTLP_HEADERS",
        ];
        await new HandOverBackup(NullLogger<HandOverBackup>.Instance).Run(
            script, said, TestContext.Current.CancellationToken,
            ours.ToDictionary(name => name, _ => "secret").Append(new("PATH", "/usr/bin:/bin")).Append(new("AWS_REGION", "eu"))
                .ToDictionary());
        var told = await File.ReadAllTextAsync(said, TestContext.Current.CancellationToken);
        Assert.Contains("AWS_REGION=eu", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_leaves_running_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var (script, left) = (Path.Combine(scratch.Folder, "hand-over"), Path.Combine(scratch.Folder, "left"));
        await File.WriteAllTextAsync(
            script, "#!/bin/sh\nsleep 100000 &\necho $! > \"$1\"\nexit 3\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var gone = await Assert.ThrowsAsync<BackupException>(() => new HandOverBackup(NullLogger<HandOverBackup>.Instance).Run(
            script, left, TestContext.Current.CancellationToken));
        Assert.Contains("ended with code 3", gone.Message, StringComparison.Ordinal);
        var process = int.Parse(
            await File.ReadAllTextAsync(left, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Process.GetProcessById(process).Kill();
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
        Assert.Equal(["data-responder-20260303-0300.db"], Files);
        settings["Backup:Command"] = "true";
        await afternoon.Restart();
        Assert.Equal(0, Done(afternoon));
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Equal(1, Done(afternoon));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_to_admins()
    {
        await File.WriteAllTextAsync(Folder, "", TestContext.Current.CancellationToken);
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
