using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A message as the workspace keeps it; what a person reads of it is a <see cref="SeenMessage"/>.</summary>
public sealed class PostedMessage
{
    public required string Ts { get; init; }
    public required long Micros { get; init; }
    public required Conversation Conversation { get; init; }
    public required Person Author { get; init; }
    public InstalledApp? App { get; init; }
    public string Text { get; internal set; } = "";
    public JsonElement? Blocks { get; internal set; }
    public JsonElement? Attachments { get; internal set; }
    public JsonElement? Metadata { get; internal set; }
    public string? Subtype { get; init; }
    public string? ThreadTs { get; init; }
    /// <summary>The one person who can see an ephemeral message; null for everybody in the channel.</summary>
    public Person? OnlyFor { get; init; }
    public bool Deleted { get; internal set; }
    public string? EditedTs { get; internal set; }
    public string? Username { get; init; }
    public ImmutableList<Reaction> Reactions { get; internal set; } = [];
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
    /// <summary>Whose phone would buzz for it: decided when it was posted, never by an edit.</summary>
    public IReadOnlyList<Person> Notified { get; internal set; } = [];
    /// <summary>What happened to the channel, such as somebody joining, rather than what somebody says.</summary>
    public bool IsLine => Subtype is not (null or "bot_message" or "file_share" or "me_message" or "thread_broadcast");
    /// <summary>Stands in its thread alone, not in the channel.</summary>
    public bool IsReplyOnly => ThreadTs is not null && ThreadTs != Ts && Subtype != "thread_broadcast";
    internal JsonObject? Extra { get; init; }
    /// <summary>Ids of those who hear of replies in the thread under it.</summary>
    internal HashSet<string> Followers { get; init; } = [];
    internal List<PostedMessage> Replies { get; } = [];

    /// <summary>Answers typed or chosen in the message's own elements, by block and action id.</summary>
    internal Answers Answers { get; } = new();

    internal JsonObject ToJson(bool withMetadata = false)
    {
        var json = new JsonObject { ["type"] = "message" };
        if (Subtype is not null) json["subtype"] = Subtype;
        json["user"] = Author.Id;
        json["text"] = Text;
        json["ts"] = Ts;
        json["team"] = Author.TeamId;
        if (App is not null) AddBot(json, App);
        if (Username is not null) json["username"] = Username;
        if (Blocks is { } blocks) json["blocks"] = blocks.Node();
        if (Attachments is { } attachments) json["attachments"] = attachments.Node();
        if (withMetadata && Metadata is { } metadata) json["metadata"] = metadata.Node();
        if (EditedTs is not null) json["edited"] = new JsonObject { ["user"] = Author.Id, ["ts"] = EditedTs };
        if (Reactions.Count > 0) json["reactions"] = new JsonArray([.. Reactions.Select(each => each.ToJson())]);
        if (Files.Count > 0) AddFiles(json, Files);
        AddThread(json);
        foreach (var (name, value) in Extra ?? []) json[name] = value?.DeepClone();
        return json;
    }

    static void AddBot(JsonObject json, InstalledApp app)
    {
        json["bot_id"] = app.BotId;
        json["app_id"] = app.Id;
        json["bot_profile"] = new JsonObject
        {
            ["id"] = app.BotId,
            ["app_id"] = app.Id,
            ["name"] = app.Name,
            ["icons"] = new JsonObject(),
            ["deleted"] = false,
            ["updated"] = app.Installed,
            ["team_id"] = app.BotUser.TeamId,
        };
    }

    static void AddFiles(JsonObject json, IReadOnlyList<StoredFile> files)
    {
        json["files"] = new JsonArray([.. files.Select(file => file.ToJson())]);
        json["upload"] = false;
    }

    void AddThread(JsonObject json)
    {
        if (ThreadTs is not null) json["thread_ts"] = ThreadTs;
        var replies = Replies.Where(reply => !reply.Deleted).ToList();
        if (replies.Count == 0) return;
        json["thread_ts"] = Ts;
        json["reply_count"] = replies.Count;
        json["reply_users_count"] = replies.DistinctBy(reply => reply.Author.Id).Count();
        json["latest_reply"] = replies[^1].Ts;
        json["reply_users"] = Json.Strings(replies.Select(reply => reply.Author.Id).Distinct());
    }
}
