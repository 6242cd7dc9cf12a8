using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>
/// <c>/followup done 12</c>, <c>notdoing 12 because …</c> and <c>reopen 12</c>, and the button Done wherever it stands: whoever
/// sees it may say so, and the history names them.
/// </summary>
public sealed class EndFollowUp(Database database, SlackApi slack, ListFollowUps list, BotCommands commands)
{
    public Task<SlashResponse?> Done(SlashCommand command, CancellationToken stop)
    {
        var typed = TypedFollowUp.Needed(command);
        if (typed.Behind.Length > 0) throw new RefusedException(WordAlone.Unknown(command));
        return Change(
            command, typed.Number, one => FollowUpRules.Done(one, command.UserId),
            (row, isNew) => isNew
                ? $":white_check_mark: {FollowUpText.Title(row)} is done. "
                    + $"`{commands.FollowUp} reopen {row.Number}` takes that back."
                : $"{FollowUpText.Title(row)} was done already.");
    }

    public Task<SlashResponse?> NotDoing(SlashCommand command, CancellationToken stop)
    {
        var typed = TypedFollowUp.Needed(command);
        var reason = FollowUpInput.OneLine(typed.Behind);
        if (reason.Length == 0)
            throw new RefusedException(
                $"Say why nobody does it: {command.Command} {command.Word} {typed.Number} the model is going away.");
        if (reason.Length > FollowUpStore.LongestReason)
            throw new RefusedException($"That is long: say why in {FollowUpStore.LongestReason} characters.");
        return Change(
            command, typed.Number, one => FollowUpRules.NotDoing(one, command.UserId, reason),
            (row, _) => $"Nobody does {FollowUpText.Title(row)}. `{commands.FollowUp} reopen {row.Number}` takes that back.");
    }

    public Task<SlashResponse?> Reopen(SlashCommand command, CancellationToken stop)
    {
        var typed = TypedFollowUp.Needed(command);
        if (typed.Behind.Length > 0) throw new RefusedException(WordAlone.Unknown(command));
        return Change(
            command, typed.Number, FollowUpRules.Reopened,
            (row, isNew) => $"{FollowUpText.Title(row)} is {(isNew ? "" : "still ")}to be done.");
    }

    async Task<SlashResponse?> Change(
        SlashCommand command, long number, Func<FollowUp, FollowUp> rule, Func<FollowUpRow, bool, string> said)
    {
        var answer = await database.Once(command.IdempotencyKey, tx =>
        {
            var row = FollowUpStore.Seen(tx.Db, command.UserId, number);
            var to = rule(row.FollowUp);
            FollowUpStore.Change(tx, row, to, command.UserId);
            return said(row, to != row.FollowUp);
        });
        return answer is null ? null : (SlashResponse)answer;
    }

    /// <summary>Done, in a message that is drawn anew by itself.</summary>
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (!long.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var number)) return null;
        await Do(press, number);
        return null;
    }

    /// <summary>The same in a list, which is shown anew.</summary>
    public async Task<Func<CancellationToken, Task>?> PressInList(BlockActionRequest press, CancellationToken stop)
    {
        if (press.Action.Value?.Split('|', 2) is not [var typed, var filter]
            || !long.TryParse(typed, CultureInfo.InvariantCulture, out var number)) return null;
        await Do(press, number);
        if (press.ResponseUrl is not { Length: > 0 } url) return null;
        return ended => slack.Respond(
            url, list.Of(press.User.Id, FollowUpFilter.Read(filter)) with { ReplaceOriginal = true }, ended);
    }

    Task Do(BlockActionRequest press, long number) => database.Once(press.IdempotencyKey, tx =>
    {
        var row = FollowUpStore.Seen(tx.Db, press.User.Id, number);
        FollowUpStore.Change(tx, row, FollowUpRules.Done(row.FollowUp, press.User.Id), press.User.Id);
        return null;
    });
}
