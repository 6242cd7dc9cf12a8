using Bot.Slack;

namespace Bot.Incidents;

/// <summary>
/// For whom a form opens, and where: on the trigger of a command or of a button in a message, or in place of the modal whose
/// button was pressed.
/// </summary>
public sealed record Opening(string Trigger, string By, string? Channel = null, BlockActionRequest? Press = null)
{
    /// <summary>The modal whose button was pressed.</summary>
    public View? Pressed => Press?.View;

    public static Opening Of(Shortcut shortcut) => new(shortcut.TriggerId, shortcut.User.Id, shortcut.Channel?.Id);

    public static Opening Of(SlashCommand command) => new(command.TriggerId, command.UserId, command.ChannelId);

    /// <param name="press">The button.</param>
    /// <param name="from">The channel in which the modal of the button was asked for.</param>
    public static Opening Of(BlockActionRequest press, string? from = null) =>
        new(press.TriggerId, press.User.Id, press.Channel?.Id ?? from, press.View is { Type: "modal" } ? press : null);

    // Slack's stack of modals is three deep, and what was pressed in has done its work: it becomes the form.
    public Task Show(SlackApi slack, ModalViewDefinition form, CancellationToken stop) => Press is { } press
        ? slack.Views.Redraw(press, form, stop)
        : slack.Views.Open(Trigger, form, stop);
}
