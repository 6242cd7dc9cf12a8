using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>Keeps a workspace in a file, so that a sandbox that was stopped goes on where it was.</summary>
sealed class WorkspaceFile(Workspace workspace, string path)
{
    static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
    readonly FileFolder files = new(Path.Combine(Path.GetDirectoryName(path)!, "files"));
    int runs = 1;

    /// <summary>
    /// Puts what the file holds into a workspace fresh from its sample; throws <see cref="SandboxException"/> when they do not
    /// fit.
    /// </summary>
    public void Load()
    {
        if (!File.Exists(path)) return;
        var kept = JsonSerializer.Deserialize<KeptWorkspace>(File.ReadAllText(path), Options)!;
        if (kept.Base != Base())
            throw new SandboxException($"{path} was made by another version of the sandbox. Start with a new folder.");
        runs = kept.Runs + 1;
        workspace.Do(() => new Restoring(workspace, files).Put(kept, runs));
    }

    public void Save()
    {
        foreach (var file in workspace.Do(() => workspace.Files.All.ToList())) files.Write(file);
        var text = JsonSerializer.Serialize(workspace.Do(Take), Options);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    string Base() => string.Join(' ', workspace.Apps.All.Select(app => $"{app.Id} {app.BotUser.Id}")
        .Append(workspace.People["ana"].Id));

    KeptWorkspace Take() => new(
        runs,
        Base(),
        [.. workspace.People.All.Where(person => !person.IsBot && !person.IsStranger && person != workspace.People.Slackbot)
            .Select(Person)],
        [.. workspace.Conversations.All.Select(Conversation)],
        [.. workspace.Groups.All.Select(Group)],
        [.. workspace.Files.All.Select(Kept)],
        [.. workspace.Canvases.All.Select(Kept)]);

    static KeptCanvas Kept(Canvas canvas) => new(
        canvas.Id, canvas.Title, canvas.Conversation.Id, canvas.IsOfChannel, canvas.IsDeleted, canvas.Markdown);

    static KeptFile Kept(StoredFile file) => new(file.Id, file.Name, file.Owner.Id, file.Created, [.. file.GivenTo]);

    static KeptPerson Person(Person person) => new(
        person.Id, person.Handle, person.RealName, person.Zone.Id, person.IsAdmin, person.IsOwner, person.IsGuest,
            person.Deleted);

    static KeptConversation Conversation(Conversation conversation) => new(
        conversation.Id, conversation.Kind, conversation.Name, conversation.Creator, conversation.Created, conversation.Archived,
            conversation.IsGeneral,
        conversation.Topic, conversation.Purpose, conversation.PreviousNames, conversation.Members,
        [.. conversation.Messages.All.Select(KeptMessage.Of)],
        [.. conversation.Pins.Select(pin => new KeptPin(pin.Message.Ts, pin.By, pin.At))],
        conversation.Bookmarks);

    static KeptGroup Group(UserGroup group) => new(
        group.Id, group.Name, group.Handle, group.Description, group.Channels, group.CreatedBy, group.UpdatedBy,
        group.Created, group.Updated, group.Disabled, group.Members);
}
