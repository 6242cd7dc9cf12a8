namespace Bot.Slack;

/// <summary>views.*</summary>
public sealed class ViewsApi
{
    readonly SlackCalls _calls;

    readonly Redraws _redraws;

    internal ViewsApi(SlackCalls calls, TimeProvider wire) => (_calls, _redraws) = (calls, new(wire));

    static readonly SlackMethod OpenMethod = SlackMethod.OnTrigger("views.open");
    static readonly SlackMethod PushMethod = SlackMethod.OnTrigger("views.push");
    static readonly SlackMethod UpdateMethod = SlackMethod.Repeat("views.update");
    static readonly SlackMethod PublishMethod = SlackMethod.Repeat("views.publish");

    /// <summary>Opens a modal; a trigger works once and for 3 seconds.</summary>
    public Task<View> Open(string triggerId, ModalViewDefinition view, CancellationToken ct) =>
        Show(OpenMethod, view, new() { { "trigger_id", triggerId } }, ct);

    /// <summary>Puts a modal on top of the one the trigger came from; the stack holds three.</summary>
    public Task<View> Push(string triggerId, ModalViewDefinition view, CancellationToken ct) =>
        Show(PushMethod, view, new() { { "trigger_id", triggerId } }, ct);

    /// <summary>Replaces a view; with a hash only if it is still the one that had that hash.</summary>
    public Task<View> Update(string viewId, ModalViewDefinition view, string? hash = null, CancellationToken ct = default) =>
        Show(UpdateMethod, view, new() { { "view_id", viewId }, { "hash", hash } }, ct);

    /// <summary>
    /// Draws an open modal anew after somebody changed something in it. A courtesy, which throws nothing that Slack says: the modal may
    /// be closed by now, Slack out of reach, or a newer change drawn already.
    /// </summary>
    public Task Redraw(BlockActionRequest change, ModalViewDefinition view, CancellationToken ct) =>
        change.View is { } shown
            ? _redraws.InTurn(shown.Id, change.Action.ActionTs, () => Try(() => UpdateNewest(shown, view, ct)), ct)
            : Task.CompletedTask;

    async Task UpdateNewest(View shown, ModalViewDefinition view, CancellationToken ct)
    {
        try
        {
            await Update(shown.Id, view, shown.Hash, ct);
        }
        catch (SlackException e) when (e.Error == "hash_conflict")
        {
            // The answer to an earlier change came first; this one knows more.
            await Update(shown.Id, view, ct: ct);
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
    public Task<View> Publish(string userId, HomeViewDefinition view, string? hash = null, CancellationToken ct = default) =>
        Show(PublishMethod, view, new() { { "user_id", userId }, { "hash", hash } }, ct);

    internal Task<View> UpdateByExternalId(string externalId, ModalViewDefinition view, CancellationToken ct) =>
        Show(UpdateMethod, view, new() { { "external_id", externalId } }, ct);

    async Task<View> Show(SlackMethod method, ViewDefinition view, Form form, CancellationToken ct)
    {
        form.Add("view", view, SlackJson.Default.ViewDefinition);
        return (await _calls.Call(method, form, SlackJson.Default.ViewAnswer, ct)).View;
    }
}
