using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What happens to a channel, whoever does it: the state, the line in the channel, the events.</summary>
sealed class ChannelLife(Workspace workspace, Conversations conversations)
{
    public bool Join(Conversation conversation, Person person, Person? inviter = null)
    {
        if (conversation.Has(person.Id)) return false;
        conversations.Enter(conversation, person);
        var joined = Membership(conversation, person);
        if (inviter is not null) joined["inviter"] = inviter.Id;
        workspace.Events.Publish("member_joined_channel", joined, app => Sees(app, conversation));
        Line(conversation, person, "channel_join", $"<@{person.Id}> has joined the channel", inviter is null ? null
            : new JsonObject { ["inviter"] = inviter.Id });
        return true;
    }

    public bool Leave(Conversation conversation, Person person)
    {
        if (!conversation.Has(person.Id)) return false;
        workspace.Events.Publish("member_left_channel", Membership(conversation, person), app => Sees(app, conversation));
        Line(conversation, person, "channel_leave", $"<@{person.Id}> has left the channel");
        return conversations.Leave(conversation, person);
    }

    public void Rename(Conversation conversation, Person person, string name)
    {
        var old = conversation.Name;
        conversations.Rename(conversation, name);
        Line(conversation, person, "channel_name", $"<@{person.Id}> has renamed the channel from \"{old}\" to \"{name}\"",
            new JsonObject { ["old_name"] = old, ["name"] = name });
        var prefix = Prefix(conversation);
        workspace.Events.Publish($"{prefix}_rename",
            new JsonObject { ["channel"] = conversation.ToJson(person.Id, withMembership: false) }, app =>
            Sees(app, conversation));
    }

    public void SetTopic(Conversation conversation, Person person, string topic)
    {
        topic = KeptText.Of(topic);
        conversation.Topic = new SetText(topic, person.Id, workspace.NowSeconds);
        Line(conversation, person, "channel_topic", $"<@{person.Id}> set the channel topic: {topic}",
            new JsonObject { ["topic"] = topic });
    }

    public void SetPurpose(Conversation conversation, Person person, string purpose)
    {
        purpose = KeptText.Of(purpose);
        conversation.Purpose = new SetText(purpose, person.Id, workspace.NowSeconds);
        Line(conversation, person, "channel_purpose", $"<@{person.Id}> set the channel description: {purpose}",
            new JsonObject { ["purpose"] = purpose });
    }

    public void SetArchived(Conversation conversation, Person person, bool archived)
    {
        if (archived) Line(conversation, person, "channel_archive", $"<@{person.Id}> archived the channel");
        conversation.Archived = archived;
        if (!archived) Line(conversation, person, "channel_unarchive", $"<@{person.Id}> un-archived the channel");
        workspace.Note(new Change("channel", conversation.Id));
        var type = $"{Prefix(conversation)}_{(archived ? "archive" : "unarchive")}";
        workspace.Events.Publish(type, new JsonObject { ["channel"] = conversation.Id, ["user"] = person.Id, ["is_moved"] = 0 },
            app => Sees(app, conversation));
    }

    /// <summary>As a workspace's owner can: nobody finds it any more, and its name is free.</summary>
    public void Delete(Conversation conversation)
    {
        var sees = workspace.Apps.All.Where(app => Sees(app, conversation)).ToHashSet();
        var type = $"{Prefix(conversation)}_deleted";
        conversations.Forget(conversation);
        workspace.Events.Publish(type, new JsonObject { ["channel"] = conversation.Id }, sees.Contains);
    }

    public void Pin(PostedMessage message, Person person)
    {
        var pin = new Pin(message, person.Id, workspace.NowSeconds);
        message.Conversation.Pins = message.Conversation.Pins.Add(pin);
        PublishPin("pin_added", pin, person);
    }

    public void Unpin(Pin pin, Person person)
    {
        pin.Message.Conversation.Pins = pin.Message.Conversation.Pins.Remove(pin);
        PublishPin("pin_removed", pin, person);
    }

    void PublishPin(string type, Pin pin, Person person)
    {
        var conversation = pin.Message.Conversation;
        workspace.Note(new Change("channel", conversation.Id));
        workspace.Events.Publish(type, new JsonObject
        {
            ["user"] = person.Id,
            ["channel_id"] = conversation.Id,
            ["item"] = new JsonObject
            {
                ["type"] = "message",
                ["channel"] = conversation.Id,
                ["message"] = pin.Message.ToJson(),
                ["created"] = pin.At,
                ["created_by"] = pin.By,
            },
            ["item_user"] = pin.Message.Author.Id,
            ["pin_count"] = conversation.Pins.Count,
        }, app => conversation.Has(app.BotUser.Id));
    }

    static string Prefix(Conversation conversation) => conversation.Kind == ConversationKind.Private ? "group" : "channel";

    static bool Sees(InstalledApp app, Conversation conversation) => conversation.Kind == ConversationKind.Public
        || conversation.Has(app.BotUser.Id);

    static JsonObject Membership(Conversation conversation, Person person) => new()
    {
        ["user"] = person.Id,
        ["channel"] = conversation.Id,
        ["channel_type"] = conversation.Kind == ConversationKind.Private ? "G" : "C",
        ["team"] = person.TeamId,
    };

    void Line(Conversation conversation, Person person, string subtype, string text, JsonObject? extra = null) =>
        conversations.Posting.Post(new Draft(conversation, person) { Text = text, Subtype = subtype, Extra = extra });
}
