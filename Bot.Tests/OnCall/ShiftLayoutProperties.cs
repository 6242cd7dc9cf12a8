using Bot.Domain.OnCall;
using Cronos;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

public sealed class ShiftLayoutProperties
{
    [Fact]
    public void Exactly_one_responder_at_every_instant_from_the_first_save_on() => Check((history, _) =>
    {
        Assert.Equal(history.FirstSaved, history.Shifts[0].Starts);
        Assert.All(history.Shifts, s => Assert.True(s.Starts < s.Ends));
        Assert.All(history.Shifts.Zip(history.Shifts.Skip(1)), pair => Assert.Equal(pair.First.Ends, pair.Second.Starts));
        Assert.True(history.Shifts[^1].Ends >= history.Now + ShiftLayout.Ahead);
    });

    [Fact]
    public void The_running_shift_and_the_past_never_change() => Check((history, before) =>
        Assert.Equal(
            before.Where(s => s.Starts <= history.Now), history.Shifts.Take(before.Count(s => s.Starts <= history.Now))));

    [Fact]
    public void Hand_offs_come_at_the_wall_clock_time_of_the_zone() => Check((history, _) =>
    {
        var rotation = history.Rotation;
        Assert.All(
            history.Coming,
            s => Assert.True(OnTheWall(rotation, s.Ends), $"{s} is not at {rotation.HandOff} in {rotation.Zone.Id}"));
    });

    [Fact]
    public void Members_take_turns_in_their_order() => Check((history, _) =>
    {
        var members = history.Rotation.Members.Where(history.Available).ToList();
        var coming = history.Coming;
        Assert.All(coming.Zip(coming.Skip(1)), pair =>
            Assert.Equal(members[(members.IndexOf(pair.First.Person) + 1) % members.Count], pair.Second.Person));
    });

    [Fact]
    public void Whoever_follows_the_running_shift_follows_it_in_the_order() => Check((history, _) =>
    {
        var running = history.Shifts.Last(s => s.Starts <= history.Now).Person;
        var members = history.Rotation.Members.ToList();
        var index = members.IndexOf(running);
        if (index < 0) return;
        var follower = Enumerable.Range(1, members.Count).Select(i => members[(index + i) % members.Count])
            .First(history.Available);
        Assert.Equal(follower, history.Coming[0].Person);
    });

    [Fact]
    public void Saving_without_a_change_changes_nothing() => Check((history, _) =>
    {
        var before = history.Shifts;
        history.Save(history.Rotation);
        Assert.Equal(before, history.Shifts.Take(before.Count));
    });

    [Fact]
    public void Nobody_gets_a_scrap_of_a_shift_because_of_an_edit() => Check((history, _) =>
    {
        var coming = history.Coming;
        var shortest = coming.Skip(1).Min(s => s.Ends - s.Starts);
        Assert.True(coming[0].Ends - coming[0].Starts >= shortest / 2, $"{coming[0]}, others at least {shortest}");
    });

    // Each case: a rotation, then edits; after every step the law gets the history and the shifts as they were before it.
    static void Check(Action<RotationHistory, List<Shift>> law) =>
        Gen.Select(Rotations, Instant, Edits).Sample((rotation, now, edits) =>
        {
            var history = new RotationHistory(rotation, now);
            law(history, history.Shifts);
            foreach (var edit in edits)
            {
                history.Wait(TimeSpan.FromHours(edit.HoursLater));
                if (!edit.Rotation.Members.Any(m => history.Available(m) && m != edit.Gone)) continue;
                var before = history.Shifts;
                history.Save(edit.Rotation, edit.Gone);
                law(history, before);
            }
        }, iter: Cases);

    // Asked of the wall clock alone: the minute and hour of the expression, or the moment of a jump over them.
    static bool OnTheWall(Rotation rotation, DateTimeOffset end)
    {
        var cron = CronExpression.Parse(rotation.HandOff.Cron.Split(" every ")[0]);
        var (before, wall) = (rotation.Zone.Wall(end.AddTicks(-1)), rotation.Zone.Wall(end));
        return cron.GetNextOccurrence(DateTime.SpecifyKind(before, DateTimeKind.Utc)) <= wall;
    }
}
