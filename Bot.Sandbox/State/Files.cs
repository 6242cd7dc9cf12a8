using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Every file that people uploaded, by id.</summary>
public sealed class Files
{
    internal const int Largest = 20 * 1024 * 1024;
    readonly Workspace workspace;
    readonly Dictionary<string, StoredFile> byId = [];

    internal Files(Workspace workspace) => this.workspace = workspace;

    internal IReadOnlyCollection<StoredFile> All => byId.Values;

    internal StoredFile? ById(string id) => byId.GetValueOrDefault(id);

    internal StoredFile Upload(Person owner, string name, ReadOnlyMemory<byte> bytes) => bytes.Length > Largest
        ? throw new SandboxException($"{name} is larger than {Largest / (1024 * 1024)} MB.")
        : Restore(new StoredFile
        {
            Workspace = workspace,
            Id = workspace.Ids.Next("F"),
            Name = Path.GetFileName(name),
            Owner = owner,
            Created = workspace.NowSeconds,
            Bytes = bytes,
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
