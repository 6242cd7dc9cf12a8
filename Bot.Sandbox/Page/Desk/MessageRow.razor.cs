using System.Globalization;
using Bot.Sandbox.Page.Blocks;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Desk;

/// <summary>Draws a message again only when it looks different.</summary>
public partial class MessageRow
{
    MessageHost? _host;
    Shot? _drawn;
    IReadOnlyList<string> _shortcuts = [];

    [CascadingParameter] public Stage Stage { get; set; } = null!;
    [CascadingParameter] public Person Viewer { get; set; } = null!;
    [Parameter, EditorRequired] public required Shot Shot { get; set; }
    /// <summary>Without menu and thread link, as in the list of pins and as the head of a thread.</summary>
    [Parameter] public bool Plain { get; set; }

    PostedMessage Message => Shot.Message;
    MessageHost Host => _host ??= new MessageHost(Stage.Workspace, Viewer, Message);
    string Author => Message.Username ?? Message.Author.RealName;
    string? RowId => Plain ? null : $"m{Message.Ts}";

    string Time => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(Message.Micros / 1000), Viewer.Zone)
        .ToString("HH:mm", CultureInfo.InvariantCulture);

    protected override void OnParametersSet() =>
        _shortcuts = [.. Stage.Workspace.Apps.All.SelectMany(app => app.Manifest.Shortcuts)
            .Where(shortcut => shortcut.Type == "message").Select(shortcut => shortcut.Name)];

    protected override bool ShouldRender()
    {
        if (_drawn == Shot) return false;
        _drawn = Shot;
        return true;
    }
}
