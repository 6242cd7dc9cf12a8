using System.Text.Json;

namespace Bot.Slack;

/// <summary>
/// All that a message says, with Slack's escapes. Apps often leave its text empty and say it in blocks or attachments; a file
/// says its name.
/// </summary>
public static class MessageWords
{
    public static string Of(MessageEvent message)
    {
        var text = message.Text.Trim().Length > 0 ? message.Text : Lines(Blocks(message.Blocks).Concat(
            message.Attachments.Where(a => a.FromUrl is null).SelectMany(Attachment)));
        if (message.Files.Count == 0) return text;
        var files = $"({string.Join(", ", message.Files.Select(f => Mrkdwn.Escape(f.Name)))})";
        return text.Length == 0 ? files : $"{text} {files}";
    }

    static IEnumerable<string> Attachment(MessageAttachment attachment)
    {
        string[] said =
        [
            .. new[] { attachment.Pretext, attachment.Title, attachment.Text }.OfType<string>(),
            .. attachment.Fields.Select(f => $"{f.Title}: {f.Value}".Trim(' ', ':')), .. Blocks(attachment.Blocks),
        ];
        return Array.Exists(said, line => line.Length > 0) ? said : [attachment.Fallback ?? ""];
    }

    static IEnumerable<string> Blocks(JsonElement? blocks) => blocks is { ValueKind: JsonValueKind.Array } all
        ? all.EnumerateArray().Select(Block) : [];

    static string Block(JsonElement block) => Type(block) switch
    {
        "header" or "section" => Lines([Text(block, "text"), .. Each(block, "fields").Select(Piece)]),
        "context" => string.Join(' ', Each(block, "elements").Select(Piece).Where(piece => piece.Length > 0)),
        "rich_text" => Lines(Each(block, "elements").Select(Rich)),
        "markdown" => Mrkdwn.Escape(Word(block, "text")),
        _ => "",
    };

    /// <summary>A paragraph, a list or a quote, of pieces that follow each other.</summary>
    static string Rich(JsonElement part) => Type(part) == "rich_text_list"
        ? Lines(Each(part, "elements").Select(Rich)) : string.Concat(Each(part, "elements").Select(Piece));

    static string Piece(JsonElement piece) => Type(piece) switch
    {
        "mrkdwn" => Word(piece, "text"),
        "plain_text" or "text" => Mrkdwn.Escape(Word(piece, "text")),
        "link" => Word(piece, "text") is { Length: > 0 } label
            ? Mrkdwn.Link(Word(piece, "url"), label) : Mrkdwn.Escape(Word(piece, "url")),
        "user" => Mrkdwn.User(Word(piece, "user_id")),
        "usergroup" => Mrkdwn.UserGroup(Word(piece, "usergroup_id")),
        "channel" => Mrkdwn.Channel(Word(piece, "channel_id")),
        "emoji" => $":{Mrkdwn.Escape(Word(piece, "name"))}:",
        "broadcast" => $"@{Mrkdwn.Escape(Word(piece, "range"))}",
        _ => "",
    };

    static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) ? Piece(text) : "";

    static string Type(JsonElement of) => Word(of, "type");

    static string Word(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";

    static IEnumerable<JsonElement> Each(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray() : [];

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
