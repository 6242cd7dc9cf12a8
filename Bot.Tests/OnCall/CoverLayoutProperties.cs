using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

public sealed class CoverLayoutProperties
{
    static readonly string[] People = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8"];

    static readonly Gen<string> Person = Gen.Int[0, People.Length - 1].Select(i => People[i]);

    /// <summary>Hours after the first save, and for how long.</summary>
    public static readonly Gen<(int From, int Length, string Away, string Covering)[]> Covers =
        Gen.Select(Gen.Int[0, 60 * 24], Gen.Int[1, 14 * 24], Person, Person).Where((_, _, away, covering) => away != covering)
            .Array[0, 8];

    [Fact]
    public void At_every_instant_exactly_one_person_is_on_call() => Check((history, covers, t) =>
        Assert.Single(CoverLayout.Over(history.Shifts, covers), s => s.Holds(t)));

    [Fact]
    public void What_was_agreed_last_holds_and_nothing_else_changes() => Check((history, covers, t) =>
    {
        var worked = CoverLayout.Over(history.Shifts, covers).Single(s => s.Holds(t));
        var laidOut = history.Shifts.Single(s => s.Holds(t));
        // Told one by one: whoever has the instant gives it away to whoever covers them then.
        var person = covers.Where(c => c.Starts <= t && t < c.Ends)
            .Aggregate(laidOut.Person, (p, c) => p == c.Away ? c.Covering : p);
        Assert.Equal(person, worked.Person);
        Assert.Equal(person == laidOut.Person ? null : laidOut.Person, worked.CoveredFor);
        if (!covers.Any(c => c.Starts <= t && t < c.Ends)) Assert.Equal(laidOut.Why, worked.Why);
    });

    [Fact]
    public void The_parts_of_a_shift_fill_it_without_gap_or_overlap() => Check((history, covers, _) =>
    {
        var worked = CoverLayout.Over(history.Shifts, covers);
        Assert.All(worked, s => Assert.True(s.Starts < s.Ends));
        Assert.Equal(history.Shifts[0].Starts, worked[0].Starts);
        Assert.Equal(history.Shifts[^1].Ends, worked[^1].Ends);
        Assert.All(worked.Zip(worked.Skip(1)), pair => Assert.Equal(pair.First.Ends, pair.Second.Starts));
    });

    [Fact]
    public void The_resolver_answers_with_who_covers_and_says_for_whom() => Check((history, covers, t) =>
    {
        var worked = CoverLayout.Over(history.Shifts, covers);
        var answer = new OnCallResolver(history.Rotation, worked).At(t);
        var now = worked.Single(s => s.Holds(t));
        Assert.Equal((now.Person, now.Ends, now.CoveredFor), (answer.Person, answer.Until, answer.CoveredFor));
        if (answer.InHours) Assert.Equal([now.Person], answer.Group);
    });

    [Fact]
    public void A_cover_is_flagged_when_and_only_when_some_of_its_hours_are_not_its_persons() => Check((history, covers, t) =>
    {
        if (covers.Count == 0) return;
        var (before, last) = (CoverLayout.Over(history.Shifts, covers.SkipLast(1)), covers[^1]);
        var others = before.Any(s => s.Person != last.Away && s.Starts < last.Ends && last.Starts < s.Ends && s.Ends > t);
        Assert.Equal(others && last.Ends > t, CoverLayout.Unfit(history.Shifts, covers, t).Contains(last));
    });

    [Fact]
    public void A_choice_gives_hours_inside_the_shift_that_are_still_to_come() => Check((history, _, t) =>
    {
        var (shift, zone) = (history.Shifts.Single(s => s.Holds(t)), history.Rotation.Zone);
        foreach (var part in CoverHours.Offered(shift, zone, t).Where(p => p != CoverPart.Other))
        {
            var hours = CoverHours.Of(part, shift, zone, t);
            Assert.True(t <= hours.Starts && hours.Starts < hours.Ends && hours.Ends <= shift.Ends);
        }
    });

    static void Check(Action<RotationHistory, IReadOnlyList<Cover>, DateTimeOffset> law) =>
        Gen.Select(Rotations, Instant, Gen.Int[0, 70 * 24 * 60], Covers).Sample((rotation, saved, minutes, covers) =>
        {
            var history = new RotationHistory(rotation, saved);
            law(
                history,
                [.. covers.Select(
                    (c, i) => new Cover(
                        i, "r", saved.AddHours(c.From), saved.AddHours(c.From + c.Length), c.Away, c.Covering, "covers"))],
                saved.AddMinutes(minutes));
        }, iter: Cases);
}
