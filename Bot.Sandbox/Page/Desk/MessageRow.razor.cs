using Bot.Sandbox.Page.Blocks;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Desk;

/// <summary>Draws a message again only when it looks different.</summary>
public partial class MessageRow
{
    const int MostNamed = 6, FirstLetters = 80;
    MessageHost? host;
    Shot? drawn;
    IReadOnlyList<string> shortcuts = [];

    // What stands in the field in which somebody writes their message anew.
    string? typed;

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter, EditorRequired] public required Shot Shot { get; set; }
    /// <summary>To be read only, as in the list of pins.</summary>
    [Parameter] public bool Plain { get; set; }
    /// <summary>In the pane of its thread, where no link leads to that.</summary>
    [Parameter] public bool InThread { get; set; }
    [CascadingParameter] public Pending Pending { get; set; } = null!;
    [CascadingParameter] public Palette Palette { get; set; } = null!;

    PostedMessage Message => Shot.Message;
    MessageHost Host => host ??= new MessageHost(Stage.Workspace, Viewer, Message, Pending);
    string Author => Message.Username ?? Message.Author.RealName;
    bool IsInChannel => !Plain && !InThread;
    bool IsOwn => Message.Author == Viewer && Message.App is null && !Message.IsLine;
    string Readable => Stage.Workspace.Do(() => new Reader(Stage.Workspace, Viewer).Notification(Message));
    string? RowId => !IsInChannel ? null : $"m{Message.Ts}";

    string Time => Viewer.Time(DateTimeOffset.FromUnixTimeMilliseconds(Message.Micros / 1000));

    string Buzz => $"would buzz: {Called(Message.Notified.Take(MostNamed))}"
        + (Message.Notified.Count > MostNamed ? $" and {Message.Notified.Count - MostNamed} more" : "");

    string Called(IEnumerable<Person> people) =>
        string.Join(", ", people.Select(person => person == Viewer ? "you" : person.RealName.Split(' ')[0]));

    protected override void OnParametersSet() =>
        shortcuts = [.. Stage.Workspace.Apps.All.SelectMany(app => app.Manifest.Shortcuts)
            .Where(shortcut => shortcut.Type == "message").Select(shortcut => shortcut.Name)];

    Task Start(string shortcut)
    {
        var run = new Shortcuts(Stage.Workspace).OnMessage(Viewer, Message, shortcut);
        return Pending.Track(
            Shortcuts.Find(Stage.Workspace, shortcut, "message").App, Message.Conversation, Pending.WithOutcome(run));
    }

    void Edit(string? text) => (typed, drawn) = (text, null);

    void Save()
    {
        var text = typed?.Trim();
        Edit(null);
        if (string.IsNullOrEmpty(text) || text == Readable) return;
        Stage.Workspace.Do(() => Stage.Workspace.Conversations.Posting.Edit(
            Message, message => message.Text = new TypedText(Stage.Workspace).Encode(text)));
    }

    // As Slack names a thread: by how its first message begins.
    string Beginning(PostedMessage thread)
    {
        var text = new Reader(Stage.Workspace, Viewer).Notification(thread).Split('\n')[0];
        return text.Length <= FirstLetters ? text : $"{text[..FirstLetters]}…";
    }

    void Delete() => Stage.Workspace.Do(() => Stage.Workspace.Conversations.Posting.Delete(Message));

    protected override bool ShouldRender()
    {
        if (drawn == Shot) return false;
        drawn = Shot;
        return true;
    }
}
