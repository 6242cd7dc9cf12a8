namespace Bot.Slack;

/// <summary>views.*</summary>
public sealed class ViewsApi
{
    readonly SlackCalls calls;

    readonly Redraws redraws;

    internal ViewsApi(SlackCalls calls, TimeProvider wire) => (this.calls, redraws) = (calls, new(wire));

    static readonly SlackMethod OpenMethod = SlackMethod.OnTrigger("views.open");
    static readonly SlackMethod PushMethod = SlackMethod.OnTrigger("views.push");
    static readonly SlackMethod UpdateMethod = SlackMethod.Repeat("views.update");
    static readonly SlackMethod PublishMethod = SlackMethod.Repeat("views.publish");

    /// <summary>Opens a modal; a trigger works once and for 3 seconds.</summary>
    public Task<View> Open(string triggerId, ModalViewDefinition view, CancellationToken stop) =>
        Show(OpenMethod, view, new() { { "trigger_id", triggerId } }, stop);

    /// <summary>Puts a modal on top of the one the trigger came from; the stack holds three.</summary>
    public Task<View> Push(string triggerId, ModalViewDefinition view, CancellationToken stop) =>
        Show(PushMethod, view, new() { { "trigger_id", triggerId } }, stop);

    /// <summary>Replaces a view; with a hash only if it is still the one that had that hash.</summary>
    public Task<View> Update(string viewId, ModalViewDefinition view, string? hash = null, CancellationToken stop = default) =>
        Show(UpdateMethod, view, new() { { "view_id", viewId }, { "hash", hash } }, stop);

    /// <summary>
    /// Draws an open modal anew after somebody changed something in it. A courtesy, which throws nothing that Slack says: the
    /// modal may be closed by now, Slack out of reach, or a newer change drawn already.
    /// </summary>
    public Task Redraw(BlockActionRequest change, ModalViewDefinition view, CancellationToken stop) =>
        change.View is { } shown
            ? redraws.InTurn(shown.Id, change.Action.ActionTs, () => Try(() => UpdateNewest(shown, view, stop)), stop)
            : Task.CompletedTask;

    /// <summary>
    /// The same for a view that shows what is stored and nothing that was typed: it is rendered when its turn comes, so that the
    /// last one drawn is the newest.
    /// </summary>
    public Task Redraw(string viewId, Func<ModalViewDefinition> render, CancellationToken stop) =>
        redraws.InTurn(viewId, () => Try(() => Update(viewId, render(), stop: stop)), stop);

    async Task UpdateNewest(View shown, ModalViewDefinition view, CancellationToken stop)
    {
        try
        {
            await Update(shown.Id, view, shown.Hash, stop);
        }
        catch (SlackException e) when (e.Error == "hash_conflict")
        {
            // The answer to an earlier change came first; this one knows more.
            await Update(shown.Id, view, stop: stop);
        }
    }

    static async Task Try(Func<Task> update)
    {
        try
        {
            await update();
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // Closed meanwhile, or shown as it was.
        }
    }

    /// <summary>Sets a person's Home tab.</summary>
    public Task<View> Publish(string userId, HomeViewDefinition view, string? hash = null, CancellationToken stop = default) =>
        Show(PublishMethod, view, new() { { "user_id", userId }, { "hash", hash } }, stop);

    internal Task<View> UpdateByExternalId(string externalId, ModalViewDefinition view, CancellationToken stop) =>
        Show(UpdateMethod, view, new() { { "external_id", externalId } }, stop);

    async Task<View> Show(SlackMethod method, ViewDefinition view, Form form, CancellationToken stop)
    {
        form.Add("view", view, SlackJson.Default.ViewDefinition);
        return (await calls.Call(method, form, SlackJson.Default.ViewAnswer, stop)).View;
    }
}
