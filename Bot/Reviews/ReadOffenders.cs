using System.Data;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.Reviews;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>What was in several incidents of a period: nodes of dbt, and keys of alerts that are about none.</summary>
static class ReadOffenders
{
    // As the bot keeps what incidents have in common.
    const string Node = "node::", Key = "alert::";

    const int Most = 20;

    sealed class Row
    {
        public required string Sign { get; init; }
        public long Times { get; init; }
        public long Steps { get; init; }
        public long Reverts { get; init; }
        public long Last { get; init; }
    }

    sealed record Fixed(long Number, string Fix);

    public static IReadOnlyList<Offender> Of(IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period)
    {
        var values = scope.With(viewer, period.During, period.Step);
        return [.. db.Query<Row>(Repeated, values).ToList().Select(row => Of(row) with { Fixed = Fix(db, values, row.Sign) })];
    }

    // A key whose incident is about a node says the same once more.
    const string Telling =
        $"""
        (s.sign like '{Node}%' or (s.sign like '{Key}%' and not exists (
            select 1 from incident_signs n where n.incident = i.number and n.sign like '{Node}%')))
        """;

    static readonly string Repeated =
        $"""
        select s.sign, count(*) as times, count(distinct (i.declared_at - @from) / @step) as steps,
            sum(case when lower(i.fix) like '%revert%' then 1 else 0 end) as reverts, max(i.declared_at) as last
        from incidents i join incident_signs s on s.incident = i.number
        where {Viewer.VisibleTo} and {ReviewScope.Counted} and {Telling}
        group by s.sign having count(*) > 1 order by times desc, last desc, s.sign limit {Most}
        """;

    static (long, string)? Fix(IDbConnection db, DynamicParameters values, string sign)
    {
        values.Add("sign", sign, DbType.String);
        var last = db.QueryFirstOrDefault<Fixed>(
            $"""
            select i.number, i.fix from incident_signs s join incidents i on i.number = s.incident
            where s.sign = @sign and i.fix is not null and {Viewer.VisibleTo} and {ReviewScope.Counted} and {Telling}
            order by i.declared_at desc, i.number desc limit 1
            """,
            values);
        return last is null ? null : (last.Number, last.Fix);
    }

    static Offender Of(Row row)
    {
        var isNode = row.Sign.StartsWith(Node, StringComparison.Ordinal);
        var value = row.Sign[(isNode ? Node : Key).Length..];
        return new(
            isNode ? KindOf(value) : OffenderKind.Key, isNode ? DbtName.Of(value) : value, (int)row.Times, (int)row.Steps,
            (int)row.Reverts, DateTimeOffset.FromUnixTimeMilliseconds(row.Last));
    }

    static OffenderKind KindOf(string node) => DbtName.Kind(node) switch
    {
        "model" => OffenderKind.Model,
        "source" => OffenderKind.Source,
        _ => DbtName.IsTest(node) ? OffenderKind.Test : OffenderKind.Node,
    };
}
