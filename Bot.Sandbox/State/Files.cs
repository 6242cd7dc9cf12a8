using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A file of which an app has said that it will upload it.</summary>
sealed record ExpectedFile(string Id, InstalledApp App, string Name, int Length)
{
    public string? AltText { get; init; }
    public ReadOnlyMemory<byte>? Bytes { get; set; }
}

/// <summary>Every file that people and apps uploaded, by id.</summary>
public sealed class Files
{
    internal const int Largest = 20 * 1024 * 1024;
    readonly Workspace workspace;
    readonly Dictionary<string, StoredFile> byId = [];
    readonly Dictionary<string, ExpectedFile> expected = [];

    internal Files(Workspace workspace) => this.workspace = workspace;

    internal IReadOnlyCollection<StoredFile> All => byId.Values;

    internal StoredFile? ById(string id) => byId.GetValueOrDefault(id);

    internal StoredFile Upload(Person owner, string name, ReadOnlyMemory<byte> bytes) => bytes.Length > Largest
        ? throw new SandboxException($"{name} is larger than {Largest / (1024 * 1024)} MB.")
        : Keep(workspace.Ids.Next("F"), owner, name, bytes);

    /// <summary>An app is about to upload one.</summary>
    internal ExpectedFile Expect(InstalledApp app, string name, int length, string? altText)
    {
        var file = new ExpectedFile(workspace.Ids.Next("F"), app, name, length) { AltText = altText };
        return expected[file.Id] = file;
    }

    /// <summary>Its bytes came; false where no file of that length is expected.</summary>
    internal bool Receive(string id, ReadOnlyMemory<byte> bytes)
    {
        if (expected.GetValueOrDefault(id) is not { } file || file.Length != bytes.Length) return false;
        file.Bytes = bytes;
        return true;
    }

    /// <summary>The file of an app whose bytes came, from now on a file like others; null where there is none.</summary>
    internal StoredFile? Complete(InstalledApp app, string id) =>
        expected.GetValueOrDefault(id) is { Bytes: { } bytes } file && file.App == app && expected.Remove(id)
            ? Keep(id, app.BotUser, file.Name, bytes, file.AltText) : null;

    StoredFile Keep(string id, Person owner, string name, ReadOnlyMemory<byte> bytes, string? altText = null) =>
        Restore(new StoredFile
        {
            Workspace = workspace,
            Id = id,
            Name = Path.GetFileName(name),
            Owner = owner,
            Created = workspace.NowSeconds,
            Bytes = bytes,
            AltText = altText,
        });

    internal StoredFile Restore(StoredFile file) => byId[file.Id] = file;

    /// <summary>Notes that a message carries its files, and tells the apps that listen.</summary>
    internal void Share(PostedMessage message)
    {
        foreach (var file in message.Files)
        {
            file.Shares.Add(message);
            workspace.Events.Publish("file_shared", new JsonObject
            {
                ["file_id"] = file.Id,
                ["user_id"] = file.Owner.Id,
                ["file"] = new JsonObject { ["id"] = file.Id },
                ["channel_id"] = message.Conversation.Id,
            }, app => message.Conversation.Has(app.BotUser.Id));
        }
    }
}
