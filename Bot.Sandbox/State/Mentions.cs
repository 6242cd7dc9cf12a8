using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>Whom a message names, read from its raw text and blocks: people, user groups, everybody in the channel.</summary>
sealed partial class Mentions
{
    readonly HashSet<string> people = [];
    readonly HashSet<string> groups = [];

    Mentions() { }

    public IReadOnlySet<string> People => people;
    public IReadOnlySet<string> Groups => groups;
    /// <summary>@here, @channel or @everyone.</summary>
    public bool Everybody { get; private set; }

    public static Mentions Of(string text, JsonElement? blocks)
    {
        var mentions = new Mentions();
        mentions.Read(text);
        if (blocks is { ValueKind: JsonValueKind.Array } all)
            foreach (var block in all.EnumerateArray()) mentions.Read(block);
        return mentions;
    }

    void Read(JsonElement block)
    {
        switch (block.Text("type"))
        {
            case "section":
                foreach (var text in block.Items("fields").Prepend(block.Get("text") ?? default)) ReadText(text);
                break;
            case "context":
                foreach (var element in block.Items("elements")) ReadText(element);
                break;
            case "alert":
                ReadText(block.Get("text") ?? default);
                break;
            case "markdown":
                Read(block.Text("text") ?? "");
                break;
            case "rich_text":
                ReadRich(block);
                break;
        }
    }

    // Plain text mentions nobody, whatever it looks like.
    void ReadText(JsonElement text)
    {
        if (text.Text("type") == "mrkdwn") Read(text.Text("text") ?? "");
    }

    void ReadRich(JsonElement element)
    {
        if (element.Text("user_id") is { } person) people.Add(person);
        if (element.Text("usergroup_id") is { } group) groups.Add(group);
        if (element.Text("type") == "broadcast") Everybody = true;
        foreach (var inner in element.Items("elements")) ReadRich(inner);
    }

    void Read(string text)
    {
        foreach (Match match in Token().Matches(text))
        {
            var name = match.Groups[2].Value;
            if (match.Groups[1].Value == "@") people.Add(name);
            else if (match.Groups[1].Value == "!subteam^") groups.Add(name);
            else if (name is "here" or "channel" or "everyone") Everybody = true;
        }
    }

    [GeneratedRegex(@"<(@|!subteam\^|!)([A-Za-z0-9]+)(?:\|[^<>]*)?>")]
    private static partial Regex Token();
}
