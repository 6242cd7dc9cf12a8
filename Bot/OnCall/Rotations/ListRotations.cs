using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary><c>/cover rota</c>: every rotation with who is on call, and to its owners what they can do with it.</summary>
public sealed class ListRotations(
    Database database, SlackApi slack, RotationList list, EditRotation edit, TimeProvider clock)
{
    const string New = "new";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var all = database.Read(db => RotationStore.All(db, clock.GetUtcNow()));
        var isNew = PlainSigns.Of(command.Rest).Trim().Equals(New, StringComparison.OrdinalIgnoreCase);
        if (!isNew && command.Rest.Length > 0) return WordAlone.Unknown(command);
        var form = isNew || all.Count == 0;
        await slack.Views.Open(
            command.TriggerId, form ? await edit.Form(null, command.UserId, stop) : list.Modal(command.UserId), stop);
        return null;
    }

    /// <summary>The list's only submit: the form of a new one on top of it.</summary>
    public async Task<ViewSubmissionResponse?> Add(ViewSubmission pressed, CancellationToken stop) =>
        ViewSubmissionResponse.Push(await edit.Form(null, pressed.User.Id, stop));

    public Task Edit(BlockActionRequest press, CancellationToken stop) =>
        list.Push(press, async id => await edit.Form(id, press.User.Id, stop), stop);
}
