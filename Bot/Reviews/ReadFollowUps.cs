using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>
/// What was left to be done: of what belongs to an incident, as the incident is; of the rest, as the rotation that it is of.
/// </summary>
static class ReadFollowUps
{
    sealed class Row
    {
        public long? Made { get; init; }
        public long? Done { get; init; }
        public long? Overdue { get; init; }
    }

    public static FollowUpFigures Of(
        IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period, DateTimeOffset now)
    {
        var values = scope.With(viewer, period.During, period.Step);
        values.Add("today", Days.Text(When.Date(now, period.Zone)));
        var counted = db.QuerySingle<Row>(Counts, values);
        return new((int)(counted.Made ?? 0), (int)(counted.Done ?? 0), (int)(counted.Overdue ?? 0));
    }

    // What is of no incident has no severity and no source, and of a private one it is there for those inside alone.
    static readonly string Counts =
        $"""
        select sum(case when f.made_at >= @from and f.made_at < @to then 1 else 0 end) as made,
            sum(case when f.state = 'done' and f.ended_at >= @from and f.ended_at < @to then 1 else 0 end) as done,
            sum(case when f.state = 'outstanding' and f.due < @today then 1 else 0 end) as overdue
        from follow_ups f
        where (f.incident is not null and exists (
                select 1 from incidents i where i.number = f.incident and {Viewer.VisibleTo} and {ReviewScope.About}))
            or (f.incident is null and @severity is null and @source is null
                and (@rotation is null or case when f.rotation in @live then f.rotation else @first end = @rotation))
        """;
}
