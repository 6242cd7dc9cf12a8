using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary>
/// "I take it" and "Can't": the first to take it has the hours that are left, everybody else is told who was first.
/// </summary>
public sealed class AnswerCover(Database database, SlackApi slack)
{
    public Task<Func<CancellationToken, Task>?> Accept(BlockActionRequest press, CancellationToken stop) =>
        Answer(press, Accept, stop);

    public Task<Func<CancellationToken, Task>?> Decline(BlockActionRequest press, CancellationToken stop) =>
        Answer(press, Decline, stop);

    async Task<Func<CancellationToken, Task>?> Answer(
        BlockActionRequest press, Func<Tx, CoverRequestRow, string, string?> answer, CancellationToken stop)
    {
        var said = await database.Once(press.IdempotencyKey, tx =>
            long.TryParse(press.Action.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && CoverRequestStore.Find(tx.Db, number) is { } request
                ? answer(tx, request, press.User.Id)
                : "There is no such request any more.");
        return Tell.Then(slack, press, said);
    }

    static string? Accept(Tx tx, CoverRequestRow request, string person)
    {
        if (CoverRequestStore.Asked(tx.Db, request.Number).All(a => a.Person != person))
            return "Only those who were asked can take it.";
        if (!request.IsOpen || request.Ends <= tx.Now) return Closed(tx, request, person);
        var rotation = RotationStore.Find(tx.Db, request.Rotation, tx.Time)!;
        var left = request.Left(DateTimeOffset.FromUnixTimeMilliseconds(tx.Now));
        if (!CoverLayout.HasSome(OnCallAnswers.Resolver(tx.Db, rotation, left.Starts).Shifts, request.Away, left))
        {
            KeepCovers.Close(tx, request, CoverRequestRow.Moot, "bot");
            return $"{Name(tx, request.Away)} is not on call in these hours any more, so there is nothing to take.";
        }

        if (!KeepCovers.Close(tx, request, CoverRequestRow.Taken, person))
            return Closed(tx, CoverRequestStore.Find(tx.Db, request.Number)!, person);
        KeepCovers.Make(
            tx, rotation, new() { Hours = left, Away = request.Away, Covering = person, By = person, Request = request.Number });
        return null;
    }

    static string Closed(Tx tx, CoverRequestRow request, string person) => request.State switch
    {
        CoverRequestRow.Taken when request.ClosedBy == person => "You have taken these hours already.",
        CoverRequestRow.Taken => $"{Name(tx, request.ClosedBy!)} was first and has taken these hours. Thank you all the same.",
        CoverRequestRow.Cancelled => $"{Name(tx, request.ClosedBy!)} cancelled the request, so there is nothing to take.",
        CoverRequestRow.Moot => $"{Name(tx, request.Away)} is not on call in these hours any more, so there is nothing to take.",
        _ => "These hours are over, so there is nothing to take.",
    };

    static string? Decline(Tx tx, CoverRequestRow request, string person)
    {
        var asked = CoverRequestStore.Asked(tx.Db, request.Number);
        if (asked.All(a => a.Person != person)) return "You were not asked, so there is nothing to answer.";
        if (!request.IsOpen) return Closed(tx, request, person);
        CoverRequestStore.Decline(tx, request.Number, person);
        tx.Note(RotationRow.SubjectOf(request.Rotation), CoverFacts.Declined, person, request.Away);
        tx.Wake(request.Subject);
        tx.WakeHomes();
        // Nobody is left to wait for.
        if ((request.EscalateAt is not null || request is { Cause: not null, Escalated: false }) && asked.All(
            a => a.Declined || a.Person == person)) CoverDue.Escalate(tx, request);
        return null;
    }

    static string Name(Tx tx, string person) => Mrkdwn.Name(Person.NameOf(tx.Db, person));
}
