using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bot.Sandbox.Page.Desk;

/// <summary>A window on the messages: the newest at first, older and newer ones as one scrolls, never more than a few screens.</summary>
public sealed partial class Feed
{
    const int Step = 60, Most = 240;
    ElementReference _feed;
    DotNetObjectReference<Feed>? _self;
    List<PostedMessage> _window = [];
    List<(Shot Shot, string? Day)> _shots = [];
    PostedMessage? _newest;
    string _name = "";
    int _shown = Step;
    long? _until; // The newest message of the window, in microseconds; null follows what comes.
    bool _more;
    bool _goDown;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter, EditorRequired] public required Conversation Place { get; set; }

    protected override void OnParametersSet() => Look();

    void Look() => Stage.Workspace.Do(() =>
    {
        _name = new Naming(Stage.Workspace, Viewer).Of(Place);
        FollowOwn();
        _window = [.. Place.Messages.Between(0, _until ?? long.MaxValue, inclusive: true).Where(IsHere).Take(_shown + 1)];
        _more = _window.Count > _shown;
        if (_more) _window.RemoveAt(_shown);
        _window.Reverse();
        var since = _more ? _window[0].Micros : 0;
        var whispers = Stage.Workspace.Conversations.Posting.Whispers(Viewer).Where(each => !each.Deleted && each.Conversation == Place
            && each.Micros >= since && each.Micros <= (_until ?? long.MaxValue) && each.ThreadTs is null);
        _shots = [.. Rows(_window.Concat(whispers).OrderBy(message => message.Micros))];
    });

    /// <summary>Whoever writes sees it, however far up they had scrolled.</summary>
    void FollowOwn()
    {
        var newest = Place.Messages.Newest.FirstOrDefault(IsHere);
        if (newest != _newest && _newest is not null && newest?.Author == Viewer) ShowNewest();
        _newest = newest;
    }

    void ShowNewest() => (_until, _shown, _goDown) = (null, Step, true);

    static bool IsHere(PostedMessage message) => !message.IsReplyOnly;

    IEnumerable<(Shot, string?)> Rows(IEnumerable<PostedMessage> messages)
    {
        PostedMessage? before = null;
        DateTime? dayBefore = null;
        foreach (var message in messages)
        {
            var day = Day(message);
            var isNewDay = day != dayBefore;
            yield return (Shot.Of(Stage, Viewer, message, isNewDay ? null : before),
                isNewDay ? day.ToString("dddd, d MMMM", CultureInfo.InvariantCulture) : null);
            (before, dayBefore) = (message, day);
        }
    }

    DateTime Day(PostedMessage message) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.Micros / 1000), Viewer.Zone).Date;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Js.InvokeVoidAsync("page.watchFeed", _feed, _self = DotNetObjectReference.Create(this));
        else await Js.InvokeVoidAsync("page.keepFeed", _feed, _goDown);
        _goDown = false;
    }

    /// <summary>Called by the page when somebody comes near the top: older messages come in, the newest go when there are many.</summary>
    [JSInvokable]
    public void Older()
    {
        if (!_more) return;
        if (_shown + Step <= Most) _shown += Step;
        else _until = _window[^(Step + 1)].Micros;
        Draw();
    }

    /// <summary>Called by the page when somebody comes near the bottom and newer messages are not shown.</summary>
    [JSInvokable]
    public void Newer()
    {
        if (_until is not { } until) return;
        var later = Stage.Workspace.Do(() => Place.Messages.After(until).Where(IsHere).Take(Step + 1).ToList());
        _until = later.Count > Step ? later[Step - 1].Micros : null;
        Draw();
    }

    void Newest()
    {
        ShowNewest();
        Draw();
    }

    void Draw()
    {
        Look();
        StateHasChanged();
    }

    public ValueTask DisposeAsync()
    {
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }
}
