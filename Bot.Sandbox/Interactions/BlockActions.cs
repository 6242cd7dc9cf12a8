using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>
/// A person presses or chooses something in a message or view: block_actions, and block_suggestion while typing.
/// </summary>
sealed class BlockActions(Workspace workspace)
{
    internal const string Trouble = "We had some trouble connecting. Try again?";

    /// <summary>In a message; when the app does not answer, Slackbot says so to the person alone.</summary>
    public async Task Act(Person person, PostedMessage message, PlacedElement placed, JsonObject value)
    {
        if (message.App is not { } app) throw new SandboxException("Only messages of apps have something to press.");
        Count(app, placed);
        var payload = workspace.Do(() => InMessage(person, app, message, Action(placed, value)));
        var reply = await app.Sockets.Send(Payload.Interactive(payload, false, $"block_actions {placed.ActionId}"));
        if (!reply.Acked) new Commands(workspace).Tell(person, message.Conversation, $"{app.Name} did not respond. {Trouble}");
    }

    /// <summary>In a modal or Home.</summary>
    public async Task Act(OpenView view, PlacedElement placed, JsonObject value)
    {
        Count(view.App, placed);
        var payload = workspace.Do(() => InView(view, Action(placed, value)));
        var reply = await view.App.Sockets.Send(Payload.Interactive(payload, false, $"block_actions {placed.ActionId}"));
        workspace.Do(() =>
        {
            view.Trouble = reply.Acked ? null : Trouble;
            workspace.Views.Note(view);
        });
    }

    /// <summary>
    /// What an external select offers for what was typed so far; nothing when the app fails or answers nonsense.
    /// </summary>
    public async Task<IReadOnlyList<JsonElement>> Suggest(OpenView view, PlacedElement placed, string typed)
    {
        var least = placed.Element.Get("min_query_length")?.GetInt32() ?? 3;
        if (typed.EnumerateRunes().Count() < least) return [];
        Count(view.App, placed);
        var payload = workspace.Do(() =>
        {
            var asked = Payload.Of("block_suggestion", workspace, view.App, view.Person);
            asked["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            (asked["action_id"], asked["block_id"], asked["value"], asked["view"]) = (placed.ActionId, placed.BlockId, typed,
                view.ToJson());
            return asked;
        });
        var reply = await view.App.Sockets.Send(Payload.Interactive(payload, true, $"block_suggestion {placed.ActionId}"));
        return Options(view.App, placed, reply.Payload);
    }

    List<JsonElement> Options(InstalledApp app, PlacedElement placed, JsonElement? payload)
    {
        if (payload is not { } given) return [];
        var found = new Findings(Surface.Modal);
        var (field, check) = given.Get("option_groups") is null ? ("options", Checks.List(0, 100, Composition.Option))
            : ("option_groups", Checks.List(0, 100, Composition.OptionGroup));
        Checks.Object(new Field(field, check, true))(given, "", found);
        if (!found.Any) return [.. given.Items("options"), .. given.Items("option_groups")
            .SelectMany(group => group.Items("options"))];
        workspace.ProblemLog.Add(
            $"{app.Name} answered the options of {placed.ActionId} wrongly: {string.Join("; ", found.Lines)}");
        return [];
    }

    void Count(InstalledApp app, PlacedElement placed) => workspace.Usage.Note(app, "action", placed.ActionId);

    JsonObject Action(PlacedElement placed, JsonObject value)
    {
        var action = new JsonObject
        {
            ["type"] = placed.Type,
            ["block_id"] = placed.BlockId,
            ["action_id"] = placed.ActionId,
            ["action_ts"] = Ts.Format(workspace.Options.Wire.GetUtcNow()),
        };
        foreach (var (name, each) in value) action[name] = each?.DeepClone();
        return action;
    }

    JsonObject InMessage(Person person, InstalledApp app, PostedMessage message, JsonObject action)
    {
        var payload = Payload.Of("block_actions", workspace, app, person);
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Conversation.Id,
            ["is_ephemeral"] = message.OnlyFor is not null,
        };
        if (message.ThreadTs is not null) payload["container"]!["thread_ts"] = message.ThreadTs;
        payload["trigger_id"] = workspace.Triggers.Give(app, person, message.Conversation);
        payload["channel"] = Payload.Channel(message.Conversation);
        if (message.OnlyFor is null) payload["message"] = message.ToJson(withMetadata: true);
        payload["state"] = new JsonObject
        {
            ["values"] = message.Blocks is { } blocks
            ? InputState.Of(blocks.EnumerateArray(), message.Answers) : []
        };
        payload["response_url"] = workspace.ResponseUrls.Give(app, person, message.Conversation, message);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    JsonObject InView(OpenView view, JsonObject action)
    {
        var payload = Payload.Of("block_actions", workspace, view.App, view.Person);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["trigger_id"] = workspace.Triggers.Give(
            view.App, view.Person, view.OpenedIn, view.Type == "modal" ? view.Id : null);
        payload["view"] = view.ToJson();
        payload["actions"] = new JsonArray(action);
        return payload;
    }
}
