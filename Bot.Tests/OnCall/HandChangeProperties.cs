using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

/// <summary>What a form says that an edit would change is what it changes.</summary>
public sealed class HandChangeProperties
{
    [Fact]
    public void Every_instant_that_changes_hands_is_told_and_no_other() => Gen.Select(
        Rotations, Rotations, Instant, Gen.Int[0, 80 * 24],
        Gen.Int[0, 12 * 7 * 24 * 60]).Sample((before, after, made, hours, minute) =>
    {
        var history = new RotationHistory(before, made);
        history.Wait(TimeSpan.FromHours(hours));
        var old = history.Shifts.Where(s => s.Ends > history.Now).ToList();
        history.Save(after);
        var young = history.Shifts.Where(s => s.Ends > history.Now).ToList();
        var changes = HandChange.Between(old, young);

        Assert.All(changes, c => Assert.True(c.Starts >= old[0].Ends, "the running shift never changes"));
        Assert.All(changes, c => Assert.True(c.Starts < c.Ends && c.Was != c.Will));
        var t = history.Now.AddMinutes(minute);
        if (t >= old[^1].Ends || t >= young[^1].Ends) return;
        var (was, will) = (old.FirstOrDefault(s => s.Holds(t))?.Person, young.FirstOrDefault(s => s.Holds(t))?.Person);
        var told = changes.Where(c => c.Starts <= t && t < c.Ends).ToList();
        if (was == will) Assert.Empty(told);
        else Assert.Equal((was, will), Assert.Single(told) is var c ? (c.Was, c.Will) : default);
    }, iter: Cases);

    [Fact]
    public void Saving_the_same_again_changes_nothing() =>
        Gen.Select(Rotations, Instant, Gen.Int[0, 24 * 60]).Sample((rotation, made, hours) =>
    {
        var history = new RotationHistory(rotation, made);
        history.Wait(TimeSpan.FromHours(hours));
        var before = history.Shifts.ToList();
        history.Save(rotation);
        Assert.Empty(HandChange.Between(before, history.Shifts));
    }, iter: Cases);

    [Fact]
    public void Neighbours_that_change_between_the_same_two_are_one()
    {
        var monday = new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);
        Shift Of(string person, int from, int to) => new("r", person, monday.AddDays(from), monday.AddDays(to), "");
        var changes = HandChange.Between([Of("U1", 0, 1), Of("U1", 1, 2), Of("U2", 2, 3)], [Of("U2", 0, 3)]);
        Assert.Equal([new HandChange(monday, monday.AddDays(2), "U1", "U2")], changes);
    }
}
