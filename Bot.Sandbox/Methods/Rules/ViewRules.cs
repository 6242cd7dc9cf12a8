using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What the views.* methods share.</summary>
static class ViewRules
{
    public static JsonElement Modal(Call call)
    {
        var definition = ViewLaw.Checked(call.Arguments.Element("view"), Surface.Modal);
        NeedFreeExternalId(call, definition, null);
        return definition;
    }

    public static Trigger Trigger(Call call)
    {
        var id = call.Arguments.Text("trigger_id") ?? call.Arguments.Text("interactivity_pointer");
        return id is null ? throw Refusal.InvalidArguments("missing required field: trigger_id")
            : call.Workspace.Triggers.Take(id, call.App);
    }

    public static void NeedFreshHash(Call call, OpenView view)
    {
        if (call.Arguments.Text("hash") is { } hash && hash != view.Hash) throw new Refusal("hash_conflict");
    }

    public static void NeedFreeExternalId(Call call, JsonElement definition, OpenView? own)
    {
        if (definition.Text("external_id") is { Length: > 0 } id && call.Workspace.Views.ByExternalId(id) is { } other
            && other != own)
            throw new Refusal("duplicate_external_id");
    }

    public static JsonObject Answer(OpenView view)
    {
        return Call.Ok("view", view.ToJson());
    }
}
