using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Opens a modal for the person whose trigger it has.</summary>
static class ViewsOpen
{
    public static readonly Method Method = new("views.open", Tier.Four, "trigger_id interactivity_pointer view*", Run)
    {
        Errors =
        [
            "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "duplicate_external_id", "view_too_large",
        ],
    };

    static JsonObject Run(Call call)
    {
        var view = ViewRules.Modal(call);
        var trigger = ViewRules.Trigger(call);
        return ViewRules.Answer(call.Workspace.Views.Open(call.App, trigger.Person, view, trigger.Conversation));
    }
}
