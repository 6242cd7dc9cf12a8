using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Bot.Sandbox.Page.Desk;

/// <summary>What the composer's text area should hold after a key.</summary>
public sealed record Written(string Text, int Caret);

/// <summary>The text lives in the browser, so that typing never waits; this hears of it and answers.</summary>
public sealed partial class Composer
{
    const int Most = 10;
    ElementReference box;
    DotNetObjectReference<Composer>? self;
    IReadOnlyList<string> shortcuts = [];
    readonly List<StoredFile> attached = [];
    Offers offers = Offers.None;
    Written last = new("", 0);
    string? trouble;
    bool busy;
    int at;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [CascadingParameter] public Pending Pending { get; set; } = null!;
    [Parameter, EditorRequired] public required Conversation Place { get; set; }
    /// <summary>The message to answer in its thread.</summary>
    [Parameter] public PostedMessage? Parent { get; set; }

    string ListId => $"offers-{Place.Id}{(Parent is null ? "" : "-thread")}";
    string Prompt => Parent is not null ? "Reply"
        : $"Message {Stage.Workspace.Do(() => new Naming(Stage.Workspace, Viewer).Of(Place))}";

    protected override void OnParametersSet() =>
        shortcuts = [.. Stage.Workspace.Apps.All.SelectMany(app => app.Manifest.Shortcuts).Where(each => each.Type == "global")
            .Select(each => each.Name)];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Js.InvokeVoidAsync("page.watchComposer", box, self = DotNetObjectReference.Create(this));
    }

    /// <summary>Called as somebody types or moves the caret.</summary>
    [JSInvokable]
    public void Typed(string text, int caret)
    {
        (last, at, trouble) = (new Written(text, caret), 0, null);
        Offer(Completion.For(Stage.Workspace, text, caret));
    }

    /// <summary>Called for arrows, Tab, Enter and Escape while offers are open; what it returns is put into the box.</summary>
    [JSInvokable]
    public Written? Key(string key, string text, int caret)
    {
        var offers = Completion.For(Stage.Workspace, text, caret);
        var move = key switch { "ArrowDown" => 1, "ArrowUp" => -1, _ => 0 };
        if (move != 0 && offers.All.Count > 0) at = (at + move + offers.All.Count) % offers.All.Count;
        else if (key is "Tab" or "Enter" && offers.All.Count > 0)
            return Completed(offers, offers.All[Math.Min(at, offers.All.Count - 1)], text, caret);
        else offers = Offers.None;
        Offer(offers);
        return null;
    }

    /// <summary>Called by Enter; true when the text went out and the box may be cleared.</summary>
    [JSInvokable]
    public async Task<bool> Send(string text)
    {
        Offer(Offers.None);
        if (busy || (string.IsNullOrWhiteSpace(text) && attached.Count == 0)) return false;
        (busy, trouble) = (true, null);
        StateHasChanged();
        try
        {
            if (text.StartsWith('/') && Parent is null) await Run(text.TrimEnd());
            else Post(text.TrimEnd());
            return true;
        }
        catch (SandboxException trouble)
        {
            this.trouble = trouble.Message;
            return false;
        }
        finally
        {
            busy = false;
            StateHasChanged();
        }
    }

    async Task Run(string line)
    {
        var workspace = Stage.Workspace;
        var app = workspace.Do(() => workspace.Apps.ByCommand(line.Split(' ')[0]));
        var run = new Commands(workspace).Run(Viewer, Place, line);
        if (app is not null) _ = Pending.Track(app, Place, Pending.WithOutcome(run));
        await run;
    }

    void Post(string text)
    {
        Stage.Workspace.Member(Viewer.Id).Posts(Place.Id, text, Parent, [.. attached]);
        attached.Clear();
    }

    async Task Attach(InputFileChangeEventArgs change)
    {
        trouble = null;
        try
        {
            foreach (var chosen in change.GetMultipleFiles(Most))
            {
                var bytes = await Uploading.Read(chosen);
                attached.Add(Stage.Workspace.Do(() => Stage.Workspace.Files.Upload(Viewer, chosen.Name, bytes)));
            }
        }
        catch (SandboxException trouble) { this.trouble = trouble.Message; }
        catch (InvalidOperationException) { trouble = $"At most {Most} files go with one message."; }
    }

    Task Start(string shortcut)
    {
        var run = new Shortcuts(Stage.Workspace).Global(Viewer, Place, shortcut);
        return Pending.Track(Shortcuts.Find(Stage.Workspace, shortcut, "global").App, Place, Pending.WithOutcome(run));
    }

    Task SendTyped() => Js.InvokeVoidAsync("page.send", box).AsTask();

    async Task Take(Offer offer)
    {
        var written = Completed(offers, offer, last.Text, last.Caret);
        await Js.InvokeVoidAsync("page.write", box, written);
    }

    Written Completed(Offers offers, Offer offer, string text, int caret)
    {
        Offer(Offers.None);
        return new Written(text[..offers.Start] + offer.Insert + text[caret..], offers.Start + offer.Insert.Length);
    }

    void Offer(Offers offers)
    {
        this.offers = offers;
        StateHasChanged();
    }

    public void Dispose() => self?.Dispose();
}
