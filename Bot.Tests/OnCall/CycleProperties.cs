using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

/// <summary>Rotations that change hands every so many weeks, in zones whose clocks do unusual things.</summary>
public sealed class CycleProperties
{
    static readonly string[] Both = ["U1", "U2"];

    static readonly Gen<(HandOff HandOff, TimeOnly At)> Cycles =
        Gen.Select(Gen.Int[HandOffCycle.Fewest, 4], Gen.Int[0, 600], Gen.Int[0, 95]).Select((weeks, day, quarter) =>
        {
            var at = new TimeOnly(quarter / 4, quarter % 4 * 15);
            return (Parse(HandOff.EveryWeeks(new(weeks, new DateOnly(2026, 1, 1).AddDays(day)), at)), at);
        });

    [Fact]
    public void Turns_alternate_in_exact_steps_of_whole_weeks_on_the_wall() =>
        Gen.Select(Cycles, Zone, Instant).Sample((made, zone, now) =>
        {
            var (handOff, at) = made;
            var hours = new WorkingHours(Weekdays.MondayToFriday, new(9, 0), new(17, 0), zone);
            var (rotation, days) = (new Rotation("r", "Responder", Both, handOff, hours), 7 * handOff.Cycle!.Weeks);
            List<Shift> shifts = [.. ShiftLayout.Replan(rotation, [], now)];
            for (var later = 1; later <= 4; later++)
                shifts.AddRange(ShiftLayout.Extend(rotation, shifts, now.AddDays(84 * later)));
            Assert.True(shifts.Count >= 8);
            var first = DateOnly.FromDateTime(zone.Wall(shifts[1].Starts));
            Assert.Equal(0, (first.DayNumber - handOff.Cycle.From.DayNumber) % days);
            // The time of day stays, also where the clocks change; where they jump over it, it is when they have jumped.
            for (var turn = 1; turn < shifts.Count; turn++)
            {
                Assert.Equal(zone.Instant(first.AddDays(days * (turn - 1)).ToDateTime(at)), shifts[turn].Starts);
                Assert.Equal(Both[turn % 2], shifts[turn].Person);
            }
        }, iter: Cases);
}
