using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>What the searching selects offer and hold: people, conversations, options fixed or fetched from the app.</summary>
sealed class Picking(BlockHost host, PlacedElement placed) : IChoices
{
    public static readonly HashSet<string> Kinds =
    [
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
        "multi_channels_select",
    ];

    public bool Several => placed.Type.StartsWith("multi_", StringComparison.Ordinal);

    public int Least => Kind == "external_select" ? placed.Element.Get("min_query_length")?.GetInt32() ?? 3 : 0;

    string Kind => Several ? placed.Type["multi_".Length..] : placed.Type;

    string Field => (Kind, Several) switch
    {
        ("users_select", false) => "selected_user",
        ("users_select", true) => "selected_users",
        ("conversations_select", false) => "selected_conversation",
        ("conversations_select", true) => "selected_conversations",
        ("channels_select", false) => "selected_channel",
        ("channels_select", true) => "selected_channels",
        (_, false) => "selected_option",
        (_, true) => "selected_options",
    };

    public IReadOnlyList<Choice> Chosen() => host.State(placed)[Field] switch
    {
        null => [],
        JsonArray list => [.. list.Select(each => Named(each!))],
        var one => [Named(one)],
    };

    public Choice? Meant(string typed) => null;

    public JsonObject Value(IReadOnlyList<Choice> chosen)
    {
        var values = chosen.Select(choice => (JsonNode?)choice.Value.DeepClone()).ToList();
        return new JsonObject { [Field] = Several ? new JsonArray([.. values]) : values.FirstOrDefault() };
    }

    public async Task<IReadOnlyList<Choice>> Offer(string typed)
    {
        if (Kind == "external_select") return [.. (await host.Suggest(placed, typed)).Select(Of)];
        var all = host.Workspace.Do(() => All().ToList());
        return [.. all.Where(choice => choice.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)
            || choice.More.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(50)];
    }

    IEnumerable<Choice> All() => Kind switch
    {
        "users_select" => host.Workspace.People.All.Where(person => !person.Deleted && person != host.Workspace.People.Slackbot)
            .Select(Of),
        "conversations_select" or "channels_select" => host.Workspace.Conversations.All
            .Where(each => each is { IsDirect: false, Archived: false } && MayName(each)).Select(Of),
        _ => ElementValues.Options(placed).Select(Of),
    };

    bool MayName(Conversation conversation) => conversation.Kind == ConversationKind.Public
        || (Kind == "conversations_select" && conversation.Has(host.Viewer.Id));

    Choice Named(JsonNode value)
    {
        if (value is JsonObject option) return Of(option.Element());
        var id = value.ToString();
        return host.Workspace.Do(() => host.Workspace.People.ById(id) is { } person ? Of(person)
            : host.Workspace.Conversations.ById(id) is { } conversation ? Of(conversation) : new Choice(id, id, "", value));
    }

    static Choice Of(Person person) =>
        new(person.Id, person.RealName, person.IsBot ? "app" : $"@{person.Handle}", JsonValue.Create(person.Id));

    static Choice Of(Conversation conversation) =>
        new(conversation.Id, $"#{conversation.Name}", "", JsonValue.Create(conversation.Id));

    Choice Of(JsonElement option) =>
        new(option.Text("value") ?? "", host.Words(option.Get("text")), host.Words(option.Get("description")), option.Node()!);
}
