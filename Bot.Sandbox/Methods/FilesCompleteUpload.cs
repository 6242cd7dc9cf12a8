using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Shares uploaded files in a conversation, all in one message.</summary>
static class FilesCompleteUpload
{
    public static readonly Method Method = new(
        "files.completeUploadExternal", Tier.Four,
        "blocks channel_id channels files* icon_emoji icon_url initial_comment thread_ts username", Run)
    {
        Scopes = ["files:write"],
        Errors = ["channel_not_found", "file_not_found", "not_in_channel"],
    };

    static JsonObject Run(Call call)
    {
        if (call.Arguments.Element("files") is not { ValueKind: JsonValueKind.Array } asked)
            throw Refusal.InvalidArguments(["files must be an array"]);
        var place = call.Arguments.Has("channel_id") ? call.Joined("channel_id") : null;
        var files = asked.EnumerateArray()
            .Select(file => call.Workspace.Files.Complete(call.App, file.Text("id") ?? "") ?? throw new Refusal("file_not_found"))
            .ToList();
        if (place is not null)
        {
            call.Workspace.Conversations.Posting.Post(new Draft(place, call.Actor)
            {
                App = call.App,
                Text = call.Arguments.Text("initial_comment") ?? "",
                Subtype = "file_share",
                ThreadTs = ChatPostMessage.Thread(call, place),
                Files = files,
            });
        }

        return Call.Ok("files", new JsonArray([.. files.Select(file => file.ToJson())]));
    }
}
