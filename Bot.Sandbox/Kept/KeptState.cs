using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A workspace as it is written to a file; <see cref="Base"/> tells which sample people and apps it stands on.</summary>
sealed record KeptWorkspace(
    int Runs, string Base, IReadOnlyList<KeptPerson> People, IReadOnlyList<KeptConversation> Conversations,
        IReadOnlyList<KeptGroup> Groups, IReadOnlyList<KeptFile>? Files = null,
        IReadOnlyList<KeptCanvas>? Canvases = null);

sealed record KeptPerson(string Id, string Handle, string RealName, string Zone, bool IsAdmin, bool IsOwner, bool IsGuest,
    bool Deleted);

sealed record KeptConversation(
    string Id, ConversationKind Kind, string Name, string Creator, long Created, bool Archived, bool IsGeneral, SetText Topic,
        SetText Purpose,
    IReadOnlyList<string> PreviousNames, IReadOnlyList<string> Members, IReadOnlyList<KeptMessage> Messages,
        IReadOnlyList<KeptPin> Pins, IReadOnlyList<Bookmark> Bookmarks);

sealed record KeptMessage(
    string Ts, string Author, bool ByApp, string Text, JsonElement? Blocks, JsonElement? Attachments, JsonElement? Metadata,
    string? Subtype, string? ThreadTs, string? EditedTs, string? Username, JsonObject? Extra,
    IReadOnlyList<Reaction>? Reactions = null, IReadOnlyList<string>? Files = null,
    IReadOnlyList<string>? Notified = null, IReadOnlyCollection<string>? Followers = null)
{
    public static KeptMessage Of(PostedMessage message) => new(
        message.Ts, message.Author.Id, message.App is not null, message.Text, message.Blocks, message.Attachments,
            message.Metadata,
        message.Subtype, message.ThreadTs, message.EditedTs, message.Username, message.Extra,
        message.Reactions, [.. message.Files.Select(file => file.Id)],
        [.. message.Notified.Select(person => person.Id)], message.Followers);
}

/// <summary>A file without its bytes, which lie in a file of their own.</summary>
sealed record KeptFile(string Id, string Name, string Owner, long Created, IReadOnlyList<string> GivenTo);

sealed record KeptCanvas(string Id, string Title, string Channel, bool IsOfChannel, bool IsDeleted, string Markdown);

sealed record KeptPin(string Ts, string By, long At);

sealed record KeptGroup(
    string Id, string Name, string Handle, string Description, IReadOnlyList<string> Channels, string CreatedBy, string UpdatedBy,
    long Created, long Updated, long Disabled, IReadOnlyList<string> Members);
