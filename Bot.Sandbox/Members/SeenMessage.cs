using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>A message as one person sees it now; it follows later edits.</summary>
public sealed class SeenMessage
{
    readonly Workspace workspace;
    readonly Member member;

    internal SeenMessage(Workspace workspace, Member member, PostedMessage posted) =>
        (this.workspace, this.member, Posted) = (workspace, member, posted);

    /// <summary>The message as the workspace keeps it.</summary>
    public PostedMessage Posted { get; }

    /// <summary>All that can be read, a line per block, buttons as [label].</summary>
    public string Text => workspace.Do(() => member.Reader.Read(Posted));

    /// <summary>What the notification says: the text beside the blocks.</summary>
    public string Notification => workspace.Do(() => member.Reader.Notification(Posted));

    public string Channel => Posted.Conversation.IsDirect ? "(direct)" : $"#{Posted.Conversation.Name}";

    public string From => Posted.Author.RealName;

    public bool IsEphemeral => Posted.OnlyFor is not null;

    public bool IsDeleted => Posted.Deleted;

    public bool IsPinned => workspace.Do(() => Posted.Conversation.Pins.Any(pin => pin.Message == Posted));

    /// <summary>Whose phone would buzz for it, by handle.</summary>
    public IReadOnlyList<string> Notified => [.. Posted.Notified.Select(person => person.Handle)];

    /// <summary>The emoji under it, as "eyes 2".</summary>
    public IReadOnlyList<string> Reactions =>
        workspace.Do(() => Posted.Reactions.Select(each => $"{each.Name} {each.People.Count}").ToList());

    /// <summary>The thread under the message, oldest first.</summary>
    public IReadOnlyList<SeenMessage> Replies =>
        workspace.Do(() => Posted.Replies.Where(reply => !reply.Deleted)
        .Select(reply => new SeenMessage(workspace, member, reply)).ToList());

    /// <summary>Labels of the buttons, in order.</summary>
    public IReadOnlyList<string> Buttons =>
        workspace.Do(() => Placed().Where(placed => placed.Type == "button").Select(Label).ToList());

    /// <summary>Where a link button leads, or null when it has no url.</summary>
    public string? Url(string button) => workspace.Do(() => Find(button).Element.Text("url"));

    /// <summary>The question asked before the button acts, or null when it acts at once.</summary>
    public string? Question(string button) =>
        workspace.Do(() => Find(button).Element.Get("confirm") is { } dialog ? member.Reader.Text(dialog.Get("text")) : null);

    /// <summary>
    /// Presses a button; its confirm dialog, if it has one, is answered with yes unless <paramref name="confirm"/> is false.
    /// </summary>
    public async Task Click(string button, bool confirm = true)
    {
        var press = Aim(button);
        if (confirm || Question(button) is null) await press();
    }

    /// <summary>
    /// The finger on a button: the press that comes later is of what is on the screen now, whatever the message has become.
    /// </summary>
    public Func<Task> Aim(string button)
    {
        var placed = workspace.Do(() => Find(button));
        return async () =>
        {
            await new BlockActions(workspace).Act(member.Person, Posted, placed, ElementValues.Pressed(placed));
            await workspace.Settled();
        };
    }

    /// <summary>
    /// Chooses an option of a select, named by its placeholder or action id, or of the overflow menu, named "…".
    /// </summary>
    public async Task Choose(string menu, string option)
    {
        var (placed, value) = workspace.Do(() =>
        {
            var found = Placed().FirstOrDefault(each => each.Type != "button" && (Label(each) == menu || each.ActionId == menu))
                ?? throw Absent(menu);
            var chosen = ElementValues.Chosen(found, ElementValues.Option(found, option, member.Reader));
            if (found.Type != "overflow") Posted.Answers[found.BlockId, found.ActionId] = ElementValues.State(found, chosen);
            return (found, chosen);
        });
        await new BlockActions(workspace).Act(member.Person, Posted, placed, value);
        await workspace.Settled();
    }

    /// <summary>Ticks a box by the text beside it, or takes the tick away.</summary>
    public Task Tick(string box, bool on = true) => AimAt(box, on)();

    /// <summary>The finger on a box: the tick that comes later is of what is on the screen now.</summary>
    public Func<Task> AimAt(string box, bool on = true)
    {
        var (placed, value) = workspace.Do(() =>
        {
            foreach (var found in Placed().Where(each => each.Type == "checkboxes"))
            {
                var option = ElementValues.Options(found).FirstOrDefault(
                    each => member.Reader.Text(each.Get("text")).Contains(box, StringComparison.Ordinal));
                if (option.ValueKind != JsonValueKind.Object) continue;
                var others = InputState.Initial(found)["selected_options"]!.AsArray().Select(node => node!.Element())
                    .Where(each => each.Text("value") != option.Text("value")).ToList();
                return (found, ElementValues.Chosen(on ? others.Append(option) : others));
            }

            throw Absent(box);
        });
        return async () =>
        {
            await new BlockActions(workspace).Act(member.Person, Posted, placed, value);
            await workspace.Settled();
        };
    }

    /// <summary>Starts a message shortcut from the message's menu.</summary>
    public async Task Menu(string shortcut)
    {
        await new Shortcuts(workspace).OnMessage(member.Person, Posted, shortcut);
        await workspace.Settled();
    }

    /// <summary>Puts an emoji under it, or takes the person's own away.</summary>
    public async Task React(string emoji)
    {
        workspace.Do(() => workspace.Conversations.Reactions.Toggle(Posted, member.Person, emoji));
        await workspace.Settled();
    }

    /// <summary>Writes the person's own message anew; @names, @groups and #channels become mentions.</summary>
    public async Task Edit(string text)
    {
        var encoded = workspace.Do(() => new TypedText(workspace).Encode(text));
        workspace.Do(() => workspace.Conversations.Posting.Edit(Own(), message => message.Text = encoded));
        await workspace.Settled();
    }

    /// <summary>Deletes the person's own message.</summary>
    public async Task Delete()
    {
        workspace.Do(() => workspace.Conversations.Posting.Delete(Own()));
        await workspace.Settled();
    }

    PostedMessage Own() => Posted.Author == member.Person && !Posted.Deleted ? Posted
        : throw new SandboxException($"{member.Person.RealName} cannot change this message.");

    public Task<SeenMessage> Reply(string text) => member.Says(Posted.Conversation.Id, text, this);

    PlacedElement Find(string button) => Posted.Deleted ? throw new SandboxException("The message was deleted.")
        : Placed().FirstOrDefault(placed => placed.Type == "button" && Label(placed) == button) ?? throw Absent(button);

    SandboxException Absent(string what) => new($"There is no \"{what}\" in the message:\n{member.Reader.Read(Posted)}");

    IEnumerable<PlacedElement> Placed() => Posted.Blocks is { } blocks ? InputState.Elements(blocks.EnumerateArray()) : [];

    string Label(PlacedElement placed) => placed.Type == "overflow" ? "…"
        : member.Reader.Text(placed.Element.Get("text") ?? placed.Element.Get("placeholder") ?? default(JsonElement?));
}
