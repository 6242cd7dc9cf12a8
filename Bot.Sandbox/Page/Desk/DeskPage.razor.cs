using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Desk;

/// <summary>One window: who looks, at which conversation, thread or Home, and the modal on that person's screen.</summary>
public sealed partial class DeskPage : IDisposable
{
    Person? _viewer;
    Conversation? _place;
    PostedMessage? _parent;
    InstalledApp? _app;
    OpenView? _modal;
    Pending _pending = null!;
    Palette? _palette;
    bool _menu;
    bool _inspecting;

    [Inject] public required Stage Stage { get; set; }
    [Inject] public required Live Live { get; set; }
    [Parameter] public string Who { get; set; } = "";
    [Parameter] public string? Channel { get; set; }
    [Parameter] public string? Thread { get; set; }
    [Parameter] public string? AppId { get; set; }

    Workspace Workspace => Stage.Workspace;

    string Title => $"{What} · {_viewer?.RealName ?? Who} · {Workspace.Options.Name}";

    string What => _app?.Name ?? (_place is null ? "Nothing here" : new Naming(Workspace, _viewer!).Of(_place));

    protected override void OnInitialized()
    {
        _pending = new Pending(Workspace, Redraw);
        Live.Changed += Redraw;
    }

    protected override void OnParametersSet()
    {
        var before = (_viewer, _place);
        var left = _modal;
        _menu = false;
        Look();
        // A link in a form leads to what is behind it.
        var leads = (_viewer, _place) != before && _viewer == before._viewer;
        if (leads && left is not null && left == _modal) _ = new Submission(Workspace).Close(left, all: true);
        if ((_viewer, _place) == before || _place is not { Kind: ConversationKind.Direct } place) return;
        // In Slack an app's messages are a tab beside its Home, and opening either is told.
        if (Workspace.Apps.All.FirstOrDefault(app => place.Has(app.BotUser.Id)) is { } app)
            Workspace.Do(() => HomeVisit.Announce(Workspace, app, _viewer!, "messages"));
    }

    void Redraw() => _ = InvokeAsync(() =>
    {
        Look();
        StateHasChanged();
    });

    /// <summary>Reads what this window shows in one step, so that all of it is of the same moment.</summary>
    void Look() => Workspace.Do(() =>
    {
        _viewer = Workspace.People.TryGet(Who, out var person) && !person.IsBot ? person : null;
        if (_viewer is null) return;
        if (_palette?.Viewer != _viewer) _palette = new Palette(Workspace, _viewer);
        _app = AppId is null ? null : Workspace.Apps.All.FirstOrDefault(app => app.Id == AppId);
        var asked = Channel is null ? Workspace.Conversations.Of(_viewer.Id).FirstOrDefault(each => !each.Archived)
            : Workspace.Conversations.Find(Channel);
        _place = asked is not null && (asked.Kind == ConversationKind.Public || asked.Has(_viewer.Id)) ? asked : null;
        _parent = Thread is null ? null : _place?.Messages[Thread];
        _modal = Workspace.Views.Stack(_viewer) is [.., var top] ? top : null;
        var newest = _app is null ? _place?.Messages.Newest.FirstOrDefault() : null;
        if (newest is not null) Stage.MarkRead(_viewer, newest.Conversation, newest.Micros);
    });

    void Join() => Workspace.Do(() => Workspace.Conversations.Life.Join(_place!, _viewer!));

    public void Dispose() => Live.Changed -= Redraw;
}
