using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>What a message shows, checked as Slack checks it and with Slack's defaults filled in.</summary>
sealed record MessageContent(string Text, JsonElement? Blocks, JsonElement? Attachments)
{
    const int LongestText = 40_000;
    const int LongestBlocks = 12_000;

    /// <summary>From the arguments of a chat method; throws Slack's refusal.</summary>
    public static MessageContent Read(Call call)
    {
        var arguments = call.Arguments;
        if (arguments.Has("markdown_text") && (arguments.Has("text") || arguments.Has("blocks")))
            throw new Refusal("markdown_text_conflict");
        var content = Read(arguments.Text("markdown_text") ?? arguments.Text("text") ?? "", Structure(call, "blocks"),
            Structure(call, "attachments"), call.Workspace);
        if (content.Blocks is { } blocks && BlockLaw.TextLength(blocks) > LongestBlocks) throw new Refusal("msg_blocks_too_long");
        if (content.Text.Length <= LongestText) return content;
        call.Warnings.Add("message_truncated");
        return content with { Text = content.Text[..LongestText] };
    }

    /// <summary>From a JSON body: an ack payload or a response_url post.</summary>
    public static MessageContent Read(JsonElement body, Workspace workspace)
    {
        var content = Read(body.Text("text") ?? "", body.Get("blocks"), body.Get("attachments"), workspace);
        return content.IsEmpty ? throw new Refusal("no_text") : content;
    }

    public bool IsEmpty => Text.Length == 0 && Blocks is not { } && Attachments is not { };

    static MessageContent Read(string text, JsonElement? blocks, JsonElement? attachments, Workspace workspace)
    {
        if (attachments is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 100)
            throw new Refusal("too_many_attachments");
        if (blocks is { } given) Check(given);
        var shown = blocks is { } some && some.GetArrayLength() > 0 ? BlockDefaults.FillBlocks(some, workspace.Ids) : null;
        return new MessageContent(text, shown, attachments);
    }

    static void Check(JsonElement blocks)
    {
        if (blocks.ValueKind != JsonValueKind.Array) throw new Refusal("invalid_blocks_format");
        var found = new Findings(Surface.Message);
        BlockLaw.Check(blocks, "/blocks", found);
        if (!found.Any) return;
        var extra = Refusal.Messages(found.Lines.Select(line => $"[ERROR] {line}"));
        extra["errors"] = Json.Strings(found.Lines);
        throw new Refusal("invalid_blocks", extra);
    }

    static JsonElement? Structure(Call call, string name)
    {
        if (!call.Arguments.Has(name)) return null;
        return call.Arguments.Element(name) ?? throw new Refusal(name == "blocks" ? "invalid_blocks_format"
            : "invalid_attachments");
    }
}
