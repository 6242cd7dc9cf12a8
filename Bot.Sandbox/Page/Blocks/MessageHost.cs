using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Blocks in a message.</summary>
public sealed class MessageHost(Workspace workspace, Person viewer, PostedMessage message, Pending pending)
    : BlockHost(workspace, viewer)
{
    public override string Key => message.Ts;

    public override InstalledApp? App => message.App;

    public override JsonObject State(PlacedElement placed) => Workspace.Do(() => message.Answers[placed.BlockId, placed.ActionId])
        ?? InputState.Initial(placed);

    public override void Keep(PlacedElement placed, JsonObject value) =>
        Workspace.Do(() => message.Answers[placed.BlockId, placed.ActionId] = ElementValues.State(placed, value));

    public override Task Tell(PlacedElement placed, JsonObject value)
    {
        var act = new BlockActions(Workspace).Act(Viewer, message, placed, value);
        return message.App is { } app ? pending.Track(app, message.Conversation, act) : act;
    }

    // Slack asks apps for options in messages too; no app here does that, so nothing is offered.
    public override Task<IReadOnlyList<JsonElement>> Suggest(PlacedElement placed, string typed) =>
        Task.FromResult<IReadOnlyList<JsonElement>>([]);
}
