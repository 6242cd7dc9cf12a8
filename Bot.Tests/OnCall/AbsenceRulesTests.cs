using Bot.Domain.OnCall;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

/// <summary>
/// What the property tests found on the way, each as a case of its own. It is Monday 2 March 2026, 09:00 in London.
/// </summary>
public sealed class AbsenceRulesTests
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    static readonly WorkingHours Weekdays9To5 = new(Weekdays.MondayToFriday, new TimeOnly(9, 0), new TimeOnly(17, 0), London);

    static Rotation Weekly => new("r", "Responder", ["ana", "ben", "chloe"], HandOff.EveryMonday, Weekdays9To5);

    static Stretch Days(int from, int to) => new(Monday.Date.AddDays(from), Monday.Date.AddDays(to));

    static Presence Here(
        IEnumerable<Absence>? absences = null, string[]? gone = null, Func<string, WorkingHours>? hours = null) =>
        new((gone ?? []).ToHashSet(), absences ?? [], hours ?? (_ => Weekdays9To5));

    [Fact]
    public void Whoever_leaves_gives_up_what_lies_behind_a_cover_of_their_shift_too()
    {
        var shifts = ShiftLayout.Replan(Weekly, [], Monday);
        var worked = CoverLayout.Over(shifts, [new Cover(1, "r", Monday.AddDays(1), Monday.AddDays(2), "ana", "ben", "covers")]);
        var needed = AbsenceRules.Needed(Weekly, worked, Here(gone: ["ana"]), Monday)
            .Where(a => a.Person == "ana" && a.Hours.Starts < Monday.AddDays(7)).ToList();
        Assert.Equal(
            [new(Monday, Monday.AddDays(1)), new Stretch(Monday.AddDays(2), Monday.AddDays(7))], needed.Select(a => a.Hours));
        Assert.All(needed, a => Assert.Equal(Monday, a.FallsAt));
    }

    [Fact]
    public void Nobody_stands_in_on_their_own_day_off_even_if_their_own_hours_are_closed_then()
    {
        // Ben is away in these hours, which his own clock has as a night.
        var nights = Weekdays9To5 with { From = new TimeOnly(18, 0), To = new TimeOnly(22, 0) };
        var presence = Here([new("ana", Days(1, 2)), new("ben", Days(1, 2))], hours: p => p == "ben" ? nights : Weekdays9To5);
        var standIns = AbsenceRules.StandIns(
            Weekly, new("ana", new(Monday.AddDays(1), Monday.AddDays(1).AddHours(8)), Monday), presence);
        Assert.Equal(["chloe"], standIns.Select(s => s.Person));
    }

    [Fact]
    public void Somebody_on_leave_has_it_rather_than_somebody_who_has_left()
    {
        var away = new AwayHours("ana", new(Monday, Monday.AddDays(1)), Monday);
        var presence = Here([new("ben", Days(0, 3)), new("chloe", Days(0, 3))], gone: ["ana"]);
        Assert.Equal(["ben"], AbsenceRules.StandIns(Weekly, away, presence).Select(s => s.Person));
    }

    [Fact]
    public void Hours_are_parted_where_whoever_stands_in_is_away_themselves()
    {
        var presence = Here([new("ana", Days(1, 4)), new("ben", Days(2, 3))]);
        var standIns = AbsenceRules.StandIns(Weekly, new("ana", Days(1, 4), Monday), presence);
        Assert.Equal([("ben", Days(1, 2)), ("chloe", Days(2, 4))], standIns.Select(s => (s.Person!, s.Hours)));
    }

    [Fact]
    public void A_daily_rotation_of_weekdays_gives_nobody_a_turn_without_hours()
    {
        var daily = Weekly with { HandOff = Parse("0 9 * * *") };
        var shifts = ShiftLayout.Replan(daily, [], Monday).Take(6).ToList();
        Assert.Equal(["ana", "ben", "chloe", "ana", "ben", "chloe"], shifts.Select(s => s.Person));
        // Friday's turn goes on until Monday.
        Assert.Equal((Monday.AddDays(4), Monday.AddDays(7)), (shifts[4].Starts, shifts[4].Ends));
    }

    [Fact]
    public void The_rest_before_a_turn_that_goes_on_over_closed_days_is_no_turn_of_its_own()
    {
        // Saved on a Saturday: without hours until Monday, the first member has the week as well.
        var shifts = ShiftLayout.Replan(Weekly, [], Monday.AddDays(5));
        Assert.Equal(("ana", Monday.AddDays(14)), (shifts[0].Person, shifts[0].Ends));
    }

    [Fact]
    public void A_friday_and_the_monday_after_it_are_one_absence()
    {
        var presence = Here([new("ana", Days(4, 5)), new("ana", Days(7, 8))]);
        Assert.Equal([new(Monday.Date.AddDays(4), Monday.Date.AddDays(8))], presence.AwayIn("ana", Days(0, 14)));
    }
}
