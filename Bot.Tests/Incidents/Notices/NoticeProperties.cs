using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.Incidents.Notices;

/// <summary>What readers can be told of, and which times can be, by the rules alone.</summary>
public sealed class NoticeProperties
{
    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static Gen<string> Any(params string[] all) => Gen.OneOf([.. all.Select(Gen.Const)]);

    static readonly Gen<TimeZoneInfo> AnyZone = Any(
        "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns", "UTC")
        .Select(TimeZoneInfo.FindSystemTimeZoneById);

    static readonly Gen<DateTimeOffset> AnyMoment = Gen.Int[0, 60 * 24 * 400].Select(m => Begin.AddMinutes(m));

    static readonly Gen<TimeOnly> AnyTime = Gen.Int[0, 1439].Select(m => TimeOnly.MinValue.AddMinutes(m));

    static readonly Gen<ReadersHit> AnyHit =
        from label in Any("Revenue", "revenue", "Stock", "Shop", "Orders")
        from at in Gen.Int[0, 500]
        select new ReadersHit(label, Begin.AddMinutes(at));

    [Fact]
    public void A_time_without_a_day_is_the_next_moment_at_which_the_clock_shows_it() =>
        Gen.Select(AnyZone, AnyMoment, AnyTime).Sample((zone, now, time) =>
        {
            var expected = NoticeRules.Expected(null, time, zone, now)!.Value;
            // A clock that is put forward skips an hour, and one that is put back has one twice.
            return expected > now && expected <= now.AddHours(26)
                && (TimeOnly.FromDateTime(zone.Wall(expected)) == time || IsSkipped(zone, expected))
                && !Minutes(now, expected).Any(between => TimeOnly.FromDateTime(zone.Wall(between)) == time);
        });

    static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset after, DateTimeOffset before)
    {
        for (var at = after.AddMinutes(1); at < before; at = at.AddMinutes(1)) yield return at;
    }

    [Theory]
    [InlineData("00:15", "00:30")]
    [InlineData("00:45", "01:30")]
    [InlineData("01:45", "25:30")]
    public void In_the_night_in_which_clocks_are_put_back_a_time_comes_twice(string now, string expected)
    {
        var (london, night) = (
            TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero));
        DateTimeOffset At(string time) => night.AddHours(int.Parse(time[..2], CultureInfo.InvariantCulture))
            .AddMinutes(int.Parse(time[3..], CultureInfo.InvariantCulture));
        Assert.Equal(At(expected), NoticeRules.Expected(null, new(1, 30), london, At(now)));
        var today = new DateOnly(2026, 10, 25);
        Assert.Equal(
            At(now == "00:15" ? "00:30" : "01:30"), NoticeRules.Expected(today, new(1, 30), london, At(now)));
    }

    static bool IsSkipped(TimeZoneInfo zone, DateTimeOffset at) =>
        zone.GetUtcOffset(at.AddMinutes(-1)) != zone.GetUtcOffset(at.AddMinutes(1));

    [Fact]
    public void A_day_that_is_chosen_counts_whether_it_is_over_or_not() =>
        Gen.Select(AnyZone, AnyMoment, AnyTime, Gen.Int[-3, 30]).Sample((zone, now, time, days) =>
        {
            var day = DateOnly.FromDateTime(zone.Wall(now)).AddDays(days);
            var expected = NoticeRules.Expected(day, time, zone, now)!.Value;
            return DateOnly.FromDateTime(zone.Wall(expected)) == day;
        });

    [Fact]
    public void What_can_be_sent_began_before_and_ends_later_save_for_what_was_promised_before() =>
        Gen.Select(AnyMoment, AnyMoment.Nullable(), AnyMoment.Nullable(), AnyMoment).Sample((since, expected, before, now) =>
        {
            var problem = NoticeRules.Problem(since, expected, isDayAlone: false, before, now);
            var can = since <= now && (expected is null || expected > now || expected == before);
            return (problem == NoticeProblem.None) == can;
        });

    [Fact]
    public void Readers_are_offered_each_thing_once_with_its_earliest_time_and_nothing_that_they_know() =>
        Gen.Select(AnyHit.List[0, 12], Any("REVENUE", "shop", "none").List[0, 2]).Sample((hits, told) =>
        {
            var offered = NoticeRules.Offered(hits, told);
            Assert.All(offered, one =>
            {
                Assert.DoesNotContain(one.Label, told, StringComparer.OrdinalIgnoreCase);
                Assert.Equal(
                    hits.Where(h => h.Label.Equals(one.Label, StringComparison.OrdinalIgnoreCase)).Min(h => h.Since), one.Since);
            });
            Assert.Equal(
                hits.Select(h => h.Label).Except(told, StringComparer.OrdinalIgnoreCase).Count(), offered.Count);
            Assert.Equal(offered.OrderBy(o => o.Since), offered);
        });

    [Fact]
    public void A_label_with_a_comma_stays_one_in_a_list()
    {
        var listed = Domain.Alerts.AlertAttributes.List(["Sales, EMEA; all", "Shop"]);
        Assert.Equal(["Sales EMEA all", "Shop"], Domain.Alerts.AlertAttributes.Listed(listed));
    }
}
