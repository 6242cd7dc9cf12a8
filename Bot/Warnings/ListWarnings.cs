using Bot.Domain.Warnings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Warnings;

/// <summary><c>/incident warnings</c>: the ledger as a list in which everybody looks around and members decide.</summary>
sealed class ListWarnings(Database database, SlackApi slack, TimeProvider clock)
{
    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var look = TypedWarnings.Of(command);
        await slack.Views.Open(command.TriggerId, Modal(command.UserId, look), stop);
        return null;
    }

    /// <summary>The same, from a message.</summary>
    public Task Open(BlockActionRequest press, CancellationToken stop) =>
        slack.Views.Open(press.TriggerId, Modal(press.User.Id, WarningLook.First), stop);

    ModalViewDefinition Modal(string reader, WarningLook look) =>
        database.Read(db => new WarningList(db, reader, clock.GetUtcNow()).Modal(look));

    /// <summary>Shows what was chosen in the menus, from its first page, or another page.</summary>
    public Task Change(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { CallbackId: WarningIds.ListForm } view) return Task.CompletedTask;
        var look = Carried.Read<WarningLook>(view.PrivateMetadata) ?? WarningLook.First;
        look = press.Action.ActionId switch
        {
            WarningIds.Next => look with { Page = look.Page + 1 },
            WarningIds.Back => look with { Page = look.Page - 1 },
            WarningIds.GroupMenu => look with
            {
                BySignature = view.State.Selected(WarningList.Menus, WarningIds.GroupMenu) == "signature",
                Page = 1,
            },
            _ => look with { Filter = Chosen(view.State), Page = 1 },
        };
        return slack.Views.Redraw(press, Modal(press.User.Id, look), stop);
    }

    static WarningFilter Chosen(ViewState state)
    {
        var filter = new WarningFilter(Show(state));
        return state.Selected(WarningList.Menus, WarningIds.FilterMenu) is { } chosen && chosen != WarningList.NoFilter
            && chosen.Split(':', 2) is [var field, var value]
            ? filter with { Field = field, Value = value } : filter;
    }

    static WarningShow Show(ViewState? state) =>
        Enum.TryParse<WarningShow>(state?.Selected(WarningList.Menus, WarningIds.ShowMenu), out var show)
            ? show : WarningShow.Open;

    public Task<IReadOnlyList<Option>> Filters(BlockOptionsRequest request, CancellationToken stop) => Task.FromResult(
        database.Read(db => new WarningList(db, request.User.Id, clock.GetUtcNow()).Offered(
            (Carried.Read<WarningLook>(request.View?.PrivateMetadata) ?? WarningLook.First).Filter.Show,
            request.Value.Trim())));

    /// <summary>The list as it is now, where it lies under a form that was saved.</summary>
    public Task Refresh(string? viewId, string reader, WarningLook look, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(reader, look), stop);
}
