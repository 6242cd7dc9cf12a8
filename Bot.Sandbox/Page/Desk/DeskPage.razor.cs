using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Desk;

/// <summary>One window: who looks, at which conversation, thread or Home, and the modal on that person's screen.</summary>
public sealed partial class DeskPage : IDisposable
{
    Person? viewer;
    Conversation? place;
    PostedMessage? parent;
    Canvas? canvas;
    InstalledApp? app;
    OpenView? modal;
    Pending pending = null!;
    Palette? palette;
    bool menu;
    bool inspecting;

    [Inject] public required Stage Stage { get; set; }
    [Inject] public required Live Live { get; set; }
    [Parameter] public string Who { get; set; } = "";
    [Parameter] public string? Channel { get; set; }
    [Parameter] public string? Thread { get; set; }
    [Parameter] public string? CanvasId { get; set; }
    [Parameter] public string? AppId { get; set; }

    Workspace Workspace => Stage.Workspace;

    string Title => $"{What} · {viewer?.RealName ?? Who} · {Workspace.Options.Name}";

    string Columns => string.Join(' ', ((string?[])
        [
            menu ? "menu-open" : null, parent is not null ? "with-thread" : canvas is not null ? "with-canvas" : null,
            inspecting ? "with-inspector" : null,
        ]).OfType<string>());

    string What => app?.Name ?? (place is null ? "Nothing here" : new Naming(Workspace, viewer!).Of(place));

    protected override void OnInitialized()
    {
        pending = new Pending(Workspace, Redraw);
        Live.Changed += Redraw;
    }

    protected override void OnParametersSet()
    {
        var before = (viewer, this.place);
        var left = modal;
        menu = false;
        Look();
        // A link in a form leads to what is behind it.
        var leads = (viewer, this.place) != before && viewer == before.viewer;
        if (leads && left is not null && left == modal) _ = new Submission(Workspace).Close(left, all: true);
        if ((viewer, this.place) == before || this.place is not { Kind: ConversationKind.Direct } place) return;
        // In Slack an app's messages are a tab beside its Home, and opening either is told.
        if (Workspace.Apps.All.FirstOrDefault(app => place.Has(app.BotUser.Id)) is { } app)
            Workspace.Do(() => HomeVisit.Announce(Workspace, app, viewer!, "messages"));
    }

    void Redraw() => _ = InvokeAsync(() =>
    {
        Look();
        StateHasChanged();
    });

    /// <summary>Reads what this window shows in one step, so that all of it is of the same moment.</summary>
    void Look() => Workspace.Do(() =>
    {
        viewer = Workspace.People.TryGet(Who, out var person) && !person.IsBot ? person : null;
        if (viewer is null) return;
        if (palette?.Viewer != viewer) palette = new Palette(Workspace, viewer);
        app = AppId is null ? null : Workspace.Apps.All.FirstOrDefault(app => app.Id == AppId);
        var asked = Channel is null ? Workspace.Conversations.Of(viewer.Id).FirstOrDefault(each => !each.Archived)
            : Workspace.Conversations.Find(Channel);
        place = asked is not null && (asked.Kind == ConversationKind.Public || asked.Has(viewer.Id)) ? asked : null;
        parent = Thread is null ? null : place?.Messages[Thread];
        canvas = CanvasId is null || place is null ? null : Workspace.Canvases.Of(place).FirstOrDefault(c => c.Id == CanvasId);
        modal = Workspace.Views.Stack(viewer) is [.., var top] ? top : null;
        var newest = app is null ? place?.Messages.Newest.FirstOrDefault() : null;
        if (newest is not null) Stage.MarkRead(viewer, newest.Conversation, newest.Micros);
    });

    void Join() => Workspace.Do(() => Workspace.Conversations.Life.Join(place!, viewer!));

    public void Dispose() => Live.Changed -= Redraw;
}
