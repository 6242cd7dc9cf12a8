using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

/// <summary>
/// Eighteen months of rotations with edits, covers, people leaving, leaves and the holidays of three countries.
/// </summary>
public sealed class AbsenceProperties
{
    static readonly string[] People = ["U1", "U2", "U3", "U4", "U5", "U6", "U7"];

    static readonly Gen<string> Person = Gen.Int[0, People.Length - 1].Select(i => People[i]);

    // Days of the year, of three countries that share some of them.
    static readonly (int Month, int Day)[][] Holidays =
    [
        [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)],
        [(1, 1), (1, 19), (2, 16), (5, 25), (6, 19), (7, 3), (9, 7), (11, 26), (12, 25)],
        [(1, 1), (4, 3), (5, 1), (5, 21), (6, 29), (9, 18), (9, 19), (12, 8), (12, 25)],
    ];

    static readonly Gen<(int Day, int Days, string Person)[]> Leaves = Gen.Select(Gen.Int[0, 560], Gen.Int[1, 25], Person)
        .Array[0, 12];

    static readonly Gen<(int Later, int From, int Hours, string Away, string Covering)[]> Covers =
        Gen.Select(Gen.Int[0, 45], Gen.Int[0, 20 * 24], Gen.Int[1, 200], Person, Person)
            .Where((_, _, _, away, covering) => away != covering).Array[0, 10];

    [Fact]
    public void The_laws_of_the_rotation_hold_at_every_instant() => Check((history, instants) =>
    {
        var worked = history.Worked;
        Assert.All(worked.Zip(worked.Skip(1)), pair => Assert.Equal(pair.First.Ends, pair.Second.Starts));
        foreach (var t in instants)
        {
            var responder = Assert.Single(worked, s => s.Holds(t));
            var (rotation, presence) = history.At(t);
            Has_not_left(responder, presence);
            Is_away_only_if_nobody_else_could_be_on_call(responder, rotation, presence, t);
        }

        foreach (var (one, next) in history.Coming.Zip(history.Coming.Skip(1)))
            Whoever_misses_a_turn_has_left_or_is_paused_throughout(history, one, next);
        Assert.All(history.Coming, s => Assert.NotEmpty(history.Rotation.Hours.Within(new Stretch(s.Starts, s.Ends))));
    });

    static void Has_not_left(Shift responder, Presence presence) =>
        Assert.True(presence.IsActive(responder.Person), $"{responder} of somebody who has left");

    static void Is_away_only_if_nobody_else_could_be_on_call(
        Shift responder, Rotation rotation, Presence presence, DateTimeOffset t)
    {
        var now = new Stretch(t, t.AddTicks(1));
        if (!presence.AwayIn(responder.Person, now).Any()) return;
        Assert.All(
            rotation.Members, p => Assert.False(presence.IsThere(p, now), $"{p} is free at {t:u}, and {responder} is away"));
    }

    static void Whoever_misses_a_turn_has_left_or_is_paused_throughout(RotationHistory history, Shift one, Shift next)
    {
        var members = history.Rotation.Members.ToList();
        for (var i = (members.IndexOf(one.Person) + 1) % members.Count; members[i] != next.Person; i = (i + 1) % members.Count)
            Assert.True(
                !history.Available(members[i]) || history.Presence.MissesTurn(members[i], new(next.Starts, next.Ends)),
                $"{members[i]} misses {next}");
    }

    static void Check(Action<RotationHistory, IEnumerable<DateTimeOffset>> laws) =>
        Gen.Select(
            Gen.Select(Rotations, Instant, Edits), Leaves, Gen.Int[0, 3].Array[People.Length], Covers, Gen.Double.Unit.Array[20],
            Gen.Select(Hours.Array[7], Gen.Bool))
            .Sample((start, leaves, lists, covers, instants, own) =>
            {
                var (rotation, saved, edits) = start;
                var history = new RotationHistory(
                    rotation, saved, [.. Away(saved, leaves, lists, rotation.Zone)],
                    own.Item2 ? p => own.Item1[p[^1] % 7] : null);
                var (coming, changes) = (
                    new Queue<(int Later, int From, int Hours, string Away, string Covering)>(covers), new Queue<Edit>(edits));
                for (var day = 0; day < 540; day += 1)
                {
                    history.Wait(TimeSpan.FromDays(1));
                    if (changes.TryPeek(out var edit) && day % 60 == edit.HoursLater % 60 && Possible(history, changes.Dequeue()))
                        history.Save(edit.Rotation, edit.Gone);
                    if (coming.TryPeek(out var cover) && day % 45 == cover.Later && coming.Dequeue() is var agreed)
                        history.Cover(
                            new(history.Now.AddHours(agreed.From), history.Now.AddHours(agreed.From + agreed.Hours)), agreed.Away,
                            agreed.Covering);
                }
                laws(history, instants.Select(part => saved + (history.Now - saved) * part));
            }, iter: Cases);

    static bool Possible(RotationHistory history, Edit edit) =>
        edit.Rotation.Members.Any(m => history.Available(m) && m != edit.Gone);

    static IEnumerable<Absence> Away(
        DateTimeOffset saved, (int Day, int Days, string Person)[] leaves, int[] lists, TimeZoneInfo zone)
    {
        foreach (var (day, days, person) in leaves)
            yield return new(
                person, new(zone.Instant(saved.Date.AddDays(day)), zone.Instant(saved.Date.AddDays(day + days))),
                LeavesOutTurns: day % 2 == 0);
        for (var person = 0; person < People.Length; person++)
            foreach (var (month, day) in lists[person] < 3 ? Holidays[lists[person]] : [])
                for (var year = 2026; year <= 2028; year++)
                    yield return new(
                        People[person],
                        new(
                            zone.Instant(new DateTime(year, month, day)),
                            zone.Instant(new DateTime(year, month, day).AddDays(1))));
    }
}
