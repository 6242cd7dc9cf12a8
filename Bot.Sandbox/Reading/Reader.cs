using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What a person reads of messages and views, as plain lines.</summary>
sealed class Reader(Workspace workspace, Person person)
{
    readonly Mrkdwn mrkdwn = new(workspace, person);

    public string Read(PostedMessage message)
    {
        var body = message.Blocks is { } blocks ? Read(blocks.EnumerateArray(), message.Answers) : mrkdwn.Read(message.Text);
        if (message.Attachments is not { ValueKind: JsonValueKind.Array } attachments) return body;
        var more = attachments.EnumerateArray().Select(attachment => attachment.Get("blocks") is { } inner
            ? Read(inner.EnumerateArray(), message.Answers)
            : mrkdwn.Read(attachment.Text("text") ?? attachment.Text("fallback") ?? ""));
        return string.Join('\n', more.Prepend(body));
    }

    /// <summary>What a notification or a screen reader says of it.</summary>
    public string Notification(PostedMessage message) => mrkdwn.Read(message.Text);

    public string Read(OpenView view) => Read(view.Definition.Items("blocks"), view.Answers);

    public string Text(JsonElement? text) => text is not { } given ? ""
        : given.Text("type") == "mrkdwn" ? mrkdwn.Read(given.Text("text") ?? "") : Mrkdwn.Unescape(given.Text("text") ?? "");

    string Read(IEnumerable<JsonElement> blocks, Answers answers) =>
        string.Join('\n', blocks.Select(block => Block(block, answers)).Where(line => line.Length > 0));

    string Block(JsonElement block, Answers answers) => block.Text("type") switch
    {
        "section" => Lines([Text(block.Get("text")), .. block.Items("fields").Select(field => Text(field)),
            Element(block.Get("accessory"))]),
        "header" => Text(block.Get("text")),
        "alert" => Text(block.Get("text")),
        "context" => string.Join(' ', block.Items("elements")
            .Select(element => element.Text("type") == "image" ? Element(element) : Text(element))),
        "actions" => string.Join(' ', block.Items("elements").Select(element => Element(element))),
        "input" => Lines([$"{Text(block.Get("label"))}: {Shown(block, answers)}", Text(block.Get("hint"))]),
        "image" => Lines([Text(block.Get("title")), block.Text("alt_text") ?? ""]),
        "markdown" => Mrkdwn.Unescape(block.Text("text") ?? ""),
        "rich_text" => Rich(block),
        _ => "",
    };

    string Element(JsonElement? element) => element is not { } given ? "" : given.Text("type") switch
    {
        "button" => $"[{Text(given.Get("text"))}]",
        "image" => given.Text("alt_text") ?? "",
        "overflow" => "[…]",
        "checkboxes" => Boxes(given),
        _ => $"[{Text(given.Get("initial_option")?.Get("text") ?? given.Get("placeholder"))}]",
    };

    /// <summary>A line for each box: "[x] #1 Fix the test (ana)".</summary>
    string Boxes(JsonElement element)
    {
        var ticked = element.Items("initial_options").Select(option => option.Text("value")).ToHashSet();
        return string.Join('\n', element.Items("options").Select(option =>
            $"[{(ticked.Contains(option.Text("value")) ? "x" : " ")}] {Text(option.Get("text"))}"
                + (option.Get("description") is { } about ? $" ({Text(about)})" : "")));
    }

    string Shown(JsonElement block, Answers answers)
    {
        if (block.Get("element") is not { } element) return "";
        var placed = new PlacedElement(block, element);
        return Value(answers[placed.BlockId, placed.ActionId] ?? InputState.Initial(placed));
    }

    /// <summary>An element's value in words: option texts, names of people and channels.</summary>
    public string Value(JsonObject state) =>
        string.Join(", ", state.Where(pair => pair.Key is not ("type" or "timezone")).SelectMany(pair => Words(pair.Value)));

    IEnumerable<string> Words(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.SelectMany(Words),
        JsonObject file when file["name"] is { } name => [name.ToString()],
        JsonObject option => [Text(option["text"]?.Element())],
        _ => [Name(node.ToString())],
    };

    string Name(string value) => workspace.People.ById(value) is { } named ? $"@{named.Handle}"
        : workspace.Conversations.ById(value) is { } conversation ? $"#{conversation.Name}" : value;

    string Rich(JsonElement element) => element.Text("type") switch
    {
        "text" => element.Text("text") ?? "",
        "link" => element.Text("text") ?? element.Text("url") ?? "",
        "user" => mrkdwn.Read($"<@{element.Text("user_id")}>"),
        "usergroup" => mrkdwn.Read($"<!subteam^{element.Text("usergroup_id")}>"),
        "channel" => mrkdwn.Read($"<#{element.Text("channel_id")}>"),
        "broadcast" => $"@{element.Text("range")}",
        "emoji" => $":{element.Text("name")}:",
        "rich_text" or "rich_text_list" => string.Join('\n', element.Items("elements").Select(Rich)),
        _ => string.Concat(element.Items("elements").Select(Rich)),
    };

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
