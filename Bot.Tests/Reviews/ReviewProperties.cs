using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.Domain.Warnings;
using CsCheck;

namespace Bot.Tests.Reviews;

public sealed class ReviewProperties
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly Gen<Stretch> Stretches =
        Gen.Select(Gen.Int[-50, 200], Gen.Int[0, 60], (from, length) => new Stretch(At(from), At(from + length)));

    static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    [Fact]
    public void Time_together_is_every_minute_in_which_at_least_one_lasted() =>
        Gen.Select(Stretches.List[0, 12], Gen.Int[0, 150]).Sample((all, length) =>
        {
            var period = new Stretch(Start, At(length));
            var minutes = Enumerable.Range(0, length).Count(m => all.Exists(s => s.Holds(At(m))));
            Assert.Equal(minutes, TimeTogether.Of(all.OrderBy(s => s.Starts), period).TotalMinutes);
        });

    [Fact]
    public void Half_are_no_longer_than_the_median_and_nine_of_ten_no_longer_than_the_other() =>
        Gen.Int[0, 500].List[0, 60].Sample(minutes =>
        {
            var all = minutes.Order().Select(m => TimeSpan.FromMinutes(m)).ToList();
            var durations = Durations.Of(all);
            Assert.Equal(all.Count, durations.Count);
            if (all.Count == 0) return;
            Assert.Contains(durations.Median, all);
            Assert.True(all.Count(t => t <= durations.Median) * 2 >= all.Count);
            Assert.True(all.Count(t => t < durations.Median) * 2 < all.Count);
            Assert.True(all.Count(t => t <= durations.NineOfTen) * 10 >= all.Count * 9);
            Assert.True(all.Count(t => t < durations.NineOfTen) * 10 < all.Count * 9);
        });

    static readonly string[] Zones = ["Europe/London", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "UTC"];

    [Fact]
    public void A_period_is_behind_the_one_before_it_and_ends_now_at_the_latest() =>
        Gen.Select(Gen.Int[0, 60 * 24 * 800], Gen.Enum<ReviewSpan>(), Gen.Int[0, Zones.Length - 1])
            .Sample((minute, span, zone) =>
            {
                var now = At(minute);
                var period = ReviewPeriod.Of(span, now, TimeZoneInfo.FindSystemTimeZoneById(Zones[zone]));
                Assert.True(period.Before.Ends <= period.During.Starts && period.During.Ends <= now);
                Assert.True(period.Before.Starts < period.Before.Ends || period.During.Starts == period.During.Ends);
                Assert.InRange(period.Steps, 1, 14);
                Assert.InRange(period.Columns, period.Steps, 14);
                // Every moment of it is in one of its steps.
                Assert.True((period.During.Ends - period.During.Starts - TimeSpan.FromTicks(1)) / period.Step < period.Steps);
            });

    [Fact]
    public void A_name_is_cut_in_its_midst_and_keeps_both_ends() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 200], Gen.Int[5, 90]).Sample((name, most) =>
        {
            var shown = ShortName.Of(name, most);
            Assert.True(shown.Length <= most);
            if (name.Length <= most) Assert.Equal(name, shown);
            else Assert.True(shown.Split('…') is [var begins, var ends]
                && name.StartsWith(begins, StringComparison.Ordinal) && name.EndsWith(ends, StringComparison.Ordinal));
        });

    static readonly Gen<ReviewFigures> Figures = Gen.Select(
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], (people, alerts) => new IncidentFigures
        {
            Counts =
            [
                new(0, Severity.Major, Origin.Declared, people), new(1, Severity.Minor, Origin.Alert, alerts),
            ],
            OnIt = new(people, TimeSpan.FromMinutes(alerts), TimeSpan.FromMinutes(10 * alerts)),
        }),
        Gen.Select(Gen.Int[2, 20], Gen.Int[1, 13], Gen.Int[0, 5], (times, weeks, reverts) =>
            new Offender(OffenderKind.Model, "stg_orders", times, weeks, reverts, Start)).List[0, 5],
        Gen.Select(Gen.Int[0, 20], Gen.Double[0, 1], Gen.Double[0, 1], (opened, declined, itself) => new RouteNoise(
            "By night", opened, (int)(opened * declined), (int)((opened - (int)(opened * declined)) * itself), [])).List[0, 5],
        Gen.Select(Gen.Int[0, 40], Gen.Double[0, 1], (runs, green) =>
            new JobFigures("dbt_build", runs, (int)(runs * green), TimeSpan.FromHours(3))).List[0, 5],
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 20], Gen.Int[0, 20], (flakes, came, mended) => (flakes, came, mended)),
        Gen.Int[0, 20].List[0, 4],
        (incidents, offenders, noise, jobs, small, led) => new ReviewFigures
        {
            Period = ReviewPeriod.Of(ReviewSpan.NinetyDays, Start, TimeZoneInfo.Utc),
            Incidents = incidents,
            Before = incidents,
            Offenders = offenders,
            Noise = noise,
            Jobs = jobs,
            Flakes = new(small.flakes, 0, [new("rates", small.flakes, Start)]),
            FollowUps = new(0, 0, 0),
            Debt = new(new WarningDebt(3, small.came, small.mended, 9), []),
            Load = [.. led.Select((count, i) => new PersonLoad($"U{i}", count, 0, 0, 0))],
        });

    [Fact]
    public void What_is_worth_doing_is_said_where_its_rule_holds_and_nowhere_else() => Figures.Sample(figures =>
    {
        var rules = ReviewRules.Of(figures).Select(a => a.Rule).ToHashSet();
        var (all, share) = (figures.Incidents, figures.Load!.Count == 0 ? 0 : figures.Load.Average(l => l.Led));
        Assert.Equal(figures.Offenders.Any(o => o.Steps >= 3 && o.Steps * 3 >= 13), rules.Contains(ReviewRule.Repeats));
        Assert.Equal(
            figures.Noise.Any(n => n.Opened >= 5 && 2 * (n.Declined + n.ByItself) >= n.Opened), rules.Contains(ReviewRule.Noise));
        Assert.Equal(figures.Jobs.Any(j => j.Runs >= 10 && 5 * j.Green < 4 * j.Runs), rules.Contains(ReviewRule.Red));
        Assert.Equal(all.All >= 5 && 2 * all.Of(Origin.Declared) >= all.All, rules.Contains(ReviewRule.Unseen));
        Assert.Equal(all.OnIt is { Count: >= 5, NineOfTen.TotalMinutes: > 60 }, rules.Contains(ReviewRule.Slow));
        Assert.Equal(figures.Flakes.All >= 3, rules.Contains(ReviewRule.Flaky));
        Assert.Equal(figures.Debt.Now.New - figures.Debt.Now.Fixed >= 5, rules.Contains(ReviewRule.Debt));
        Assert.Equal(
            figures.Load.Count > 1 && figures.Load.Max(l => l.Led) is var most && most >= 2 * share && most >= share + 3,
            rules.Contains(ReviewRule.Uneven));
    });

    [Fact]
    public void A_model_that_keeps_failing_is_told_as_people_would()
    {
        var none = new IncidentFigures { Counts = [] };
        var advice = Assert.Single(ReviewRules.Of(new()
        {
            Period = ReviewPeriod.Of(ReviewSpan.NinetyDays, Start, TimeZoneInfo.Utc),
            Incidents = none,
            Before = none,
            Offenders = [new(OffenderKind.Model, "stg_orders", 9, 6, 4, Start)],
            Noise = [],
            Jobs = [],
            Flakes = new(0, 0, []),
            FollowUps = new(0, 0, 0),
            Debt = new(new(0, 0, 0, 0), []),
        }));
        Assert.Equal(
            ("stg_orders", "failed in 6 of 13 weeks and 4 fixes were reverts", "give it an owner"),
            (advice.What, advice.Because, advice.Do));
    }
}
