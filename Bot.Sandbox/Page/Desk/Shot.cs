using System.Collections.Immutable;
using System.Text.Json;

namespace Bot.Sandbox.Page.Desk;

/// <summary>A message as it is at one moment; two equal shots look the same, so nothing is drawn again.</summary>
public sealed record Shot(PostedMessage Message, string Text, JsonElement? Blocks, JsonElement? Attachments, bool Edited,
    bool Pinned, int Replies, ImmutableList<Reaction> Reactions, bool Follows, int Names, DateTime Day,
    PostedMessage? Thread)
{
    const long Together = 5 * 60 * 1_000_000L;

    /// <summary>Taken under the workspace's lock.</summary>
    public static Shot Of(Stage stage, Person viewer, PostedMessage message, PostedMessage? before) => new(
        message, message.Text, message.Blocks, message.Attachments, message.EditedTs is not null,
        message.Conversation.Pins.Any(pin => pin.Message == message),
        message.Replies.Count(reply => !reply.Deleted),
        message.Reactions,
        before is not null && Continues(before, message),
        stage.Names,
        TimeZoneInfo.ConvertTime(stage.Workspace.Now, viewer.Zone).Date,
        message.Subtype == "thread_broadcast" ? message.Conversation.Messages[message.ThreadTs!] : null);

    static bool Continues(PostedMessage before, PostedMessage message) =>
        before.Author == message.Author && before.OnlyFor is null && message.OnlyFor is null && before.IsLine == message.IsLine
            && message.Micros - before.Micros < Together;
}
