using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary><c>/followup reassign 12 @ben</c> gives it to somebody else, <c>snooze 12 friday</c> puts it off.</summary>
public sealed class HandFollowUp(Database database, Access access)
{
    const int WorkingDaysOfSnooze = 5;

    public async Task<SlashResponse?> Reassign(SlashCommand command, CancellationToken stop)
    {
        var typed = TypedFollowUp.Needed(command);
        if (command.Mentions is not [var named] || typed.Behind != named.Shown)
            throw new RefusedException(ToWhom(command, typed));
        await access.Meet(named.Id, stop);
        var answer = await database.Once(command.IdempotencyKey, tx =>
        {
            var row = Outstanding(tx, command.UserId, typed.Number);
            if (CheckInput.OwnerProblem(tx.Db, named.Id, row.Incident) is { } problem) throw new RefusedException(problem);
            FollowUpStore.Change(tx, row, FollowUpRules.Given(row.FollowUp, named.Id), command.UserId);
            return $"{FollowUpText.Title(row)} is {Mrkdwn.Name(Person.NameOf(tx.Db, named.Id))}'s now."
                + (named.Id == command.UserId ? "" : " They hear of it in their hours.");
        });
        return answer is null ? null : (SlashResponse)answer;
    }

    public async Task<SlashResponse?> Snooze(SlashCommand command, CancellationToken stop)
    {
        var typed = TypedFollowUp.Needed(command);
        var answer = await database.Once(command.IdempotencyKey, tx =>
        {
            var row = Outstanding(tx, command.UserId, typed.Number);
            var days = OwnerDays.Of(tx.Db, row.Owner, tx.Time);
            if (Until(typed.Behind, row.FollowUp, days) is not { } until)
                throw new RefusedException(
                    $"I do not know the day “{Mrkdwn.Inert(typed.Behind, 60)}”. {Example(command, typed, days)}");
            if (until < days.Today)
                throw new RefusedException($"{When.Day(until, days.Today)} is over. {Example(command, typed, days)}");
            FollowUpStore.Change(tx, row, FollowUpRules.PutOff(row.FollowUp, until), command.UserId);
            return $"{FollowUpText.Title(row)} is due *{When.Day(until, days.Today)}* now.";
        });
        return answer is null ? null : (SlashResponse)answer;
    }

    static string ToWhom(SlashCommand command, TypedFollowUp typed)
    {
        var wrong = typed.Behind.Length == 0 ? "Say to whom"
            : command.Mentions.Count == 0
                ? $"Slack knows nobody as “{Mrkdwn.Inert(typed.Behind, 60)}”. Type @ and choose a person from its list"
            : command.Mentions.Count > 1 ? "It goes to one person" : "Say nothing but the name";
        return $"{wrong}: {command.Command} {command.Word} {typed.Number} @name.";
    }

    static string Example(SlashCommand command, TypedFollowUp typed, OwnerDays days) =>
        $"Say it so: {command.Command} {command.Word} {typed.Number} friday, 2w or "
            + $"{Domain.OnCall.Days.Text(days.Today.AddDays(7))}.";

    // A working week later, where nobody says until when.
    static DateOnly? Until(string typed, FollowUp one, OwnerDays days) => typed.Length > 0 ? TypedDay.Read(typed, days.Today)
        : FollowUpDays.Later(days.On, one.Due > days.Today ? one.Due : days.Today, WorkingDaysOfSnooze);

    static FollowUpRow Outstanding(Tx tx, string person, long number)
    {
        var row = FollowUpStore.Seen(tx.Db, person, number);
        return row.FollowUp.IsOutstanding ? row : throw new RefusedException($"{FollowUpText.Title(row)} is over already.");
    }
}
