using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>All that is read from or written to Slack: snake_case, nulls left out, unknown members ignored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = false,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<Block>))]
[JsonSerializable(typeof(IReadOnlyList<Option>))]
[JsonSerializable(typeof(ViewDefinition))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageMetadata))]
[JsonSerializable(typeof(SlashResponse))]
[JsonSerializable(typeof(ViewSubmissionResponse))]
[JsonSerializable(typeof(SlashCommand))]
[JsonSerializable(typeof(BlockActionRequest))]
[JsonSerializable(typeof(ViewSubmission))]
[JsonSerializable(typeof(ViewClosed))]
[JsonSerializable(typeof(BlockOptionsRequest))]
[JsonSerializable(typeof(Shortcut))]
[JsonSerializable(typeof(SlackResponse))]
[JsonSerializable(typeof(AuthTestResponse))]
[JsonSerializable(typeof(PostMessageResponse))]
[JsonSerializable(typeof(ConversationMessagesResponse))]
[JsonSerializable(typeof(ConversationListResponse))]
[JsonSerializable(typeof(ChannelAnswer))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(UserListResponse))]
[JsonSerializable(typeof(PermalinkAnswer))]
[JsonSerializable(typeof(EphemeralAnswer))]
[JsonSerializable(typeof(MembersAnswer))]
[JsonSerializable(typeof(BookmarkAnswer))]
[JsonSerializable(typeof(BookmarksAnswer))]
[JsonSerializable(typeof(UserGroupAnswer))]
[JsonSerializable(typeof(UserGroupsAnswer))]
[JsonSerializable(typeof(GroupUsersAnswer))]
[JsonSerializable(typeof(ViewAnswer))]
[JsonSerializable(typeof(UploadUrlAnswer))]
[JsonSerializable(typeof(IReadOnlyList<UploadedFile>))]
[JsonSerializable(typeof(CanvasAnswer))]
[JsonSerializable(typeof(SectionsAnswer))]
[JsonSerializable(typeof(CanvasContent))]
[JsonSerializable(typeof(IReadOnlyList<CanvasChange>))]
[JsonSerializable(typeof(CanvasCriteria))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(OptionsAnswer))]
[JsonSerializable(typeof(Envelope))]
sealed partial class SlackJson : JsonSerializerContext
{
    // Nothing here ends in HTML, and every escaped letter would cost five bytes of an acknowledgement's 20 KB.
    static SlackJson() => Default = new SlackJson(new JsonSerializerOptions(s_defaultOptions)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
