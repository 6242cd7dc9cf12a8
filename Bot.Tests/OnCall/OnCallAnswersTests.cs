using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Storage;
using Bot.Tests.Hosting;
using CsCheck;

namespace Bot.Tests.OnCall;

public sealed class OnCallAnswersTests : IDisposable
{
    static readonly int Cases = RandomRotations.Cases / 25;

    readonly Scratch scratch = new();
    readonly Database database;

    public OnCallAnswersTests() => database = scratch.Open();

    public void Dispose()
    {
        database.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void What_was_answered_for_the_past_is_answered_after_any_edit() =>
        Gen.Select(RandomRotations.Rotations, RandomRotations.Edits).Sample((rotation, edits) =>
    {
        var (id, made) = (Save(rotation), scratch.Clock.GetUtcNow());
        foreach (var edit in edits)
        {
            scratch.Clock.Advance(TimeSpan.FromHours(edit.HoursLater) + TimeSpan.FromSeconds(1));
            CatchUp(id);
            var past = Enumerable.Range(0, 8).Select(i => made + (scratch.Clock.GetUtcNow() - made) * (i / 8.0)).ToList();
            var before = Answers(id, past);
            Assert.All(before, a => Assert.NotNull(a.Person));
            Save(edit.Rotation, id);
            Assert.Equal(before, Answers(id, past));
        }
    }, iter: Cases, threads: 1);

    [Fact]
    public void What_the_rows_answer_is_what_the_layout_in_memory_answers() =>
        Gen.Select(RandomRotations.Rotations, Gen.Int[0, 84 * 24 * 60]).Sample((rotation, minutes) =>
    {
        var (id, now) = (Save(rotation), scratch.Clock.GetUtcNow());
        var memory = new OnCallResolver(rotation, ShiftLayout.Replan(rotation, [], now)).At(now.AddMinutes(minutes));
        var rows = database.Read(db => OnCallAnswers.At(db, id, now.AddMinutes(minutes)))!.Answer;
        Assert.Equal(
            (memory.Person, memory.InHours, memory.Until, memory.Lead, memory.Opens),
            (rows.Person, rows.InHours, rows.Until, rows.Lead, rows.Opens));
        Assert.Equal(memory.Group, rows.Group);
    }, iter: Cases, threads: 1);

    string Save(Rotation rotation, string? id = null)
    {
        var saved = rotation with { Id = id ?? Guid.CreateVersion7(scratch.Clock.GetUtcNow()).ToString() };
        database.Change(tx => KeepShifts.Save(tx, saved, "U1")).GetAwaiter().GetResult();
        return saved.Id;
    }

    void CatchUp(string id) =>
        database.Change(tx => KeepShifts.CatchUp(tx, RotationStore.Find(tx.Db, id, tx.Time)!)).GetAwaiter().GetResult();

    // Out of hours the group of the past may follow the new settings of what was still to come.
    List<(string? Person, bool InHours)> Answers(string id, List<DateTimeOffset> at) => database.Read(db =>
        at.Select(t => OnCallAnswers.At(db, id, t)!.Answer).Select(a => (a.Person, a.InHours)).ToList());
}
