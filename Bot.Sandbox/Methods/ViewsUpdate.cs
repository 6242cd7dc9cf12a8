using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Shows other content in an open view.</summary>
static class ViewsUpdate
{
    public static readonly Method Method = new("views.update", Tier.Four, "view_id external_id view* hash", Run)
    {
        Errors = ["not_found", "hash_conflict", "duplicate_external_id", "view_too_large"],
    };

    static JsonObject Run(Call call)
    {
        var view = call.Arguments.Text("view_id") is { } id ? call.Workspace.Views.ById(id)
            : call.Arguments.Text("external_id") is { } external ? call.Workspace.Views.ByExternalId(external)
            : throw Refusal.InvalidArguments("missing required field: view_id");
        if (view is null || view.App != call.App) throw new Refusal("not_found");
        var definition = ViewLaw.Checked(call.Arguments.Element("view"), view.Type == "home" ? Surface.Home : Surface.Modal);
        ViewRules.NeedFreshHash(call, view);
        ViewRules.NeedFreeExternalId(call, definition, view);
        return ViewRules.Answer(call.Workspace.Views.Update(view, definition));
    }
}
