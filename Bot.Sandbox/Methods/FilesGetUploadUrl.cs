using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>An address to which the bytes of a new file go; the file is nowhere until its upload is completed.</summary>
static class FilesGetUploadUrl
{
    public static readonly Method Method = new(
        "files.getUploadURLExternal", Tier.Four, "alt_txt filename* length* snippet_type", Run)
    {
        Scopes = ["files:write"],
        Errors = ["file_upload_size_restricted"],
        ReadsJson = false,
    };

    static JsonObject Run(Call call)
    {
        if (call.Arguments.Number("length") is not (> 0 and <= Files.Largest and { } length))
            throw new Refusal("file_upload_size_restricted");
        var file = call.Workspace.Files.Expect(call.App, call["filename"], length, call.Arguments.Text("alt_txt"));
        var answer = Call.Ok("upload_url", new Uri(call.Workspace.Url, $"upload/v1/{file.Id}").ToString());
        answer["file_id"] = file.Id;
        return answer;
    }
}
