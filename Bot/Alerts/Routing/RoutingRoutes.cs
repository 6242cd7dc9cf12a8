using Bot.Incidents;
using Bot.OnCall.Groups;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts.Routing;

/// <summary>What <c>/incident routes</c> and <c>/incident attributes</c> open and what their buttons do.</summary>
public sealed class RoutingRoutes(
    BotCommands commands, KnownGroups groups, ListRoutes list, EditRoute edit, AddCondition condition, SaveRoute save,
    ExplainAlert explain)
{
    public void Register(SlackRouter router, DeleteRoute delete, UsePreset preset)
    {
        router.Command(commands.Incident, Verbs.Routes, list.Open, ackFirst: true);
        router.ViewSubmission(RouteIds.List, list.Add);
        router.Action(RouteIds.Menu, list.Choose, ackFirst: true);
        router.ViewSubmission(RouteIds.Form, edit.Next);
        router.Action(RouteIds.When, edit.Refresh, ackFirst: true);
        router.Action(RouteIds.Act, edit.Refresh, ackFirst: true);
        router.Action(RouteIds.RemoveCondition, edit.Remove, ackFirst: true);
        router.Action(RouteIds.AddCondition, condition.Open, ackFirst: true);
        router.ViewSubmission(RouteIds.ConditionForm, condition.Submit);
        router.ViewSubmission(RouteIds.Check, save.Submit);
        router.Action(DeleteRoute.Action, delete.Press, ackFirst: true);
        router.Action(RouteIds.Explain, explain.Open, ackFirst: true);
        router.ViewSubmission(RouteIds.ExplainForm, explain.Submit);
        router.Action(RouteIds.Preset, preset.Open, ackFirst: true);
        router.ViewSubmission(RouteIds.PresetForm, preset.Submit);
        router.Options(RouteIds.Group, groups.ToTell(RouteFields.NoGroup));
        router.Options(RouteIds.PresetGroup, groups.ToTell(UsePreset.NoGroup));
    }

    public void Register(SlackRouter router, ListAttributes attributes, EditAttributes attribute)
    {
        router.Command(commands.Incident, Verbs.Attributes, attributes.Open, ackFirst: true);
        router.ViewSubmission(AttributeIds.List, attributes.Add);
        router.Action(AttributeIds.Menu, attributes.Choose, ackFirst: true);
        router.ViewSubmission(AttributeIds.Form, attribute.Try);
        router.ViewSubmission(AttributeIds.Check, attribute.Save);
    }
}
