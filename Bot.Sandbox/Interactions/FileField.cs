using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A file_input: which files it takes and how many, and the value that payloads carry.</summary>
sealed class FileField(Workspace workspace, PlacedElement placed)
{
    const int UsualMost = 10;

    public int Most => placed.Element.Get("max_files")?.GetInt32() ?? UsualMost;

    public IReadOnlyList<string> Endings =>
        [.. placed.Element.Items("filetypes").Select(each => each.ToString().ToLowerInvariant())];

    /// <summary>
    /// The value with one more file, which the app may read from now on; throws where the field takes no such file.
    /// </summary>
    public JsonObject With(JsonObject state, StoredFile file, InstalledApp app)
    {
        var held = state["files"]!.AsArray();
        if (held.Count >= Most)
            throw new SandboxException($"You can upload at most {Most} {(Most == 1 ? "file" : "files")} here.");
        if (Endings.Count > 0 && !Endings.Contains(FileKinds.Ending(file.Name)) && !Endings.Contains(file.Kind))
            throw new SandboxException($"{file.Name} cannot be uploaded here. Allowed: {string.Join(", ", Endings)}.");
        if (!app.Scopes.Contains("files:read"))
            workspace.ProblemLog.Add(
                $"{app.Name} asks for files with {placed.ActionId} but has no scope files:read: it cannot read them.");
        file.GivenTo.Add(app.Id);
        return new JsonObject { ["files"] = new JsonArray([.. held.Select(each => each!.DeepClone()), file.ToJson()]) };
    }

    public static JsonObject Without(JsonObject state, string id) => new()
    {
        ["files"] = new JsonArray(
            [.. state["files"]!.AsArray().Where(each => (string?)each!["id"] != id).Select(each => each!.DeepClone())]),
    };
}
