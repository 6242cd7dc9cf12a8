using System.Data;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Reviews;

/// <summary>Reads all the figures of a review, as far as whoever it is for may see what they are of.</summary>
public static class ReadReview
{
    /// <param name="db">As of one moment.</param>
    /// <param name="viewer">For whom.</param>
    /// <param name="period">Of which period.</param>
    /// <param name="filter">What it is about.</param>
    /// <param name="now">When.</param>
    /// <param name="isLoadRead">Whether what each person had is read too.</param>
    public static ReviewFigures Of(
        IDbConnection db, Viewer viewer, ReviewPeriod period, ReviewFilter filter, DateTimeOffset now, bool isLoadRead)
    {
        var scope = new ReviewScope(filter, RotationStore.All(db, now));
        return new()
        {
            Period = period,
            Incidents = ReadIncidents.Of(db, viewer, scope, period.During, period.Step),
            Before = ReadIncidents.Of(db, viewer, scope, period.Before, period.Step),
            Jobs = ReadRuns.Jobs(db, viewer, scope, period),
            Offenders = ReadOffenders.Of(db, viewer, scope, period),
            Noise = ReadNoise.Of(db, viewer, scope, period),
            Flakes = ReadRuns.Flakes(db, viewer, scope, period),
            Debt = ReadDebt.Of(db, scope, period, now),
            FollowUps = ReadFollowUps.Of(db, viewer, scope, period, now),
            Load = isLoadRead ? ReadLoad.Of(db, viewer, scope, period, now) : null,
        };
    }
}
