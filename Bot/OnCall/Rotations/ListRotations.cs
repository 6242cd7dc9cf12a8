using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary>
/// <c>/cover rota</c>: every rotation with who is on call, and to its owners what they can do with it; one that is
/// named opens at once.
/// </summary>
public sealed class ListRotations(
    Database database, SlackApi slack, RotationList list, EditRotation edit, RotationAccess rotations,
    TimeProvider clock)
{
    const string New = "new";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var all = database.Read(db => RotationStore.All(db, clock.GetUtcNow()));
        var isNew = PlainSigns.Of(command.Rest).Trim().Equals(New, StringComparison.OrdinalIgnoreCase);
        if (!isNew && command.Rest.Length > 0) return await Named(all, command, stop);
        var form = isNew || all.Count == 0;
        await slack.Views.Open(
            command.TriggerId, form ? await edit.Form(null, command.UserId, stop) : list.Modal(command.UserId), stop);
        return null;
    }

    async Task<SlashResponse?> Named(IReadOnlyList<RotationRow> all, SlashCommand command, CancellationToken stop)
    {
        var name = PlainSigns.Of(command.Rest).Trim();
        if (all.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } row)
            return WordAlone.Unknown(command);
        if (database.Read(db => rotations.Refusal(db, row.Id, command.UserId)) is { } refusal) return Mrkdwn.Escape(refusal);
        await slack.Views.Open(command.TriggerId, await edit.Form(row.Id, command.UserId, stop), stop);
        return null;
    }

    /// <summary>The list's only submit: the form of a new one on top of it.</summary>
    public async Task<ViewSubmissionResponse?> Add(ViewSubmission pressed, CancellationToken stop) =>
        ViewSubmissionResponse.Push(await edit.Form(null, pressed.User.Id, stop));

    public Task Edit(BlockActionRequest press, CancellationToken stop) =>
        list.Push(press, async id => await edit.Form(id, press.User.Id, stop), stop);
}
