using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>When an update is due and its lead is reminded, by the rules alone.</summary>
public sealed class NextUpdateProperties
{
    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly WorkingHours NineToFive = new(
        Weekdays.MondayToFriday, new(9, 0), new(17, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    static readonly Gen<IncidentState> AnyState =
        from status in Gen.Enum<IncidentStatus>()
        from severity in Gen.Enum<Severity>()
        from affected in Gen.Enum<Affected>()
        from lead in Gen.OneOf(Gen.Const("ana"), Gen.Const("ben")).Null()
        from touched in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from unaccepted in Gen.Frequency((6, Gen.Const(false)), (1, Gen.Const(true)))
        select new IncidentState
        {
            Name = "late",
            Status = status,
            Severity = severity,
            Affected = affected,
            Lead = lead,
            Touched = touched,
            Unaccepted = unaccepted,
        };

    static readonly Gen<int?> AnyChoice =
        Gen.Int[-1, NextUpdate.Choices.Count - 1].Select(nth => nth < 0 ? (int?)null : NextUpdate.Choices[nth]);

    static WorkingHours Hours() => NineToFive;

    [Fact]
    public void In_working_hours_exactly_the_time_that_was_said_passes() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 2_000]).Sample((after, minutes) =>
        {
            var (since, span) = (Begin.AddMinutes(after), TimeSpan.FromMinutes(minutes));
            var due = NextUpdate.Due(new(span, InHours: true), since, Hours)!.Value;
            var worked = NineToFive.Within(new(since, due)).Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Ends - s.Starts));
            return worked == span && (NineToFive.Contains(due) || NineToFive.OpenUntil(due) == due);
        });

    [Fact]
    public void Hours_that_never_open_make_nothing_due() =>
        Assert.Null(NextUpdate.Due(
            new(TimeSpan.FromHours(1), InHours: true), Begin, () => NineToFive with { Days = Weekdays.None }));

    [Theory]
    [InlineData(Severity.Critical, Affected.NotSure, "10:30")]
    [InlineData(Severity.Major, Affected.NotSure, "11:00")]
    [InlineData(Severity.Minor, Affected.Customers, null)]
    public void It_is_due_as_its_severity_says(Severity severity, Affected affected, string? due)
    {
        var every = NextUpdate.ByItself(IncidentStatus.Fixing, severity, affected);
        Assert.Equal(due, NextUpdate.Due(every, Begin, Hours)?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Assert.Null(NextUpdate.ByItself(IncidentStatus.Monitoring, severity, affected));
    }

    [Fact]
    public void What_was_chosen_stays_until_it_ends() => Gen.Select(AnyChoice, AnyState, AnyState, Gen.Int[0, 5_000]).Sample(
        (chosen, before, after, minutes) =>
        {
            var plan = NextUpdate.Given(before, chosen, Begin, Hours);
            var next = NextUpdate.Follow(plan, before, after, Begin.AddMinutes(minutes), Hours);
            if (!NextUpdate.CanBe(after)) return next is null;
            return plan is null ? next is null or { Chosen: null } : next!.Chosen == NextUpdate.Stays(chosen, before, after);
        });

    [Fact]
    public void What_does_not_change_the_time_does_not_move_it() => Gen.Select(AnyChoice, AnyState, AnyState).Sample(
        (chosen, before, after) =>
        {
            var plan = NextUpdate.Given(before, chosen, Begin, Hours);
            var next = NextUpdate.Follow(plan, before, after, Begin.AddMinutes(7), Hours);
            return plan is null || next is null || NextUpdate.Of(before, chosen) != NextUpdate.Of(after, chosen)
                || NextUpdate.Stays(chosen, before, after) != chosen
                || (next.DueAt, next.Since) == (plan.DueAt, plan.Since);
        });

    [Fact]
    public void Nobody_has_promised_anything_before_somebody_has_begun() => AnyState.Sample(state =>
        NextUpdate.Follow(null, null, state, Begin, Hours) is null
            == (!NextUpdate.CanBe(state) || !state.Touched || state.Lead is null));

    /// <summary>Where the lead is in one minute, and whether they put off what they were reminded of.</summary>
    sealed record Minute(bool IsOnIt, bool InHours, bool IsUrgent, bool IsAwake, bool Snoozes);

    static readonly Gen<Minute> AnyMinute =
        from listens in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool)
        from snoozes in Gen.Frequency((40, Gen.Const(false)), (1, Gen.Const(true)))
        select new Minute(listens.Item1, listens.Item2, listens.Item3, listens.Item4, snoozes);

    [Fact]
    public void A_lead_is_reminded_a_few_times_and_never_where_they_are_to_be_left_alone() =>
        Gen.Select(Gen.Int[1, 120], AnyMinute.List[1, 300]).Sample((due, minutes) =>
        {
            var plan = new UpdatePlan(null, Begin, Begin.AddMinutes(due)) { RemindAt = Begin.AddMinutes(due) };
            var (reminded, snoozes, last) = (0, 0, (DateTimeOffset?)null);
            foreach (var (nth, minute) in minutes.Index())
            {
                var now = Begin.AddMinutes(nth);
                if (minute.Snoozes && last is not null)
                {
                    (plan, snoozes, last) = (NextUpdate.Snoozed(plan, now), snoozes + 1, now);
                    continue;
                }

                var lead = new UpdateListener(minute.IsOnIt, minute.InHours, minute.IsUrgent, minute.IsAwake);
                if (!NextUpdate.IsReminded(plan, lead, now)) continue;
                Assert.True(now >= plan.DueAt && minute.IsOnIt && (minute.InHours || (minute.IsUrgent && minute.IsAwake)));
                Assert.False(now - last < NextUpdate.Again);
                (plan, reminded, last) = (NextUpdate.Reminded(plan, now), reminded + 1, now);
            }

            Assert.InRange(reminded, 0, NextUpdate.MostReminders + snoozes);
        });

    [Fact]
    public void A_lead_at_work_is_reminded_at_once_and_then_ever_more_rarely()
    {
        var plan = new UpdatePlan(null, Begin, Begin.AddMinutes(30)) { RemindAt = Begin.AddMinutes(30) };
        List<int> reminded = [];
        for (var minute = 0; minute < 1000; minute++)
        {
            if (!NextUpdate.IsReminded(plan, new(true, true, false, false), Begin.AddMinutes(minute))) continue;
            reminded.Add(minute);
            plan = NextUpdate.Reminded(plan, Begin.AddMinutes(minute));
        }

        Assert.Equal([30, 45, 75], reminded);
    }

    [Fact]
    public void A_snooze_is_a_quarter_of_an_hour_at_least_and_brings_nothing_forward() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[-60, 120]).Sample((reminded, minutes) =>
        {
            DateTimeOffset? at = reminded == NextUpdate.MostReminders ? null : Begin.AddMinutes(minutes);
            var plan = new UpdatePlan(null, Begin, Begin) { Reminded = reminded, RemindAt = at };
            var next = NextUpdate.Snoozed(plan, Begin);
            Assert.True(next.RemindAt >= Begin + NextUpdate.Again && !(next.RemindAt < at));
            Assert.InRange(next.Reminded, 0, NextUpdate.MostReminders - 1);
        });

    [Fact]
    public void None_is_promised_no_longer_than_it_is_as_bad_and_has_the_same_lead() =>
        Gen.Select(AnyState, AnyState).Sample((before, after) =>
        {
            if (!NextUpdate.CanBe(before) || !NextUpdate.CanBe(after)) return;
            var plan = NextUpdate.Stopped(NextUpdate.Given(before, null, Begin, Hours)!);
            var next = NextUpdate.Follow(plan, before, after, Begin.AddMinutes(7), Hours)!;
            var isAnew = after.Severity > before.Severity || after.Urgency > before.Urgency
                || (after.Lead is not null && after.Lead != before.Lead);
            Assert.Equal(isAnew ? null : NextUpdate.None, next.Chosen);
            Assert.Equal(isAnew ? NextUpdate.Due(NextUpdate.Of(after, null), Begin.AddMinutes(7), Hours) : null, next.DueAt);
        });

    [Fact]
    public void What_was_stopped_is_not_due()
    {
        var plan = NextUpdate.Given(new() { Name = "late", Severity = Severity.Critical }, null, Begin, Hours)!;
        Assert.Equal(new UpdatePlan(NextUpdate.None, Begin, null), NextUpdate.Stopped(plan));
    }
}
