using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>One call of a method: who calls, with which token and arguments, and the questions methods ask of them.</summary>
sealed class Call(Workspace workspace, Method method, Token token, Arguments arguments)
{
    public Workspace Workspace => workspace;
    public Method Method => method;
    public Token Token => token;
    public InstalledApp App => token.App;
    public Person Actor => token.Actor;
    public Arguments Arguments => arguments;
    public List<string> Warnings { get; } = [];

    /// <summary>A required argument; that it is there was checked before.</summary>
    public string this[string name] => arguments.Text(name) ?? "";

    public static JsonObject Ok() => new() { ["ok"] = true };

    public static JsonObject Ok(string name, JsonNode? value) => new() { ["ok"] = true, [name] = value };

    /// <summary>
    /// The conversation named by an argument: unknown, private and not joined, or outside the token's scopes are refused.
    /// </summary>
    public Conversation Conversation(string argument = "channel")
    {
        var conversation = workspace.Conversations.ById(this[argument]);
        if (conversation is null || !Visible(conversation)) throw new Refusal("channel_not_found");
        NeedScopeFor(conversation.ScopeFamily);
        return conversation;
    }

    public Conversation Joined(string argument = "channel")
    {
        var conversation = Conversation(argument);
        return conversation.Has(Actor.Id) ? conversation : throw new Refusal("not_in_channel");
    }

    public static Conversation Active(Conversation conversation) => conversation.Archived ? throw new Refusal("is_archived")
        : conversation;

    public static Conversation Channel(Conversation conversation) =>
        conversation.IsDirect ? throw new Refusal("method_not_supported_for_channel_type") : conversation;

    public bool Visible(Conversation conversation) => conversation.Kind == ConversationKind.Public || conversation.Has(Actor.Id);

    /// <summary>
    /// Where a method's scopes differ by kind of conversation (channels:…, groups:…), the one for this kind is needed.
    /// </summary>
    public void NeedScopeFor(string family)
    {
        var fitting = method.Scopes.Where(scope => scope.StartsWith(family + ":", StringComparison.Ordinal)).ToList();
        Need(fitting);
    }

    public void Need(IReadOnlyCollection<string> scopes)
    {
        if (scopes.Count == 0) return;
        var granted = scopes.FirstOrDefault(token.Scopes.Contains) ?? throw Refusal.MissingScope(scopes, token.Scopes);
        if (!IsFamily(granted)) NoteScope(granted);
        else if (scopes.Count < method.Scopes.Length || method.Scopes.Length == 1) NoteScope(granted);
    }

    public Person PersonIn(string argument, string error = "user_not_found") => workspace.People.ById(this[argument])
        ?? throw new Refusal(error);

    public PostedMessage MessageIn(Conversation conversation, string argument, string error = "message_not_found") =>
        conversation.Messages[this[argument]] ?? throw new Refusal(error);

    /// <summary>
    /// The window of <paramref name="all"/> that limit and cursor ask for, put into the answer with its next_cursor.
    /// </summary>
    public JsonObject Page<T>(string name, IEnumerable<T> all, Func<T, JsonNode?> shown, int usual = 100, int most = 1000)
    {
        // Clients send 0 for "as many as usual".
        var limit = arguments.Number("limit") is { } asked and not 0 ? asked : usual;
        if (limit < 1 || limit > most) throw new Refusal("invalid_limit");
        var start = Cursor.Read(arguments.Text("cursor"));
        var page = all.Skip(start).Take(limit + 1).ToList();
        var answer = Ok();
        answer[name] = new JsonArray([.. page.Take(limit).Select(shown)]);
        answer["response_metadata"] = new JsonObject { ["next_cursor"] = page.Count > limit ? Cursor.Write(start + limit) : "" };
        return answer;
    }

    static bool IsFamily(string scope) => scope.Split(':')[0] is "channels" or "groups" or "im" or "mpim";

    void NoteScope(string scope)
    {
        if (token.Kind == TokenKind.Bot) workspace.Usage.Note(App, "scope", scope);
    }
}

/// <summary>Opaque paging marks, as Slack gives them.</summary>
static class Cursor
{
    public static string Write(int start) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { next = start }));

    public static int Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return 0;
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length)
            && Json.TryParse(System.Text.Encoding.UTF8.GetString(bytes, 0, length), out var mark)
            && mark.Get("next") is { ValueKind: JsonValueKind.Number } next ? next.GetInt32()
                : throw new Refusal("invalid_cursor");
    }
}
