using System.Data;
using System.Globalization;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.Warnings.Rows;
using Dapper;

namespace Bot.Reviews;

/// <summary>The warning ledger of the rotations and the source that a review is about.</summary>
static class ReadDebt
{
    public static DebtFigures Of(IDbConnection db, ReviewScope scope, ReviewPeriod period, DateTimeOffset now)
    {
        var (rotation, source) = (scope.Filter.Rotation, scope.Filter.Source);
        var warnings = WarningStore.FixedSince(db, period.During.Starts).FindAll(w =>
            (source is null || w.Source == source)
            && (rotation is null || RotationStore.Answering(scope.Rotations, w.Rotation)?.Id == rotation));
        return DebtFigures.Of(warnings, period.During, now, source is null ? Weeks(db, scope, period) : []);
    }

    // It was counted for each rotation, of all its sources.
    static IReadOnlyList<DebtOfWeek> Weeks(IDbConnection db, ReviewScope scope, ReviewPeriod period) =>
    [
        .. db.Query<(string Week, long Debt)>(
            """
            select week, cast(sum(debt) as bigint) from warning_weeks
            where at >= @from and at < @to and (@rotation is null or rotation = @rotation) group by week order by week
            """,
            new
            {
                from = period.During.Starts.ToUnixTimeMilliseconds(),
                to = period.During.Ends.ToUnixTimeMilliseconds(),
                rotation = scope.Filter.Rotation,
            }).Select(w => new DebtOfWeek(DateOnly.ParseExact(w.Week, "yyyy-MM-dd", CultureInfo.InvariantCulture), w.Debt)),
    ];
}
