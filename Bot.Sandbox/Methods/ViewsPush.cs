using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Puts a modal on top of the one that the trigger came from, three at most.</summary>
static class ViewsPush
{
    public static readonly Method Method = new("views.push", Tier.Four, "trigger_id interactivity_pointer view*", Run)
    {
        Errors =
        [
            "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "duplicate_external_id", "view_too_large",
            "not_found", "push_limit_reached",
        ],
    };

    static JsonObject Run(Call call)
    {
        var view = ViewRules.Modal(call);
        var trigger = ViewRules.Trigger(call);
        var stack = call.Workspace.Views.Stack(trigger.Person);
        if (trigger.ViewId is null || stack.All(open => open.Id != trigger.ViewId)) throw new Refusal("not_found");
        if (stack.Count >= Views.Deepest) throw new Refusal("push_limit_reached");
        return ViewRules.Answer(call.Workspace.Views.Push(call.App, trigger.Person, view, trigger.Conversation));
    }
}
