using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>When an incident ends by itself, and when it is asked about.</summary>
public sealed class GreenRunsTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly Gen<(int Minutes, string? Run)[]> Runs =
        Gen.Select(Gen.Int[0, 90], Gen.OneOf(Gen.Const("a"), Gen.Const("b")).Null(), (minutes, run) => (minutes, run))
            .Array[0, 20];

    static GreenRuns After((int Minutes, string? Run)[] runs)
    {
        var (at, greens) = (Start, new GreenRuns(0, Start, null));
        foreach (var (minutes, run) in runs) greens = greens.After(run, at += TimeSpan.FromMinutes(minutes));
        return greens;
    }

    [Fact]
    public void A_run_counts_once_however_often_it_is_told() => Runs.Sample(runs =>
    {
        var twice = runs.SelectMany(r => (IEnumerable<(int, string?)>)[r, (0, r.Run)]).ToArray();
        Assert.Equal(After(runs).Count, After(twice).Count);
    });

    [Fact]
    public void There_are_no_more_than_were_told_and_each_adds_one_at_most() => Runs.Sample(runs =>
    {
        var counts = Enumerable.Range(0, runs.Length + 1).Select(n => After(runs[..n]).Count).ToList();
        Assert.All(counts.Zip(counts.Skip(1)), step => Assert.InRange(step.Second - step.First, 0, 1));
    });

    [Fact]
    public void What_does_not_say_that_it_is_another_run_counts_after_half_an_hour()
    {
        var greens = new GreenRuns(0, Start, "a");
        Assert.Equal(0, greens.After(null, Start.AddMinutes(29)).Count);
        Assert.Equal(1, greens.After(null, Start.AddMinutes(30)).Count);
        Assert.Equal(1, greens.After("b", Start.AddMinutes(1)).Count);
        Assert.Equal(0, greens.After("a", Start.AddMinutes(29)).Count);
        // The link of a job is that of all its runs.
        Assert.Equal(1, greens.After("a", Start.AddMinutes(30)).Count);
    }

    [Fact]
    public void Only_what_is_quiet_well_and_in_monitoring_ends_and_it_ends_whole() => Gen.Select(
        Gen.Enum<IncidentStatus>(), Gen.Bool, Gen.Bool, Gen.Int[0, 6]).Sample((status, isFiring, isQuiet, count) =>
    {
        var now = new IncidentState { Name = "a", Status = status, Firing = isFiring, WaitingSince = Start, Waitings = 1 };
        var step = Transitions.EndQuietly(now, new(count, Start, null), isQuiet, Start);
        var ends = status == IncidentStatus.Monitoring && !isFiring && isQuiet && count >= 3;
        Assert.Equal(ends, step.Changes);
        if (!ends) return;
        Assert.Equal((IncidentStatus.Resolved, Start, null), (step.After.Status, step.After.EndedAt, step.After.WaitingSince));
        Assert.Null(step.Cause);
    });

    [Theory]
    [InlineData("2026-03-03T08:00Z", "2026-03-06T23:00Z", false)]
    [InlineData("2026-03-03T23:00Z", "2026-03-09T01:00Z", true)]
    [InlineData("2026-03-06T10:00Z", "2026-03-11T10:00Z", false)]
    [InlineData("2026-03-06T10:00Z", "2026-03-12T00:00Z", true)]
    public void Three_working_days_are_those_of_the_rotation(string from, string to, bool isAsked) => Assert.Equal(
        isAsked, StillOpen.IsAsked((Weekdays.MondayToFriday, TimeZoneInfo.Utc), At(from), null, isWell: false, At(to)));

    [Fact]
    public void It_is_asked_once_in_three_working_days_whatever_the_reason()
    {
        var days = (Weekdays.MondayToFriday, TimeZoneInfo.Utc);
        Assert.True(StillOpen.IsAsked(days, Start, null, isWell: true, Start));
        Assert.False(StillOpen.IsAsked(days, Start, Start, isWell: true, Start.AddDays(2)));
        Assert.True(StillOpen.IsAsked(days, Start, Start, isWell: true, Start.AddDays(3)));
        // A rotation without days asks nobody, and ends.
        Assert.False(StillOpen.IsAsked((default, TimeZoneInfo.Utc), Start, null, isWell: false, Start.AddYears(5)));
    }

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}
