namespace Bot.Sandbox;

/// <summary>Acts and sees as one person does in Slack; every act returns when the workspace has settled.</summary>
public sealed class Member
{
    readonly Workspace workspace;
    Conversation? place;

    internal Member(Workspace workspace, Person person) => (this.workspace, Person) = (workspace, person);

    public Person Person { get; }
    public string Id => Person.Id;

    internal Reader Reader => new(workspace, Person);

    /// <summary>Types a slash command, in that channel or where the person is (#general at first).</summary>
    public async Task Slash(string line, string? channel = null)
    {
        await new Commands(workspace).Run(Person, Place(channel), line);
        await workspace.Settled();
    }

    /// <summary>The modal on top of the person's screen; throws when there is none.</summary>
    public Modal Modal => ModalOrNone
        ?? throw new SandboxException($"{Person.RealName} has no modal open. The last things on the screen:\n{Screen()}");

    /// <summary>The modal on top of the person's screen, or null.</summary>
    public Modal? ModalOrNone => workspace.Do(() => workspace.Views.Stack(Person) is [.., var top]
        ? new Modal(workspace, this, top) : null);

    /// <summary>The newest message with that text among all that the person can read now; throws when there is none.</summary>
    public SeenMessage Sees(string text, string? channel = null) => Look(text, channel)
        ?? throw new SandboxException(
            $"{Person.RealName} does not see \"{text}\"{(channel is null ? "" : $" in {channel}")}. The last things on the "
                + $"screen:\n{Screen(channel)}");

    /// <summary>The same, or null when there is none.</summary>
    public SeenMessage? Look(string text, string? channel = null) =>
        Messages(channel).FirstOrDefault(message => message.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Throws when the person can read that text anywhere.</summary>
    public void DoesNotSee(string text, string? channel = null)
    {
        if (Look(text, channel) is { } seen)
            throw new SandboxException($"{Person.RealName} sees \"{text}\" in {seen.Channel}:\n{seen.Text}");
    }

    /// <summary>
    /// What the person can read, newest first: channels the person is in (or the one named), direct messages, ephemeral ones.
    /// </summary>
    public IEnumerable<SeenMessage> Messages(string? channel = null)
    {
        var messages = workspace.Do(() =>
        {
            var place = channel is null ? null : Visible(channel);
            var rooms = place is null ? workspace.Conversations.Of(Person.Id) : [place];
            var whispers = workspace.Conversations.Posting.Whispers(Person)
                .Where(each => !each.Deleted && (place is null || each.Conversation == place));
            return rooms.SelectMany(room => room.Messages.All).Concat(whispers).OrderByDescending(message => message.Micros)
                .ToList();
        });
        return messages.Select(message => new SeenMessage(workspace, this, message));
    }

    /// <summary>Posts as the person; @names, @groups and #channels become mentions.</summary>
    public async Task<SeenMessage> Says(string channel, string text, SeenMessage? inThreadOf = null)
    {
        var message = Posts(channel, text, inThreadOf?.Posted);
        await workspace.Settled();
        return new SeenMessage(workspace, this, message);
    }

    /// <summary>The same, without waiting for what apps make of it.</summary>
    internal PostedMessage Posts(string channel, string text, PostedMessage? inThreadOf = null,
        params IReadOnlyList<StoredFile> files) => workspace.Do(() =>
        workspace.Conversations.Posting.Post(new Draft(Writable(channel), Person)
        {
            Text = new TypedText(workspace).Encode(text),
            ThreadTs = inThreadOf is null ? null : inThreadOf.ThreadTs ?? inThreadOf.Ts,
            Subtype = files.Count > 0 ? "file_share" : null,
            Files = files,
            Extra = new() { ["client_msg_id"] = Guid.NewGuid().ToString() },
        }));

    /// <summary>Attaches a file to a message, in the composer.</summary>
    public async Task<SeenMessage> Uploads(string channel, string name, ReadOnlyMemory<byte> bytes, string text = "")
    {
        var message = workspace.Do(() => Posts(channel, text, files: workspace.Files.Upload(Person, name, bytes)));
        await workspace.Settled();
        return new SeenMessage(workspace, this, message);
    }

    public Task Joins(string channel) => Does(() => workspace.Conversations.Life.Join(Visible(channel), Person));

    public Task Leaves(string channel) => Does(() => workspace.Conversations.Life.Leave(Visible(channel), Person));

    public Task Invites(string channel, params string[] people) => Does(() =>
    {
        foreach (var who in people) workspace.Conversations.Life.Join(Writable(channel), workspace.People[who], Person);
    });

    public Task Creates(string channel, bool isPrivate = false) => Does(() =>
    {
        var name = ChannelName.Checked(channel.TrimStart('#'));
        if (workspace.Conversations.NameTaken(name)) throw new SandboxException($"The name {channel} is taken.");
        workspace.Conversations.Create(Person, name, isPrivate);
    });

    public Task Archives(string channel) => Does(() =>
        workspace.Conversations.Life.SetArchived(Writable(channel), Person, true));

    public Task Unarchives(string channel) =>
        Does(() => workspace.Conversations.Life.SetArchived(Visible(channel), Person, false));

    public Task Renames(string channel, string name) =>
        Does(() => workspace.Conversations.Life.Rename(Writable(channel), Person, ChannelName.Checked(name.TrimStart('#'))));

    public Task Deletes(string channel) => Does(() => workspace.Conversations.Life.Delete(Visible(channel)));

    public Task PutsOut(string channel, Person person) =>
        Does(() => workspace.Conversations.Life.Leave(Visible(channel), person));

    public Task SetsTopic(string channel, string topic) =>
        Does(() => workspace.Conversations.Life.SetTopic(Writable(channel), Person, topic));

    /// <summary>Changes who is in a user group, by hand, as in Slack's People page.</summary>
    public Task SetsGroup(string group, params string[] people) => Does(() =>
        workspace.Groups.SetMembers(workspace.Groups[group], Person, [.. people.Select(who => workspace.People[who].Id)]));

    /// <summary>Opens an app's Home (app_home_opened) and returns it, or null when the app has published none.</summary>
    public async Task<Modal?> OpensHome(InstalledApp app)
    {
        await Does(() => HomeVisit.Announce(workspace, app, Person));
        return workspace.Do(() => workspace.Views.Home(app, Person) is { } home ? new Modal(workspace, this, home) : null);
    }

    /// <summary>Starts a global shortcut by its name.</summary>
    public async Task Shortcut(string name)
    {
        await new Shortcuts(workspace).Global(Person, Place(null), name);
        await workspace.Settled();
    }

    /// <summary>Goes to a channel: commands without a channel are typed there from now on.</summary>
    public void Goes(string channel) => workspace.Do(() => place = Visible(channel));

    /// <summary>The last things the person sees, newest last, for a failing test's message.</summary>
    public string Screen(string? channel = null)
    {
        var modal = ModalOrNone is { } open ? $"  modal {open.Title}:\n{open.Text}" : "";
        return string.Join('\n', Messages(channel).Take(8).Reverse()
            .Select(message => $"  {message.Channel} {message.From}: {message.Text}").Append(modal));
    }

    async Task Does(Action act)
    {
        workspace.Do(act);
        await workspace.Settled();
    }

    Conversation Place(string? channel) => workspace.Do(() =>
    {
        if (channel is not null) return place = Visible(channel);
        return place ??= workspace.Conversations.Find("general")
            ?? workspace.Conversations.Direct(Person, Person).Conversation;
    });

    Conversation Visible(string channel)
    {
        if (channel.StartsWith('@')) return workspace.Conversations.Direct(Person, workspace.People[channel]).Conversation;
        var found = workspace.Conversations[channel];
        return found.Kind == ConversationKind.Public || found.Has(Person.Id) ? found
            : throw new SandboxException($"{Person.RealName} cannot see {channel}.");
    }

    Conversation Writable(string channel)
    {
        var place = Visible(channel);
        if (place.Archived) throw new SandboxException($"{channel} is archived.");
        return place.Has(Person.Id) ? place : throw new SandboxException($"{Person.RealName} is not in {channel}.");
    }
}
