using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What is known of a file: name, kind, size, where it was shared, where it can be downloaded.</summary>
static class FilesInfo
{
    public static readonly Method Method = new("files.info", Tier.Four, "count cursor file* limit page", Run)
    {
        Scopes = ["files:read"],
        Errors = ["file_not_found"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        var file = call.Workspace.Files.ById(call["file"]);
        if (file is null || !file.IsVisible(call.App)) throw new Refusal("file_not_found");
        var answer = Call.Ok("file", file.ToJson(withShares: true));
        answer["comments"] = new JsonArray();
        answer["response_metadata"] = new JsonObject { ["next_cursor"] = "" };
        return answer;
    }
}
