using System.Text.Json.Nodes;

namespace Bot.Tests.Sandbox;

/// <summary>Views for the tests of the emulator.</summary>
static class Modals
{
    public static JsonObject Text(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    public static JsonObject Of(string title, params JsonObject[] blocks) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = title.ToLowerInvariant(),
        ["title"] = Text(title),
        ["submit"] = Text("Save"),
        ["blocks"] = new JsonArray([.. blocks]),
    };

    public static JsonObject Input(string label, string id, JsonObject element, bool optional = false)
    {
        element["action_id"] = id;
        return new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = id,
            ["label"] = Text(label),
            ["element"] = element,
            ["optional"] = optional
        };
    }

    public static JsonObject Line(string label, string id, bool optional = false) =>
        Input(label, id, new() { ["type"] = "plain_text_input" }, optional);

    public static JsonObject Section(string text) =>
        new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } };

    public static JsonObject Button(string label, string id, string value = "v") => new()
    {
        ["type"] = "button",
        ["text"] = Text(label),
        ["action_id"] = id,
        ["value"] = value,
    };

    public static JsonObject Actions(params JsonObject[] elements) =>
        new() { ["type"] = "actions", ["elements"] = new JsonArray([.. elements]) };
}
