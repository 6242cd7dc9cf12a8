namespace Bot.Sandbox.Page.Desk;

/// <summary>The one palette of emoji in a window and the message it was opened for.</summary>
public sealed class Palette(Workspace workspace, Person viewer)
{
    public const string Id = "palette";

    public static IReadOnlyList<string> Offered { get; } =
    [
        "+1", "eyes", "white_check_mark", "pray", "tada", "heart", "pushpin", "fast_forward", "thinking_face", "rocket", "fire",
        "rotating_light",
    ];

    public Person Viewer => viewer;

    public PostedMessage? For { get; set; }

    public void Press(PostedMessage message, string emoji) =>
        workspace.Do(() => workspace.Conversations.Reactions.Toggle(message, viewer, emoji));
}
