using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

public sealed class OnCallResolverProperties
{
    [Fact]
    public void The_answer_names_the_one_whose_shift_it_is() => Check((history, t, answer) =>
    {
        var shift = Assert.Single(history.Shifts, s => s.Holds(t));
        Assert.Equal((shift.Person, shift.Ends), (answer.Person, answer.Until));
        if (answer.Next is { } next) Assert.True(next.Person != answer.Person && next.From >= answer.Until);
        else Assert.All(history.Shifts.Where(s => s.Starts > t), s => Assert.Equal(answer.Person, s.Person));
    });

    [Fact]
    public void In_hours_is_what_the_clock_on_the_wall_says() => Check((history, t, answer) =>
        Assert.Equal((history.OwnHours?.Invoke(answer.Person!) ?? history.Rotation.Hours).Contains(t), answer.InHours));

    [Fact]
    public void The_group_is_never_empty_and_in_hours_it_is_the_responder() => Check((_, _, answer) =>
    {
        Assert.NotEmpty(answer.Group);
        if (answer.InHours) Assert.Equal([answer.Person!], answer.Group);
    });

    [Fact]
    public void Out_of_hours_the_lead_is_whoever_is_on_call_when_hours_open() => Check((history, _, answer) =>
    {
        if (answer.Opens is not { } opens) return;
        var then = history.Resolver.At(opens.From);
        Assert.True(then.InHours);
        Assert.Equal((then.Person, then.Person), (opens.Person, answer.Lead));
    });

    [Fact]
    public void Hours_close_where_the_answer_says() => Check((history, _, answer) =>
    {
        if (answer.Closes is not { } closes) return;
        Assert.False(history.Resolver.At(closes).InHours);
        Assert.True(history.Resolver.At(closes.AddTicks(-1)).InHours);
    });

    [Fact]
    public void Between_two_changes_the_answer_stays() => Check((history, t, answer) =>
    {
        var change = history.Resolver.ChangesAfter(t)!.Value;
        Assert.True(change > t);
        for (var part = 1; part <= 3; part++)
        {
            var later = history.Resolver.At(t + (change - t) * (part / 3.001));
            Assert.Equal((answer.Person, answer.InHours, answer.Until), (later.Person, later.InHours, later.Until));
            Assert.Equal(answer.Group, later.Group);
        }
    });

    [Fact]
    public void Kept_last_is_whoever_was_on_call_when_hours_closed() => Check((history, t, answer) =>
    {
        if (answer.InHours || history.Rotation.GroupOutOfHours != GroupOutOfHours.KeepLast) return;
        var (minute, open) = (TimeSpan.FromMinutes(1), t);
        while (open > history.FirstSaved && !history.Resolver.At(open).InHours) open -= minute * 15;
        if (open > history.FirstSaved && history.Shifts.All(s => s.Ends - s.Starts > TimeSpan.FromDays(1)))
            Assert.Equal([history.Resolver.At(open).Person!], answer.Group);
    });

    // In half of the cases everybody has hours of their own, in a zone of their own.
    static void Check(Action<RotationHistory, DateTimeOffset, OnCallAnswer> law) =>
        Gen.Select(Rotations, Instant, Gen.Int[0, 84 * 24 * 60], Gen.Int[1, 59], Hours.Array[7], Gen.Bool)
            .Sample((rotation, saved, minutes, seconds, hours, own) =>
        {
            var history = new RotationHistory(rotation, saved, ownHours: own ? person => hours[person[^1] % 7] : null);
            var t = saved.AddMinutes(minutes).AddSeconds(seconds);
            law(history, t, history.Resolver.At(t));
        }, iter: Cases);
}
