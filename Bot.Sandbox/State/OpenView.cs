using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A modal on a person's screen, or an app's Home for a person.</summary>
public sealed class OpenView
{
    public required string Id { get; init; }
    public required InstalledApp App { get; init; }
    public required Person Person { get; init; }
    public required JsonElement Definition { get; set; }
    public required string Hash { get; set; }
    public required string RootId { get; init; }
    public string? PreviousId { get; init; }
    /// <summary>The conversation the person was in when it opened; what a "current conversation" default means.</summary>
    public Conversation? OpenedIn { get; init; }
    /// <summary>
    /// What the client shows instead of closing, such as "We had some trouble connecting. Try again?"; null when all is well.
    /// </summary>
    public string? Trouble { get; internal set; }

    /// <summary>Submitted and not answered yet: another press does nothing.</summary>
    internal bool Busy { get; set; }

    internal Answers Answers { get; } = new();

    /// <summary>Errors under the fields, by block id.</summary>
    internal Dictionary<string, string> Errors { get; set; } = [];

    public string Type => Definition.Text("type") ?? "";
    public string CallbackId => Definition.Text("callback_id") ?? "";
    public string ExternalId => Definition.Text("external_id") ?? "";

    internal JsonObject ToJson(bool withState = true) => new()
    {
        ["id"] = Id,
        ["team_id"] = Person.TeamId,
        ["type"] = Type,
        ["blocks"] = Definition.Get("blocks").Copy(),
        ["private_metadata"] = Definition.Text("private_metadata") ?? "",
        ["callback_id"] = CallbackId,
        ["state"] = new JsonObject { ["values"] = withState ? InputState.Of(Definition, Answers) : new JsonObject() },
        ["hash"] = Hash,
        ["title"] = Definition.Get("title").Copy()
            ?? new JsonObject { ["type"] = "plain_text", ["text"] = "View Title", ["emoji"] = true },
        ["clear_on_close"] = Definition.Is("clear_on_close"),
        ["notify_on_close"] = Definition.Is("notify_on_close"),
        ["close"] = Definition.Get("close").Copy(),
        ["submit"] = Definition.Get("submit").Copy(),
        ["previous_view_id"] = PreviousId,
        ["root_view_id"] = RootId,
        ["app_id"] = App.Id,
        ["external_id"] = ExternalId,
        ["app_installed_team_id"] = Person.TeamId,
        ["bot_id"] = App.BotId,
    };
}
