using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Makes a canvas as one more tab of a channel; here there are none beside channels.</summary>
static class CanvasesCreate
{
    public static readonly Method Method = new("canvases.create", Tier.Two, "channel_id document_content title", Run)
    {
        Scopes = ["canvases:write"],
        Errors =
        [
            "canvas_creation_failed", "free_teams_cannot_create_non_tabbed_canvases", "free_team_canvas_tab_already_exists",
            "channel_not_found",
        ],
    };

    static JsonObject Run(Call call)
    {
        if (!call.Arguments.Has("channel_id"))
            throw call.Workspace.Policies.IsFree ? new Refusal("free_teams_cannot_create_non_tabbed_canvases")
                : CanvasRules.Failed("canvas_creation_failed", "this workspace keeps canvases in channels alone");
        var conversation = Call.Active(call.Joined("channel_id"));
        if (call.Workspace.Policies.IsFree && call.Workspace.Canvases.Of(conversation).Count > 0)
            throw new Refusal("free_team_canvas_tab_already_exists");
        return Call.Ok("canvas_id", CanvasRules.Made(call, conversation, isOfChannel: false).Id);
    }
}
