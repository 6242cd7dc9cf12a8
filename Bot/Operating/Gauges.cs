using System.Data;
using System.Diagnostics.Metrics;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Incidents;
using Bot.Operating.Checks;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Operating;

/// <summary>
/// What stands, as opposed to what happens: whoever asks has it read from the database, at most once a second. While that cannot
/// be read nothing of it is said but that the bot is not ready.
/// </summary>
sealed class Gauges : IHostedService, IDisposable
{
    const string Of = "lane", Which = "severity";

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly Meter meter = new(Telemetry.Name);
    readonly Lock looking = new();
    readonly Database database;
    readonly Readiness readiness;
    readonly SlackStatus slack;
    readonly BackupOptions backups;
    readonly TimeProvider clock;
    GaugeValues? known;
    long at;

    public Gauges(Database database, Readiness readiness, SlackStatus slack, BackupOptions backups, TimeProvider clock)
    {
        (this.database, this.readiness, this.slack, this.backups, this.clock) = (database, readiness, slack, backups, clock);
        meter.CreateObservableGauge(
            "bot.ready", () => Now is { IsReady: true } ? 1 : 0, null, "1 while /health/ready says ready, else 0.");
        meter.CreateObservableGauge(
            "bot.slack.sockets", () => slack.Ready, null, "Connections of this process on which Slack sends.");
        meter.CreateObservableGauge(
            "bot.slack.others", () => slack.Others, null, "Connections of others with the same tokens.");
        meter.CreateObservableGauge(
            "bot.queue.depth", () => ByLane(l => l.Depth), null, "What is due in Slack or is tried again, by lane.");
        meter.CreateObservableGauge(
            "bot.queue.oldest.age", () => ByLane(l => l.Age), "s", "For how long the oldest of that has waited, by lane.");
        meter.CreateObservableGauge(
            "bot.queue.refused", () => One(Now?.Refused), null, "What Slack refuses for good, until somebody sees to it.");
        meter.CreateObservableGauge(
            "bot.queue.failing", () => One(Now?.Failing), null, "What has failed and is tried again.");
        meter.CreateObservableGauge(
            "bot.backup.age", () => One(Now?.BackupAge), "s", "For how long there is no newer daily backup than the last.");
        meter.CreateObservableGauge(
            "bot.incidents.open", () => BySeverity(), null, "Open incidents, public and private ones together, by severity.");
    }

    GaugeValues? Now
    {
        get
        {
            lock (looking)
            {
                if (at != 0 && TimeProvider.System.GetElapsedTime(at) < Fresh) return known;
                known = Look();
                at = TimeProvider.System.GetTimestamp();
                return known;
            }
        }
    }

    GaugeValues? Look()
    {
        try
        {
            return database.Read(db => Look(db, readiness.Look(db).IsReady, database.WireNow, BackupAge(db)));
        }
        catch (StorageException)
        {
            return null;
        }
    }

    // Where none was made it counts from when the first was due.
    double? BackupAge(IDbConnection db) => backups.Folder is not null && LastBackup.Find(db) is { } last
        ? Math.Max(0, (clock.GetUtcNow() - (last.At ?? last.Since)).TotalSeconds)
        : null;

    static GaugeValues Look(IDbConnection db, bool isReady, long now, double? backupAge) => new(
        isReady,
        db.Query<(long Lane, long Depth, long? Since)>(
            """
            select lane, count(*), min(case when due_at > 0 or waiting_since is not null
                then coalesce(waiting_since, due_at) end)
            from wakes where parked is null and (tries > 0 or due_at <= @now) group by lane
            """,
            new { now }).ToDictionary(l => (Lane)l.Lane, l => (l.Depth, Math.Max(0, now - (l.Since ?? now)) / 1000.0)),
        db.ExecuteScalar<long>("select count(*) from wakes where parked is not null"),
        db.ExecuteScalar<long>("select count(*) from wakes where parked is null and waiting_since is not null"),
        db.Query<(string Severity, long Count)>(
            $"select severity, count(*) from incidents where {IncidentStore.IsOpen} group by severity")
            .ToDictionary(s => s.Severity, s => s.Count, StringComparer.OrdinalIgnoreCase),
        backupAge);

    IEnumerable<Measurement<double>> ByLane(Func<(long Depth, double Age), double> figure) => Now is not { } now ? []
        : Enum.GetValues<Lane>().Select(lane => new Measurement<double>(
            figure(now.Lanes.GetValueOrDefault(lane)), KeyValuePair.Create(Of, (object?)Word(lane))));

    IEnumerable<Measurement<long>> BySeverity() => Now is not { } now ? []
        : Enum.GetValues<Severity>().Select(severity => new Measurement<long>(
            now.Incidents.GetValueOrDefault(Word(severity)), KeyValuePair.Create(Which, (object?)Word(severity))));

    static IEnumerable<Measurement<T>> One<T>(T? figure)
        where T : struct => figure is { } known ? [new(known)] : [];

    static string Word(Enum name) => name.ToString().ToLowerInvariant();

    // It is there as soon as it is asked for, which is all that the host has to do.
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => meter.Dispose();

    sealed record GaugeValues(
        bool IsReady, Dictionary<Lane, (long Depth, double Age)> Lanes, long Refused, long Failing,
        Dictionary<string, long> Incidents, double? BackupAge);
}
