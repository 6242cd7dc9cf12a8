using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>What a part of a canvas is.</summary>
public enum CanvasKind { Heading, Table, List, Text }

/// <summary>A part of a canvas that can be found and edited by its id, which is another after each edit of it.</summary>
public sealed record CanvasSection(string Id, CanvasKind Kind, int Level, string Markdown)
{
    /// <summary>What people read of it.</summary>
    public string Text => CanvasMarkdown.Plain(Markdown);
}

/// <summary>A document that apps and people write in, shown as a tab of a channel.</summary>
public sealed class Canvas
{
    internal const int Longest = 1024 * 1024;

    public required string Id { get; init; }
    public required string Title { get; set; }

    /// <summary>Where it is a tab; whoever may write there may write in it.</summary>
    public required Conversation Conversation { get; init; }

    /// <summary>The one that stands in the head of its channel, of which there is one at most.</summary>
    public bool IsOfChannel { get; init; }
    public bool IsDeleted { get; set; }
    public List<CanvasSection> Sections { get; } = [];

    /// <summary>What the page calls it.</summary>
    public string Name => Title.Length > 0 ? Title : "Canvas";

    /// <summary>All of it.</summary>
    public string Markdown => CanvasMarkdown.Joined(Sections) + "\n";

    public IEnumerable<CanvasPart> Parts => CanvasPart.Of(Sections);
}

/// <summary>Every canvas of the workspace, by id.</summary>
public sealed class Canvases
{
    readonly Workspace workspace;
    readonly Dictionary<string, Canvas> byId = [];
    int sections;

    internal Canvases(Workspace workspace) => this.workspace = workspace;

    public IReadOnlyCollection<Canvas> All => byId.Values;

    internal Canvas? ById(string id) => byId.GetValueOrDefault(id);

    /// <summary>Those that are tabs of a channel, the channel's own first.</summary>
    internal IReadOnlyList<Canvas> Of(Conversation conversation) =>
        [.. byId.Values.Where(c => c.Conversation == conversation && !c.IsDeleted).OrderByDescending(c => c.IsOfChannel)];

    /// <summary>The one of that title, as anybody of its channel reads it.</summary>
    public Canvas this[string title] => byId.Values.Last(canvas => canvas.Title == title && !canvas.IsDeleted);

    /// <summary>Somebody makes one in a channel.</summary>
    public Canvas Add(Conversation conversation, string title, string markdown, bool isOfChannel = false) =>
        workspace.Do(() => Changed(Create(conversation, title, markdown, isOfChannel)));

    /// <summary>Somebody writes below a heading, behind what stands there.</summary>
    public void Write(Canvas canvas, string heading, string markdown) => workspace.Do(() =>
    {
        var at = canvas.Sections.FindIndex(section => section.Kind == CanvasKind.Heading && section.Text == heading);
        var next = canvas.Sections.FindIndex(at + 1, section => section.Kind == CanvasKind.Heading);
        canvas.Sections.InsertRange(next < 0 ? canvas.Sections.Count : next, Parse(markdown));
        Changed(canvas);
    });

    /// <summary>Somebody writes a part anew; false where it is not there any more.</summary>
    public bool Rewrite(Canvas canvas, string id, string markdown) => workspace.Do(() =>
    {
        if (canvas.Parts.FirstOrDefault(part => part.Id == id) is not { } part) return false;
        var at = canvas.Sections.IndexOf(part.Sections[0]);
        canvas.Sections.RemoveRange(at, part.Sections.Count);
        canvas.Sections.InsertRange(at, Parse(markdown));
        Changed(canvas);
        return true;
    });

    /// <summary>Somebody takes a part out.</summary>
    public void Remove(Canvas canvas, string text) =>
        workspace.Do(() => canvas.Sections.RemoveAll(section => section.Text.Contains(text, StringComparison.Ordinal)));

    internal Canvas Create(Conversation conversation, string title, string markdown, bool isOfChannel) =>
        Keep(workspace.Ids.Next("F"), conversation, title, markdown, isOfChannel);

    internal void Restore(KeptCanvas kept)
    {
        if (workspace.Conversations.ById(kept.Channel) is not { } conversation) return;
        Keep(kept.Id, conversation, kept.Title, kept.Markdown, kept.IsOfChannel).IsDeleted = kept.IsDeleted;
    }

    Canvas Keep(string id, Conversation conversation, string title, string markdown, bool isOfChannel)
    {
        var canvas = new Canvas { Id = id, Title = title, Conversation = conversation, IsOfChannel = isOfChannel };
        canvas.Sections.AddRange(Parse(markdown));
        return byId[canvas.Id] = canvas;
    }

    Canvas Changed(Canvas canvas)
    {
        workspace.Note(new Change("channel", canvas.Conversation.Id));
        return canvas;
    }

    internal IEnumerable<CanvasSection> Parse(string markdown) => CanvasMarkdown.Blocks(markdown)
        .Select(block => CanvasMarkdown.Section($"temp:C:{Interlocked.Increment(ref sections)}", block));

    /// <summary>How a channel's canvases are told of it.</summary>
    internal JsonObject? Properties(Conversation conversation)
    {
        var all = Of(conversation);
        if (all.Count == 0) return null;
        var json = new JsonObject
        {
            ["tabs"] = new JsonArray(
            [
                .. all.Select(canvas => new JsonObject
                {
                    ["id"] = canvas.Id,
                    ["type"] = "canvas",
                    ["label"] = canvas.Title,
                    ["data"] = new JsonObject { ["file_id"] = canvas.Id },
                }),
            ]),
        };
        if (all.FirstOrDefault(canvas => canvas.IsOfChannel) is { } own)
            json["canvas"] = new JsonObject { ["file_id"] = own.Id, ["is_empty"] = own.Sections.Count == 0 };
        return json;
    }
}
