using System.Globalization;
using Bot.Hosting;
using Bot.OnCall;
using Bot.Slack;

namespace Bot.Home;

/// <summary>"I have it": whoever is on call says that they have taken over; the hand-off's line shows it.</summary>
public sealed class TakeShift(Database database, SlackApi slack, Access access)
{
    public async Task HaveIt(BlockActionRequest press, CancellationToken stop)
    {
        var said = await access.Problem(press.User.Id, stop)
            ?? await database.Once(press.IdempotencyKey, tx => Take(tx, (press.Action.Value ?? "").Split('|'), press.User.Id));
        await AnswerCover.Say(slack, press, said, stop);
    }

    static string? Take(Tx tx, string[] hours, string person)
    {
        if (hours is not [var id, var text] || !long.TryParse(text, CultureInfo.InvariantCulture, out var starts) || RotationStore.Find(tx.Db, id, tx.Time) is not { } rotation)
            return "There is no such rotation any more, so there is nothing to take over.";
        var on = OnCallAnswers.Of(tx.Db, rotation, tx.Time).Answer;
        if (on.Person != person)
            return on.Person is { } other
                ? $"{Mrkdwn.Escape(Person.NameOf(tx.Db, other))} is on call as {Mrkdwn.Escape(rotation.Name)} now, so there is nothing to take over."
                : "Nobody is on call now, so there is nothing to take over.";
        if (!BriefStore.Take(tx, rotation, starts, person)) return null;
        tx.Note(rotation.Subject, "has it", person);
        foreach (var running in ShiftStore.Around(tx.Db, rotation.Id, tx.Time).Where(s => s.Holds(tx.Time) && ShiftStore.IsAnnounced(tx.Db, s))) tx.Wake(HandOffs.SubjectOf(running));
        tx.WakeHomes();
        return null;
    }
}
