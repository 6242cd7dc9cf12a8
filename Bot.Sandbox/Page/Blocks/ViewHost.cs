using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Blocks in a modal or a Home.</summary>
public sealed class ViewHost(Workspace workspace, OpenView view) : BlockHost(workspace, view.Person)
{
    public override string Key => view.Id;

    public override InstalledApp App => view.App;

    public override JsonObject State(PlacedElement placed) => Workspace.Do(() => view.Answers[placed.BlockId, placed.ActionId])
        ?? InputState.Initial(placed);

    public override void Keep(PlacedElement placed, JsonObject value) => Workspace.Do(() =>
    {
        view.Answers[placed.BlockId, placed.ActionId] = ElementValues.State(placed, value);
        if (view.Errors.Remove(placed.BlockId)) Workspace.Views.Note(view);
    });

    public override Task Tell(PlacedElement placed, JsonObject value) => new BlockActions(Workspace).Act(view, placed, value);

    public override Task<IReadOnlyList<JsonElement>> Suggest(PlacedElement placed, string typed) => new BlockActions(Workspace)
        .Suggest(view, placed, typed);

    public override string? Error(string blockId) => Workspace.Do(() => view.Errors.GetValueOrDefault(blockId));
}
