using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bot.Sandbox.Page.Desk;

/// <summary>A window on the newest messages that grows upwards.</summary>
public sealed partial class Feed
{
    const int Step = 60;
    ElementReference _feed;
    DotNetObjectReference<Feed>? _self;
    List<(Shot Shot, string? Day)> _shots = [];
    string _name = "";
    int _shown = Step;
    bool _more;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter, EditorRequired] public required Conversation Place { get; set; }

    protected override void OnParametersSet() => Look();

    void Look() => Stage.Workspace.Do(() =>
    {
        _name = new Naming(Stage.Workspace, Viewer).Of(Place);
        var newest = Place.Messages.Newest.Where(message => message.ThreadTs is null || message.ThreadTs == message.Ts)
            .Take(_shown + 1).ToList();
        _more = newest.Count > _shown;
        if (_more) newest.RemoveAt(_shown);
        var since = _more ? newest[^1].Micros : 0;
        newest.AddRange(Stage.Workspace.Conversations.Posting.Whispers(Viewer)
            .Where(each => !each.Deleted && each.Conversation == Place && each.Micros >= since && each.ThreadTs is null));
        newest.Sort((one, other) => one.Micros.CompareTo(other.Micros));
        _shots = [.. Rows(newest)];
    });

    IEnumerable<(Shot, string?)> Rows(List<PostedMessage> messages)
    {
        PostedMessage? before = null;
        foreach (var message in messages)
        {
            var isNewDay = before is null || Day(before) != Day(message);
            var day = isNewDay ? Day(message).ToString("dddd, d MMMM", CultureInfo.InvariantCulture) : null;
            yield return (Shot.Of(Stage, Viewer, message, day is null ? before : null), day);
            before = message;
        }
    }

    DateTime Day(PostedMessage message) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.Micros / 1000), Viewer.Zone).Date;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Js.InvokeVoidAsync("page.watchFeed", _feed, _self = DotNetObjectReference.Create(this));
        else await Js.InvokeVoidAsync("page.keepFeed", _feed);
    }

    /// <summary>Called by the page when somebody has scrolled to the top.</summary>
    [JSInvokable]
    public void Older()
    {
        if (!_more) return;
        _shown += Step;
        Look();
        StateHasChanged();
    }

    public ValueTask DisposeAsync()
    {
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }
}
