using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.FollowUps;

/// <summary>What becomes of a follow-up and on which days a brief names it, by the rules alone.</summary>
public sealed class FollowUpProperties
{
    static readonly DateOnly Begin = new(2026, 3, 2);

    static readonly Gen<DateOnly> AnyDay = Gen.Int[0, 400].Select(Begin.AddDays);

    static readonly Gen<Weekdays> AnyWeek = Gen.Int[1, (int)Weekdays.EveryDay].Select(days => (Weekdays)days);

    static readonly Gen<Func<FollowUp, FollowUp>> AnyStep = Gen.OneOf<Func<FollowUp, FollowUp>>(
        Gen.Const<Func<FollowUp, FollowUp>>(one => FollowUpRules.Done(one, "ana")),
        Gen.Const<Func<FollowUp, FollowUp>>(one => FollowUpRules.NotDoing(one, "ben", "it goes away")),
        Gen.Const<Func<FollowUp, FollowUp>>(FollowUpRules.Reopened),
        Gen.Const<Func<FollowUp, FollowUp>>(one => FollowUpRules.Given(one, "chloe")),
        AnyDay.Select<DateOnly, Func<FollowUp, FollowUp>>(day => one => FollowUpRules.PutOff(one, day)));

    [Fact]
    public void Whatever_happens_what_is_over_has_who_ended_it_and_only_what_nobody_does_a_reason() =>
        AnyStep.List[0, 12].Sample(steps =>
        {
            var one = new FollowUp("ana", Begin);
            foreach (var step in steps)
            {
                one = step(one);
                Assert.Equal(one.IsOutstanding, one.EndedBy is null);
                Assert.Equal(one.State == FollowUpState.NotDoing, one.Reason is not null);
            }
        });

    [Fact]
    public void What_is_over_keeps_its_owner_and_day_and_comes_back_with_them() =>
        AnyStep.List[0, 12].Sample(steps =>
        {
            var done = FollowUpRules.Done(new FollowUp("ana", Begin), "ben");
            Assert.Equal(done, FollowUpRules.Given(done, "chloe"));
            Assert.Equal(done, FollowUpRules.PutOff(done, Begin.AddDays(3)));
            Assert.Equal(done, FollowUpRules.Done(done, "chloe"));
            Assert.Equal(new FollowUp("ana", Begin), FollowUpRules.Reopened(done));
            // The same step a second time changes nothing.
            var one = steps.Aggregate(new FollowUp("ana", Begin), (before, step) => step(before));
            foreach (var step in steps) Assert.Equal(step(one), step(step(one)));
        });

    [Fact]
    public void Nobody_stops_doing_something_without_a_reason() =>
        Assert.True(FollowUpRules.NotDoing(new("ana", Begin), "ben", "").IsOutstanding);

    [Fact]
    public void What_is_worse_is_due_earlier_and_always_on_a_working_day_to_come() =>
        Gen.Select(AnyDay, AnyWeek).Sample((today, days) =>
        {
            DateOnly Due(Severity? severity) => FollowUpDays.DueBy(severity, days, today);
            Assert.True(today < Due(Severity.Critical));
            Assert.True(Due(Severity.Critical) < Due(Severity.Major));
            Assert.True(Due(Severity.Major) < Due(Severity.Minor));
            Assert.Equal(Due(Severity.Minor), Due(null));
            Assert.True(days.Has(Due(Severity.Major).DayOfWeek));
            var between = Enumerable.Range(1, Due(Severity.Major).DayNumber - today.DayNumber).Select(today.AddDays);
            Assert.Equal(5, between.Count(day => days.Has(day.DayOfWeek)));
        });

    /// <summary>Told apart from the rule: the days on which a reader who is always there reads of it.</summary>
    static List<DateOnly> Expected(DateOnly due, Weekdays days, DateOnly last)
    {
        DateOnly Working(DateOnly day, int step)
        {
            while (!days.Has(day.DayOfWeek)) day = day.AddDays(step);
            return day;
        }

        List<DateOnly> expected = [Working(due.AddDays(-1), -1)];
        for (var day = due; day <= last; day = day.AddDays(7)) expected.Add(Working(day, 1));
        return [.. expected.Where(day => day <= last).Distinct()];
    }

    [Fact]
    public void It_is_named_on_the_working_day_before_on_the_day_and_then_weekly() =>
        Gen.Select(AnyDay, AnyWeek).Sample((due, days) =>
        {
            var (first, last) = (due.AddDays(-30), due.AddDays(60));
            Assert.Equal(Expected(due, days, last), Named(due, days, first, last, _ => true));
        });

    [Fact]
    public void Who_was_away_reads_of_it_in_their_next_brief_once() =>
        Gen.Select(AnyDay, AnyWeek, Gen.Int[-20, 40], Gen.Int[1, 30]).Sample((due, days, leaves, stays) =>
        {
            var (first, last, from) = (due.AddDays(-30), due.AddDays(80), due.AddDays(leaves));
            bool IsThere(DateOnly day) => day < from || day >= from.AddDays(stays);
            var (expected, named) = (Expected(due, days, last), Named(due, days, first, last, IsThere));
            var back = Enumerable.Range(0, 120).Select(from.AddDays(stays).AddDays).First(day => days.Has(day.DayOfWeek));
            var isMissed = expected.Exists(day => !IsThere(day));
            Assert.Equal(expected.Where(IsThere).Concat(isMissed ? [back] : []).Distinct().Order(), named);
        });

    static List<DateOnly> Named(DateOnly due, Weekdays days, DateOnly first, DateOnly last, Func<DateOnly, bool> isThere)
    {
        (List<DateOnly> all, DateOnly? latest) = ([], null);
        var one = new FollowUp("ana", due);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (!days.Has(day.DayOfWeek) || !isThere(day) || !FollowUpDays.IsNamed(one, latest, days, day)) continue;
            all.Add(day);
            latest = day;
        }

        return all;
    }

    [Fact]
    public void What_is_over_is_never_named() =>
        Gen.Select(AnyDay, AnyDay, AnyWeek).Sample((due, today, days) => !FollowUpDays.IsNamed(
            FollowUpRules.Done(new FollowUp("ana", due), "ana"), null, days, today));

    [Theory]
    [InlineData("tomorrow", "2026-03-04")]
    [InlineData("friday", "2026-03-06")]
    [InlineData("Tue", "2026-03-10")]
    [InlineData("3d", "2026-03-06")]
    [InlineData("in 2 weeks", "2026-03-17")]
    [InlineData("next week", "2026-03-10")]
    [InlineData("2026-03-20", "2026-03-20")]
    [InlineData("20 Mar 2026", "2026-03-20")]
    [InlineData("soon", null)]
    [InlineData("t", null)]
    [InlineData("03/04/2026", null)]
    [InlineData("2026-03-20 – 2026-03-22", null)]
    [InlineData("", null)]
    public void A_day_is_read_as_people_type_it(string typed, string? day) =>
        Assert.Equal(day is null ? (DateOnly?)null : Days.Read(day), TypedDay.Read(typed, new(2026, 3, 3)));
}
