using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Makes the canvas of a channel, which has one at most.</summary>
static class ConversationsCanvasesCreate
{
    public static readonly Method Method = new(
        "conversations.canvases.create", Tier.Two, "channel_id* document_content title", Run)
    {
        Scopes = ["canvases:write"],
        Errors =
        [
            "channel_canvas_already_exists", "canvas_creation_failed", "team_tier_cannot_create_channel_canvases",
            "free_team_canvas_tab_already_exists", "channel_not_found",
        ],
    };

    static JsonObject Run(Call call)
    {
        var conversation = Call.Active(call.Joined("channel_id"));
        // Free workspaces have canvases as tabs alone, one in each channel.
        if (call.Workspace.Policies.IsFree) throw new Refusal("team_tier_cannot_create_channel_canvases");
        if (call.Workspace.Canvases.Of(conversation).Any(canvas => canvas.IsOfChannel))
            throw new Refusal("channel_canvas_already_exists");
        return Call.Ok("canvas_id", CanvasRules.Made(call, conversation, isOfChannel: true).Id);
    }
}
