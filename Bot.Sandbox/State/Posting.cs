using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A message about to be posted.</summary>
sealed record Draft(Conversation Conversation, Person Author)
{
    public InstalledApp? App { get; init; }
    public string Text { get; init; } = "";
    public JsonElement? Blocks { get; init; }
    public JsonElement? Attachments { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? ThreadTs { get; init; }
    public string? Subtype { get; init; }
    public string? Username { get; init; }
    public Person? OnlyFor { get; init; }
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
    public JsonObject? Extra { get; init; }
}

/// <summary>Posts, edits and deletes messages, whoever does it, and tells the apps that listen.</summary>
sealed class Posting(Workspace workspace)
{
    readonly Dictionary<string, List<PostedMessage>> ephemeral = [];
    readonly Notifying notifying = new(workspace);

    public PostedMessage Post(Draft draft)
    {
        var message = Make(draft);
        notifying.Decide(message);
        message.Conversation.Messages.Add(message);
        workspace.Notify(message);
        workspace.Files.Share(message);
        workspace.Note(new Change("message", $"{message.Conversation.Id}:{message.Ts}"));
        workspace.Events.PublishMessage(message.Conversation, message.ToJson());
        PublishMentions(message);
        return message;
    }

    /// <summary>Shows a message to one person only; it is kept apart from the channel, as Slack never returns it.</summary>
    public PostedMessage Whisper(Draft draft)
    {
        var message = Make(draft);
        if (!ephemeral.TryGetValue(draft.OnlyFor!.Id, out var list)) ephemeral[draft.OnlyFor.Id] = list = [];
        list.Add(message);
        workspace.Note(new Change("message", $"{message.Conversation.Id}:{message.Ts}"));
        return message;
    }

    /// <summary>Ephemeral messages shown to a person, oldest first.</summary>
    public IReadOnlyList<PostedMessage> Whispers(Person person) => ephemeral.GetValueOrDefault(person.Id) ?? [];

    public void Edit(PostedMessage message, Action<PostedMessage> change)
    {
        var before = message.ToJson();
        change(message);
        message.Text = KeptText.Of(message.Text);
        message.EditedTs = Ts.Format(workspace.Now);
        workspace.Note(new Change("message", $"{message.Conversation.Id}:{message.Ts}"));
        if (message.OnlyFor is null) PublishChange(message, "message_changed",
            new JsonObject { ["message"] = message.ToJson(), ["previous_message"] = before });
    }

    public void Delete(PostedMessage message)
    {
        message.Deleted = true;
        message.Conversation.Pins = message.Conversation.Pins.RemoveAll(pin => pin.Message == message);
        workspace.Note(new Change("message", $"{message.Conversation.Id}:{message.Ts}"));
        if (message.OnlyFor is null) PublishChange(message, "message_deleted",
            new JsonObject { ["deleted_ts"] = message.Ts, ["previous_message"] = message.ToJson() });
    }

    PostedMessage Make(Draft draft)
    {
        var micros = draft.Conversation.Messages.NextMicros(workspace.Now);
        return new PostedMessage
        {
            Ts = Ts.Format(micros),
            Micros = micros,
            Conversation = draft.Conversation,
            Author = draft.Author,
            App = draft.App,
            Text = KeptText.Of(draft.Text),
            Blocks = draft.Blocks,
            Attachments = draft.Attachments,
            Metadata = draft.Metadata,
            ThreadTs = draft.ThreadTs,
            Subtype = draft.Subtype,
            Username = draft.Username,
            OnlyFor = draft.OnlyFor,
            Files = draft.Files,
            Extra = draft.Extra,
        };
    }

    void PublishChange(PostedMessage message, string subtype, JsonObject body)
    {
        body["subtype"] = subtype;
        body["hidden"] = true;
        body["ts"] = Ts.Format(message.Conversation.Messages.NextMicros(workspace.Now));
        workspace.Events.PublishMessage(message.Conversation, body);
    }

    void PublishMentions(PostedMessage message)
    {
        if (message.Conversation.IsDirect || message.Subtype is not (null or "file_share")) return;
        foreach (var app in workspace.Apps.All)
            if (message.Text.Contains($"<@{app.BotUser.Id}", StringComparison.Ordinal) && message.App != app)
                workspace.Events.Publish("app_mention", Mention(message), listener => listener == app
                    && message.Conversation.Has(app.BotUser.Id));
    }

    static JsonObject Mention(PostedMessage message)
    {
        var json = message.ToJson();
        json["channel"] = message.Conversation.Id;
        return json;
    }
}
