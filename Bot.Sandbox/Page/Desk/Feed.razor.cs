using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bot.Sandbox.Page.Desk;

/// <summary>
/// A window on the messages: the newest at first, older and newer ones as one scrolls, never more than a few screens.
/// </summary>
public sealed partial class Feed
{
    const int Step = 60, Most = 240;
    ElementReference feed;
    DotNetObjectReference<Feed>? self;
    List<PostedMessage> window = [];
    List<(Shot Shot, string? Day)> shots = [];
    PostedMessage? newest;
    string name = "";
    int shown = Step;
    long? until; // The newest message of the window, in microseconds; null follows what comes.
    bool more;
    bool goDown;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter, EditorRequired] public required Conversation Place { get; set; }

    protected override void OnParametersSet() => Look();

    void Look() => Stage.Workspace.Do(() =>
    {
        name = new Naming(Stage.Workspace, Viewer).Of(Place);
        FollowOwn();
        window = [.. Place.Messages.Between(0, until ?? long.MaxValue, inclusive: true).Where(IsHere).Take(shown + 1)];
        more = window.Count > shown;
        if (more) window.RemoveAt(shown);
        window.Reverse();
        var since = more ? window[0].Micros : 0;
        var whispers = Stage.Workspace.Conversations.Posting.Whispers(Viewer)
            .Where(each => !each.Deleted && each.Conversation == Place
            && each.Micros >= since && each.Micros <= (until ?? long.MaxValue) && each.ThreadTs is null);
        shots = [.. Rows(window.Concat(whispers).OrderBy(message => message.Micros))];
    });

    /// <summary>Whoever writes sees it, however far up they had scrolled.</summary>
    void FollowOwn()
    {
        var newest = Place.Messages.Newest.FirstOrDefault(IsHere);
        if (newest != this.newest && this.newest is not null && newest?.Author == Viewer) ShowNewest();
        this.newest = newest;
    }

    void ShowNewest() => (until, shown, goDown) = (null, Step, true);

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
        if (firstRender) await Js.InvokeVoidAsync("page.watchFeed", feed, self = DotNetObjectReference.Create(this));
        else await Js.InvokeVoidAsync("page.keepFeed", feed, goDown);
        goDown = false;
    }

    /// <summary>
    /// Called by the page when somebody comes near the top: older messages come in, the newest go when there are many.
    /// </summary>
    [JSInvokable]
    public void Older()
    {
        if (!more) return;
        if (shown + Step <= Most) shown += Step;
        else until = window[^(Step + 1)].Micros;
        Draw();
    }

    /// <summary>Called by the page when somebody comes near the bottom and newer messages are not shown.</summary>
    [JSInvokable]
    public void Newer()
    {
        if (this.until is not { } until) return;
        var later = Stage.Workspace.Do(() => Place.Messages.After(until).Where(IsHere).Take(Step + 1).ToList());
        this.until = later.Count > Step ? later[Step - 1].Micros : null;
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
        self?.Dispose();
        return ValueTask.CompletedTask;
    }
}
