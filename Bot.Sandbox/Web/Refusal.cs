using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Slack says no: an error code and what comes with it in the answer.</summary>
sealed class Refusal(string error, JsonObject? extra = null) : Exception(error)
{
    public string Error => Message;

    public static Refusal InvalidArguments(params IEnumerable<string> messages) =>
        new("invalid_arguments", Messages(messages.Select(message => $"[ERROR] {message}")));

    public static Refusal MissingScope(IEnumerable<string> needed, IEnumerable<string> provided) =>
        new("missing_scope", new JsonObject { ["needed"] = string.Join(',', needed), ["provided"] = string.Join(',', provided) });

    public static JsonObject Messages(IEnumerable<string> messages) =>
        new() { ["response_metadata"] = new JsonObject { ["messages"] = Json.Strings(messages) } };

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = Error };
        foreach (var (name, value) in extra ?? []) json[name] = value?.DeepClone();
        return json;
    }
}
