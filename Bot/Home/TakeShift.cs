using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>"I have it": whoever is on call says that they have taken over; the hand-off's line shows it.</summary>
public sealed class TakeShift(Database database, SlackApi slack)
{
    public async Task<Func<CancellationToken, Task>?> HaveIt(BlockActionRequest press, CancellationToken stop)
    {
        var said = await database.Once(press.IdempotencyKey, tx => Take(tx, press).Refusal);
        return Tell.Then(slack, press, said);
    }

    /// <summary>Writes that the presser has the hours of the button; says in a sentence why they are not theirs.</summary>
    internal static (RotationRow? Rotation, long Starts, string? Refusal) Take(Tx tx, BlockActionRequest press)
    {
        var person = press.User.Id;
        if ((press.Action.Value ?? "").Split('|') is not [var id, var text]
            || !long.TryParse(text, CultureInfo.InvariantCulture, out var starts)
            || RotationStore.Find(tx.Db, id, tx.Time) is not { } rotation)
            return (null, 0, "There is no such rotation any more, so there is nothing to take over.");
        if (OnCallAnswers.Of(tx.Db, rotation, tx.Time).Answer.Person is not { } on)
            return (null, 0, "Nobody is on call now, so there is nothing to take over.");
        if (on != person)
        {
            var (name, role) = (Mrkdwn.Inert(Person.NameOf(tx.Db, on), 60), Mrkdwn.Inert(rotation.Name, 60));
            return (null, 0, $"{name} is on call as {role} now, so there is nothing to take over.");
        }

        if (BriefStore.OfHours(tx.Db, person, id, starts) is var (_, told) && told.IsOver(tx.Time))
            return (null, 0, "Those hours are over and handed over, so there is nothing to take over.");
        if (BriefStore.Take(tx, rotation, starts, person)) Note(tx, rotation, person);
        return (rotation, starts, null);
    }

    static void Note(Tx tx, RotationRow rotation, string person)
    {
        tx.Note(rotation.Subject, HomeFacts.HasIt, person);
        foreach (var shift in ShiftStore.Around(tx.Db, rotation.Id, tx.Time).Where(s => s.Holds(tx.Time)))
            if (ShiftStore.IsAnnounced(tx.Db, shift)) tx.Wake(OnCallSubjects.HandOff(shift));
        tx.WakeHomes();
    }
}
