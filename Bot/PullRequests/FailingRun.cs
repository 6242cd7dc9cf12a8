using System.Data;
using Bot.Alerts.Dbt;
using Bot.Domain.Alerts;
using Bot.Domain.PullRequests;
using Bot.Incidents;
using Dapper;

namespace Bot.PullRequests;

/// <summary>The first failing run of an incident, as its alert tells of it.</summary>
/// <param name="Commit">Of which commit it was.</param>
/// <param name="Repository">Of which repository; null where its sender does not say.</param>
/// <param name="Places">Where the commits of its job that passed are kept.</param>
public sealed record FailingRun(string Commit, string? Repository, IReadOnlyList<string> Places)
{
    const string OfDbt = "%\"dbt_node\":%";

    /// <summary>Null where no failing node of dbt belongs to the incident, or CI does not name its commit.</summary>
    public static FailingRun? Of(IDbConnection db, long incident) => Rows(db, incident)
        .Where(row => row.Firing == 1).OrderBy(row => row.RedSince).Select(Of).FirstOrDefault(run => run is not null);

    static FailingRun? Of(Row row)
    {
        var (source, said) = (row.Source, AlertJson.Metadata(row.Metadata));
        return said.GetValueOrDefault("commit") is { } commit && PullRules.IsCommit(commit)
            ? new(
                commit, RepositoryIn(said),
                [$"dbt:{row.Job}", $"dbt:{source}/{row.Job}", $"job:{row.Job}"])
            : null;
    }

    static string? RepositoryIn(Dictionary<string, string> said) => PullName.RepositoryOf(said.GetValueOrDefault("repository"))
        ?? PullName.RepositoryOf(said.GetValueOrDefault("commit_url")?.Split("/commit/")[0]);

    /// <summary>Whether an incident is about nodes of dbt.</summary>
    public static bool IsOfDbt(IDbConnection db, long incident) => Rows(db, incident).Count > 0;

    /// <summary>The nodes that fail in an incident, or failed where none does any more, by the place of their project.</summary>
    public static IReadOnlyList<(string Place, IReadOnlyList<string> Nodes)> Failing(IDbConnection db, long incident)
    {
        var rows = Rows(db, incident);
        var failing = rows.Where(row => row.Firing == 1).ToList();
        return
        [
            .. (failing.Count > 0 ? failing : rows).GroupBy(row => row.Job).Select(job => (
                JobKey.Place(job.First().Source, AlertJson.Metadata(job.First().Metadata)),
                (IReadOnlyList<string>)[.. Nodes(db, job.Key, [.. job]).Distinct()])),
        ];
    }

    // One alert may stand for several nodes, of which it names the first.
    static IEnumerable<string> Nodes(IDbConnection db, string job, List<Row> alerts)
    {
        var keys = alerts.Select(row => row.Key[(row.Source.Length + 1)..]).ToHashSet(StringComparer.Ordinal);
        return alerts.Select(row => AlertJson.Metadata(row.Metadata).GetValueOrDefault("dbt_node")).OfType<string>()
            .Concat(DbtStore.Read(DbtStore.Of(db, job)).Red.Where(red => red.Behind is null && keys.Contains(red.Key))
                .Select(red => red.Result.Node));
    }

    static List<Row> Rows(IDbConnection db, long incident) => db.Query<Row>(
        """
        select key, job, metadata, firing, red_since from incident_alerts
        where incident = @incident and job is not null and metadata like @OfDbt order by first_at, key limit 100
        """,
        new { incident, OfDbt }).Where(row => row.Key.Contains('/', StringComparison.Ordinal)).ToList();

    sealed class Row
    {
        /// <summary>The source and the alert's own key.</summary>
        public string Key { get; init; } = "";
        public string Job { get; init; } = "";
        public string Metadata { get; init; } = "";
        public long Firing { get; init; }
        public long RedSince { get; init; }

        public string Source => Key[..Key.IndexOf('/', StringComparison.Ordinal)];
    }
}
