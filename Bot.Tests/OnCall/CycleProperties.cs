using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

/// <summary>Rotations that change hands every so many weeks, in zones whose clocks do unusual things.</summary>
public sealed class CycleProperties
{
    static readonly string[] Both = ["U1", "U2"];

    [Fact]
    public void Turns_alternate_in_exact_steps_of_whole_weeks_on_the_wall() =>
        Gen.Select(Gen.Int[HandOffCycle.Fewest, 4], Gen.Int[0, 600], Gen.Int[0, 95], Zone, Instant).Sample((weeks, day, quarter, zone, now) =>
        {
            var at = new TimeOnly(quarter / 4, quarter % 4 * 15);
            var handOff = Parse(HandOff.EveryWeeks(new(weeks, new DateOnly(2026, 1, 1).AddDays(day)), at));
            var rotation = new Rotation("r", "Responder", Both, handOff, new(Weekdays.MondayToFriday, new(9, 0), new(17, 0), zone));
            List<Shift> shifts = [.. ShiftLayout.Replan(rotation, [], now)];
            for (var later = 0; later < 4; later++)
                shifts.AddRange(ShiftLayout.Extend(rotation, shifts, now.AddDays(84 * (later + 1))));
            Assert.True(shifts.Count >= 8);
            // The nominal time, of which clocks that jump over it make another.
            var first = new DateTime(DateOnly.FromDateTime(zone.Wall(shifts[1].Starts)), at);
            for (var turn = 1; turn < shifts.Count; turn++)
            {
                Assert.Equal(zone.Instant(first.AddDays(7 * weeks * (turn - 1))), shifts[turn].Starts);
                Assert.Equal(Both[turn % 2], shifts[turn].Person);
                Assert.Equal(0, (DateOnly.FromDateTime(zone.Wall(shifts[turn].Starts)).DayNumber - handOff.Cycle!.From.DayNumber) % (7 * weeks));
            }
        }, iter: Cases);
}
