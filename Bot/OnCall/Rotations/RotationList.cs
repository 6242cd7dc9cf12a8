using System.Data;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>
/// The list of rotations as a modal: drawn, drawn again where it lies under a form, and the place from which forms open.
/// </summary>
public sealed class RotationList(Database database, SlackApi slack, RotationAccess rotations, TimeProvider clock)
{
    const int Most = 30;

    /// <summary>
    /// Puts a rotation's form on top of the list, or the sentence why not; opens it where a message's button was pressed.
    /// </summary>
    public async Task Push(BlockActionRequest press, Func<string, Task<ModalViewDefinition>> form, CancellationToken stop)
    {
        var id = press.Action.Value ?? "";
        var view = database.Read(db => rotations.Refusal(db, id, press.User.Id)) is { } refusal
            ? OpenForm.Done("Not possible", Mrkdwn.Escape(refusal))
            : await form(id);
        if (press.View is null) await slack.Views.Open(press.TriggerId, view, stop);
        else await slack.Views.Push(press.TriggerId, view, stop);
    }

    /// <summary>The answer to a form that lies on the list, which is drawn anew once Slack has it.</summary>
    public ViewSubmissionResponse ThenRefresh(ViewSubmissionResponse answer, View form, string user) =>
        answer with { After = stop => Refresh(form.PreviousViewId, user, stop) };

    /// <summary>Shows the list as it is now, where it lies under a form that was saved or had its button pressed.</summary>
    public Task Refresh(string? viewId, string user, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(user), stop);

    public ModalViewDefinition Modal(string user) => database.Read(db =>
    {
        var all = OnCallAnswers.All(db, clock.GetUtcNow());
        return new ModalViewDefinition
        {
            CallbackId = RotationIds.ChooseForm,
            Title = "Rotations",
            Submit = "New rotation",
            Close = "Done",
            Blocks =
            [
                .. all.Count == 0
                    ? [new SectionBlock { Text = "There is no rotation any more." }]
                    : all.Take(Most).SelectMany(on => Row(db, on, user)),
                .. all.Count > Most ? [new ContextBlock { Elements = [$"… {all.Count - Most} more"] }] : Array.Empty<Block>(),
            ],
        };
    });

    IEnumerable<Block> Row(IDbConnection db, RotationAnswer on, string user)
    {
        var row = on.Row;
        yield return new SectionBlock { Text = $"*{Mrkdwn.Name(row.Name)}*\n{OnCall(on, user)}\n{Facts(row)}" };
        yield return rotations.MayChange(db, row, user)
            ? new ActionsBlock
            {
                BlockId = $"rotation:{row.Id}",
                Elements =
                [
                    Press(EditButton, "Settings", row), Press(MembersButton, "Members", row),
                    Press(PutButton, "Put on call", row), DeleteRotation.Button(row),
                ],
            }
            : new ContextBlock
            {
                Elements = [$"{RotationAccess.WhoMayChange(db, row)} change it."],
            };
    }

    string OnCall(RotationAnswer on, string user) => on.Answer is { Person: { } person, Until: { } until }
        ? $":telephone_receiver: {Who(person, user)} until {When.Wall(until, on.Rotation.Zone, clock.GetUtcNow())}"
            + $" ({on.Rotation.Zone.Id})"
            + (on.Answer.Next is { } next ? $", then {Who(next.Person, user)}" : "")
        : $":warning: Nobody is on call, because {Mrkdwn.Escape(on.Answer.Why)}.";

    static string Who(string person, string reader) => person == reader ? "you" : Mrkdwn.User(person);

    static string Facts(RotationRow row) => string.Join(" · ", new[]
    {
        row.Rotation.Members.Count == 1 ? "1 member" : $"{row.Rotation.Members.Count} members",
        row.Rotation.HandOff.Name,
        row.GroupHandle is { } handle ? $"@{Mrkdwn.Name(handle)}" : null,
        row.Channel is { } channel ? Mrkdwn.Channel(channel) : null,
    }.OfType<string>());

    static Button Press(string action, string text, RotationRow row) => new() { ActionId = action, Text = text, Value = row.Id };
}
