namespace Bot.Sandbox;

/// <summary>Lays a kept state over a fresh workspace, without telling any app: nothing happened, it was so.</summary>
sealed class Restoring(Workspace workspace, FileFolder files)
{
    public void Put(KeptWorkspace kept, int run)
    {
        foreach (var person in kept.People) workspace.People.Restore(person);
        foreach (var file in kept.Files ?? []) Put(file);
        foreach (var conversation in kept.Conversations) Put(conversation);
        foreach (var canvas in kept.Canvases ?? []) workspace.Canvases.Restore(canvas);
        foreach (var group in kept.Groups) workspace.Groups.Restore(Group(group));
        // New ids from a new source, or they would repeat those of the last run.
        workspace.Ids.Continue(workspace.Options.Seed + 1000 * run);
    }

    void Put(KeptConversation kept)
    {
        var conversation = workspace.Conversations.Restore(new Conversation
        {
            Id = kept.Id,
            Kind = kept.Kind,
            Name = kept.Name,
            Creator = kept.Creator,
            Created = kept.Created,
            Archived = kept.Archived,
            IsGeneral = kept.IsGeneral,
            Topic = kept.Topic,
            Purpose = kept.Purpose,
            Bookmarks = [.. kept.Bookmarks],
        }, [.. kept.Members.Select(workspace.People.ById).OfType<Person>()]);
        conversation.PreviousNames.AddRange(kept.PreviousNames);
        foreach (var message in kept.Messages) Put(conversation, message);
        conversation.Pins = [.. kept.Pins.Where(pin => conversation.Messages[pin.Ts] is not null)
            .Select(pin => new Pin(conversation.Messages[pin.Ts]!, pin.By, pin.At))];
    }

    void Put(Conversation conversation, KeptMessage kept)
    {
        if (workspace.People.ById(kept.Author) is not { } author || !Ts.TryParse(kept.Ts, out var micros)) return;
        var message = new PostedMessage
        {
            Ts = kept.Ts,
            Micros = micros,
            Conversation = conversation,
            Author = author,
            App = kept.ByApp ? author.App : null,
            Text = kept.Text,
            Blocks = kept.Blocks,
            Attachments = kept.Attachments,
            Metadata = kept.Metadata,
            Subtype = kept.Subtype,
            ThreadTs = kept.ThreadTs,
            EditedTs = kept.EditedTs,
            Username = kept.Username,
            Extra = kept.Extra,
            Reactions = [.. kept.Reactions ?? []],
            Files = [.. (kept.Files ?? []).Select(workspace.Files.ById).OfType<StoredFile>()],
            Notified = [.. (kept.Notified ?? []).Select(workspace.People.ById).OfType<Person>()],
            Followers = [.. kept.Followers ?? []],
        };
        conversation.Messages.Restore(message);
        foreach (var file in message.Files) file.Shares.Add(message);
    }

    void Put(KeptFile kept)
    {
        if (workspace.People.ById(kept.Owner) is not { } owner || files.Read(kept.Id) is not { } bytes) return;
        var file = workspace.Files.Restore(new StoredFile
        {
            Workspace = workspace,
            Id = kept.Id,
            Name = kept.Name,
            Owner = owner,
            Created = kept.Created,
            Bytes = bytes,
        });
        file.GivenTo.UnionWith(kept.GivenTo);
    }

    UserGroup Group(KeptGroup kept) => new()
    {
        Id = kept.Id,
        TeamId = workspace.TeamId,
        Name = kept.Name,
        Handle = kept.Handle,
        Description = kept.Description,
        Channels = [.. kept.Channels],
        CreatedBy = kept.CreatedBy,
        UpdatedBy = kept.UpdatedBy,
        Created = kept.Created,
        Updated = kept.Updated,
        Disabled = kept.Disabled,
        Members = [.. kept.Members],
    };
}
