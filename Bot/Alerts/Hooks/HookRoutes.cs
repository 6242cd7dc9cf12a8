using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts.Hooks;

/// <summary>The feature's table of contents: which command, button, form and request goes to which use case.</summary>
sealed class HookRoutes(BotCommands commands, HookEndpoint endpoint, ListHooks list, EditHook edit)
{
    public void Register(SlackRouter router)
    {
        router.Command(commands.Incident, Verbs.Hooks, list.Open, ackFirst: true);
        router.Action(HookIds.EditButton, edit.Open, ackFirst: true);
        router.Action(HookIds.ReaderField, edit.Choose, ackFirst: true);
        router.Action(HookIds.TryButton, edit.Try, ackFirst: true);
        router.ViewSubmission(HookIds.ReaderForm, edit.Chosen);
        router.ViewSubmission(HookIds.WhereForm, edit.Placed);
        router.ViewSubmission(HookIds.FieldsForm, edit.Submit);
    }

    public void Map(IEndpointRouteBuilder http) => endpoint.Map(http);
}
