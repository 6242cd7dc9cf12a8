using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox.Page.Text;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Where blocks stand (a message, a modal, a Home) and for whom: what their elements hold and do there.</summary>
public abstract class BlockHost(Workspace workspace, Person viewer)
{
    public Workspace Workspace => workspace;
    public Person Viewer => viewer;

    /// <summary>The app whose blocks they are; null for a person's own message.</summary>
    public abstract InstalledApp? App { get; }

    /// <summary>What the element holds now, touched or not.</summary>
    public abstract JsonObject State(PlacedElement placed);

    /// <summary>Keeps what was typed or chosen, without telling the app.</summary>
    public abstract void Keep(PlacedElement placed, JsonObject value);

    /// <summary>Tells the app; returns when it has acknowledged or failed to.</summary>
    public abstract Task Tell(PlacedElement placed, JsonObject value);

    /// <summary>What an external select offers for what was typed.</summary>
    public abstract Task<IReadOnlyList<JsonElement>> Suggest(PlacedElement placed, string typed);

    /// <summary>The error under a field, by block id.</summary>
    public virtual string? Error(string blockId) => null;

    /// <summary>Makes ids unique on the page.</summary>
    public abstract string Key { get; }

    /// <summary>Keeps a value and tells the app where the element does that.</summary>
    public async Task Set(PlacedElement placed, JsonObject value)
    {
        if (placed.Type is not ("button" or "overflow")) Keep(placed, value);
        if (placed.Dispatches) await Tell(placed, value);
    }

    /// <summary>A text object as HTML.</summary>
    public MarkupString Html(JsonElement? text) => new(text is not { } given ? ""
        : given.Text("type") == "mrkdwn" ? new MrkdwnHtml(workspace, viewer).Render(given.Text("text") ?? "")
            : MrkdwnHtml.Plain(given.Text("text") ?? ""));

    public MarkupString Mrkdwn(string text) => new(new MrkdwnHtml(workspace, viewer).Render(text));

    /// <summary>A text object as words, for labels and titles.</summary>
    public string Words(JsonElement? text) => workspace.Do(() => new Reader(workspace, viewer).Text(text));
}
