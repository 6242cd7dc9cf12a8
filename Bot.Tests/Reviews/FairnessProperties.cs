using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.Tests.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.Reviews;

public sealed class FairnessProperties
{
    [Fact]
    public void Hours_on_call_add_up_to_the_time_that_is_laid_out() => Check(Cases, c =>
    {
        var laidOut = c.Worked.Select(w => Overlap(w.Shift, c.Period)).Aggregate(TimeSpan.Zero, (sum, t) => sum + t);
        Assert.Equal(laidOut, Sum(c.Loads.Select(l => l.OnCall)));
    });

    [Fact]
    public void Working_hours_add_up_to_the_minutes_that_are_open_while_somebody_is_on_call() => Check(Cases / 20, c =>
    {
        var resolver = new OnCallResolver(c.Rotation, [.. c.Worked.SelectMany(w => w.Parts)], c.Hours);
        var open = Minutes(c.Period).Select(resolver.At).Where(a => a.InHours).CountBy(a => a.Person!).ToDictionary();
        Assert.All(c.Loads, l => Assert.Equal(open.GetValueOrDefault(l.Person), l.InHours.TotalMinutes));
        Assert.Equal(open.Values.Sum(), Sum(c.Loads.Select(l => l.InHours)).TotalMinutes);
    });

    [Fact]
    public void Settings_saved_within_the_period_change_nothing_while_the_hours_stay() => Check(Cases / 4, c =>
    {
        var middle = c.Period.Starts + (c.Period.Ends - c.Period.Starts) / 3;
        List<HoursInForce> twice =
            [new(c.Period with { Ends = middle }, c.Hours), new(c.Period with { Starts = middle }, c.Hours)];
        Assert.Equal(
            c.Loads, Fairness.Count(c.Period, c.Period.Ends, c.Rotation.Members.ToList(), c.Worked, twice, c.Disturbances));
    });

    [Fact]
    public void What_is_taken_is_given() => Check(Cases, c =>
    {
        Assert.Equal(
            (Sum(c.Loads.Select(l => l.Took)), c.Loads.Sum(l => l.TimesTook)),
            (Sum(c.Loads.Select(l => l.Gave)), c.Loads.Sum(l => l.TimesGave)));
        Assert.All(c.Loads, l => Assert.True(l.Took <= l.OnCall && l.InHours <= l.OnCall));
    });

    [Fact]
    public void Each_shift_that_begins_in_the_period_counts_once() => Check(Cases, c =>
        Assert.Equal(c.Worked.Count(w => c.Period.Holds(w.Shift.Starts)), c.Loads.Sum(l => l.Shifts)));

    [Fact]
    public void Two_periods_after_one_another_have_what_the_whole_has() => Check(Cases, c =>
    {
        var middle = c.Period.Starts + (c.Period.Ends - c.Period.Starts) / 3;
        var (first, second) = (c.Count(c.Period with { Ends = middle }), c.Count(c.Period with { Starts = middle }));
        foreach (var whole in c.Loads)
        {
            var parts = first.Concat(second).Where(l => l.Person == whole.Person).ToList();
            Assert.Equal(
                (whole.OnCall, whole.InHours, whole.Took, whole.Gave),
                (
                    Sum(parts.Select(l => l.OnCall)), Sum(parts.Select(l => l.InHours)), Sum(parts.Select(l => l.Took)),
                    Sum(parts.Select(l => l.Gave))));
            Assert.Equal((whole.Shifts, whole.Disturbed), (parts.Sum(l => l.Shifts), parts.Sum(l => l.Disturbed)));
        }
    });

    [Fact]
    public void An_incident_out_of_hours_counts_for_who_was_on_call_and_who_led_once_each() => Check(Cases, c =>
    {
        var resolver = new OnCallResolver(c.Rotation, [.. c.Worked.SelectMany(w => w.Parts)], c.Hours);
        var expected = c.Disturbances.Where(d => c.Period.Holds(d.At)).Select(d => (d.Lead, Answer: resolver.At(d.At)))
            .Where(d => d.Answer is { Person: not null, InHours: false })
            .SelectMany(d => new[] { d.Lead, d.Answer.Person }.Distinct()).ToList();
        Assert.All(c.Loads, l => Assert.Equal(expected.Count(p => p == l.Person), l.Disturbed));
    });

    [Fact]
    public void Quarters_and_years_follow_one_another_without_a_gap() => Gen.Select(Instant, Zone).Sample((now, zone) =>
    {
        foreach (var length in Enum.GetValues<PeriodLength>())
        {
            var (running, before) = Period.Of(length, now, zone);
            Assert.Equal(before.During.Ends, running.During.Starts);
            Assert.True(running.During.Starts <= now && running.During.Ends == now && before.During.Starts < before.During.Ends);
        }
        Assert.Equal(1, zone.Wall(Period.Of(PeriodLength.Quarter, now, zone).Running.During.Starts).Day);
    }, iter: Cases);

    sealed record Case(
        Rotation Rotation, IReadOnlyList<WorkedShift> Worked, Func<string, WorkingHours> Hours, Stretch Period,
        IReadOnlyList<Disturbance> Disturbances)
    {
        public IReadOnlyList<Load> Loads => field ??= Count(Period);

        public IReadOnlyList<Load> Count(Stretch period) =>
            Fairness.Count(
                period, Period.Ends, Rotation.Members.ToList(), Worked, [new HoursInForce(period, Hours)], Disturbances);
    }

    // In half of the cases everybody has hours of their own, in a zone of their own.
    static void Check(int cases, Action<Case> law) =>
        Gen.Select(
            Rotations, Instant, CoverLayoutProperties.Covers,
            Gen.Select(Gen.Int[-5 * 24 * 60, 60 * 24 * 60], Gen.Int[1, 21 * 24 * 60]), RandomRotations.Hours.Array[10], Gen.Bool,
            Gen.Int[0, 60 * 24 * 60].Array[0, 5])
            .Sample((rotation, saved, covers, period, hours, own, incidents) =>
            {
                var shifts = new RotationHistory(rotation, saved).Shifts;
                var agreed = covers.Select(
                    (c, i) => new Cover(
                        i, "r", saved.AddHours(c.From), saved.AddHours(c.From + c.Length), c.Away, c.Covering,
                        "covers")).ToList();
                var from = saved.AddMinutes(period.Item1);
                law(new Case(
                    rotation, [.. WorkedShift.Of(shifts, agreed)], own ? p => hours[p[^1] - '0'] : _ => rotation.Hours,
                    new Stretch(from, from.AddMinutes(period.Item2)),
                    [.. incidents.Select((m, i) =>
                        new Disturbance(saved.AddMinutes(m), i % 2 == 0 ? rotation.Members[0] : null))]));
            }, iter: cases);

    static IEnumerable<DateTimeOffset> Minutes(Stretch period)
    {
        for (var t = period.Starts; t < period.Ends; t = t.AddMinutes(1)) yield return t;
    }

    static TimeSpan Overlap(Shift shift, Stretch period)
    {
        var (starts, ends) = (
            shift.Starts > period.Starts ? shift.Starts : period.Starts, shift.Ends < period.Ends ? shift.Ends : period.Ends);
        return ends > starts ? ends - starts : TimeSpan.Zero;
    }

    static TimeSpan Sum(IEnumerable<TimeSpan> parts) => TimeSpan.FromTicks(parts.Sum(p => p.Ticks));
}
