using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>The fields that all interactive payloads share.</summary>
static class Payload
{
    public static JsonObject Of(string type, Workspace workspace, InstalledApp app, Person person) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = workspace.TeamId, ["domain"] = workspace.Options.Domain },
        ["user"] = new JsonObject
        {
            ["id"] = person.Id,
            ["username"] = person.Handle,
            ["name"] = person.Handle,
            ["team_id"] = person.TeamId
        },
        ["api_app_id"] = app.Id,
        ["token"] = "sandbox",
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    public static string ChannelName(Conversation conversation) => conversation.Kind switch
    {
        ConversationKind.Direct => "directmessage",
        ConversationKind.Private => "privategroup",
        ConversationKind.GroupDirect => "mpdm",
        _ => conversation.Name,
    };

    public static JsonObject Channel(Conversation conversation) =>
        new() { ["id"] = conversation.Id, ["name"] = ChannelName(conversation) };

    public static Envelope Interactive(JsonObject payload, bool answers, string name) =>
        new("interactive", payload, answers, name);
}
