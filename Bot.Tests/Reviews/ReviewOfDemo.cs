using System.Data;
using Bot.Alerts.Routing;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.People;
using Bot.Reviews;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>Holds the figures of reviews of the demo against those that are worked out apart.</summary>
static class ReviewOfDemo
{
    const int Questions = 20;

    /// <summary>Of 20 random questions, and of all that there is.</summary>
    /// <param name="db">The demo's store.</param>
    /// <param name="now">Its present.</param>
    /// <returns>How many were compared.</returns>
    public static int Agrees(IDbConnection db, DateTimeOffset now)
    {
        var exported = new ReviewByExport(db, now);
        var apart = new ReviewByHand(db, TeamRoutes.All(db).ToDictionary(r => r.Id, r => r.Name));
        var (rotations, sources) = (All(db, "select id from rotations"), All(db, "select distinct source from alerts"));
        var (random, zone) = (new Random(20), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        T? Maybe<T>(IReadOnlyList<T> all) => random.Next(2) == 0 ? all[random.Next(all.Count)] : default;
        Compare(ReviewSpan.NinetyDays, new());
        for (var i = 0; i < Questions; i++)
        {
            Severity? severity = random.Next(3) == 0 ? Enum.GetValues<Severity>()[random.Next(3)] : null;
            Compare(Enum.GetValues<ReviewSpan>()[i % 5], new(Maybe(rotations), severity, Maybe(sources)));
        }

        return Questions;

        void Compare(ReviewSpan span, ReviewFilter filter)
        {
            var period = ReviewPeriod.Of(span, now, zone);
            var figures = ReadReview.Of(db, Viewer.Public, period, filter, now, isLoadRead: true);
            if (filter == new ReviewFilter()) HasSomethingToShow(figures);
            var lines = ReviewByHand.Lines(figures);
            Assert.Equal(apart.Lines("", period, filter, now), lines);
            Assert.Equal(exported.Lines(period, filter), lines.Where(ReviewByExport.IsOf));
        }
    }

    static void HasSomethingToShow(ReviewFigures figures)
    {
        Assert.True(figures.Incidents.All > 3 && figures.Incidents.OnIt.Count > 0 && figures.Incidents.Resolved.Count > 0);
        Assert.True(figures.Incidents.Wrong > TimeSpan.Zero && figures.Jobs.Any(j => j.Red > TimeSpan.Zero));
        Assert.True(figures.Noise.Count > 0 && figures.Flakes.All > 0 && figures.Debt.Now.Open > 0);
        Assert.NotEmpty(figures.Debt.Weeks);
        Assert.True(figures.FollowUps is { Made: > 0, Done: > 0 });
        Assert.True(figures.Load!.Sum(l => l.OutOfHours) > 0 && figures.Load!.Sum(l => l.Covers) > 0);
        Assert.True(ReviewCharts.Of(figures).Count >= 3);
    }

    static List<string> All(IDbConnection db, string sql) => [.. db.Query<string>(sql).Order(StringComparer.Ordinal)];
}
