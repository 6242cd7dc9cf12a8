using System.Data;
using Dapper;

namespace Bot.Incidents;

/// <summary>What a run of dbt changed: how many failures are new, and how many are well again.</summary>
public sealed record LastRun(long At, long First, long New, long Well)
{
    /// <summary>Others came before it, beside which it is told what it changed.</summary>
    public bool IsNews => First < At && New + Well > 0;
}

/// <summary>What is read of the alerts that an incident stands for.</summary>
public static class IncidentAlerts
{
    const string OfAlert =
        "key, title, source_url, count, first_at, last_at, firing, metadata, left_firing, said, well_at, red_since, attributes";

    /// <summary>
    /// The newest kinds of alert of an incident, those that fail first, whatever the number of all
    /// (<see cref="IncidentRow.Kinds"/>).
    /// </summary>
    public static List<AlertSeen> Alerts(IDbConnection db, long number) => db.Query<AlertSeen>(
        $"""
        select {OfAlert} from incident_alerts
        where incident = @number order by firing desc, last_at desc, red_since desc, key limit 10
        """,
        new { number }).ToList();

    /// <summary>What fails, the newest first.</summary>
    public static List<AlertSeen> Firing(IDbConnection db, long number, int most) => db.Query<AlertSeen>(
        $"""
        select {OfAlert} from incident_alerts
        where incident = @number and firing = 1 order by red_since desc, last_at desc, key limit @most
        """,
        new { number, most }).ToList();

    /// <summary>What the last run of dbt that was heard of has changed; null where the incident is of none.</summary>
    public static LastRun? LastRun(IDbConnection db, long number) => db.QueryFirstOrDefault<LastRun>(
        """
        with causes as (
            select first_at, red_since, firing, well_at, metadata, coalesce(well_at, last_at) as heard_at from incident_alerts
            where incident = @number and metadata like '%"dbt_node":%')
        select newest.at, newest.first, count(case when firing = 1 and red_since = newest.at then 1 end) as new,
            count(case when well_at = newest.at and metadata not like '%"behind":%' then 1 end) as well
        from causes cross join (select max(heard_at) as at, min(first_at) as first from causes) as newest
        group by newest.at, newest.first
        """,
        new { number });

    /// <summary>What has failed for longest, or else what failed last: whose alert said anything.</summary>
    public static AlertSeen? Cause(IDbConnection db, long number) => db.QueryFirstOrDefault<AlertSeen>(
        $"""
        select {OfAlert} from incident_alerts a where incident = @number
        order by firing desc, case when said is null then 1 else 0 end,
            case when firing = 1 then red_since else -last_at end,
            case when said = (select known from incidents where number = @number) then 0 else 1 end, key limit 1
        """,
        new { number });

    /// <summary>The newest that fails, or else the newest, which leads somewhere.</summary>
    public static AlertSeen? Linked(IDbConnection db, long number) => db.QueryFirstOrDefault<AlertSeen>(
        $"""
        select {OfAlert} from incident_alerts
        where incident = @number and source_url is not null order by firing desc, last_at desc, key limit 1
        """,
        new { number });

    /// <summary>
    /// When anything was heard of it last: an alert that fires again is news, though it is no change of the incident; that the
    /// bot calls somebody is none.
    /// </summary>
    public static long Stirred(IDbConnection db, IncidentRow incident) => db.ExecuteScalar<long>(
        """
        select max(at) from (select at from history where subject = @Subject and actor <> @Bot
            union all select coalesce(well_at, last_at) from incident_alerts where incident = @Number
            union all select wrote_at from incident_people where incident = @Number
            union all select last_word_at from incidents where number = @Number) as stirred
        """,
        new { incident.Subject, incident.Number, IncidentChange.Bot });
}
