namespace Bot.Slack;

/// <summary>canvases.* and conversations.canvases.*: documents that people and apps write in.</summary>
public sealed class CanvasesApi
{
    /// <summary>Kinds of parts that can be looked for.</summary>
    public const string AnyHeading = "any_header", Table = "table";

    readonly SlackCalls calls;

    internal CanvasesApi(SlackCalls calls) => this.calls = calls;

    static readonly SlackMethod OfChannel = SlackMethod.Once("conversations.canvases.create");
    static readonly SlackMethod CreateMethod = SlackMethod.Once("canvases.create");
    static readonly SlackMethod EditMethod = SlackMethod.Once("canvases.edit");
    static readonly SlackMethod LookupMethod = SlackMethod.Repeat("canvases.sections.lookup");

    /// <summary>Makes the canvas in the head of a channel, which has one at most; its id.</summary>
    public Task<string> CreateInHead(string channel, string title, string markdown, CancellationToken stop) =>
        Create(OfChannel, channel, title, markdown, stop);

    /// <summary>Makes one more canvas as a tab of a channel; its id.</summary>
    public Task<string> CreateTab(string channel, string title, string markdown, CancellationToken stop) =>
        Create(CreateMethod, channel, title, markdown, stop);

    async Task<string> Create(SlackMethod method, string channel, string title, string markdown, CancellationToken stop)
    {
        var form = new Form { { "channel_id", channel }, { "title", title } };
        form.Add("document_content", new CanvasContent(markdown), SlackJson.Default.CanvasContent);
        return (await calls.Call(method, form, SlackJson.Default.CanvasAnswer, stop)).CanvasId;
    }

    /// <summary>The parts of a kind that hold a text, by the ids that they have until the next edit.</summary>
    public async Task<IReadOnlyList<string>> Lookup(string canvas, string kind, string text, CancellationToken stop)
    {
        var form = new Form { { "canvas_id", canvas } };
        form.Add("criteria", new CanvasCriteria([kind], text), SlackJson.Default.CanvasCriteria);
        return [.. (await calls.Call(LookupMethod, form, SlackJson.Default.SectionsAnswer, stop)).Sections.Select(s => s.Id)];
    }

    /// <summary>Puts something in the place of a part.</summary>
    public Task Replace(string canvas, string section, string markdown, CancellationToken stop) =>
        Edit(canvas, new("replace", section, new(markdown)), stop);

    /// <summary>Puts something behind a part.</summary>
    public Task InsertAfter(string canvas, string section, string markdown, CancellationToken stop) =>
        Edit(canvas, new("insert_after", section, new(markdown)), stop);

    Task Edit(string canvas, CanvasChange change, CancellationToken stop)
    {
        var form = new Form { { "canvas_id", canvas } };
        form.Add<IReadOnlyList<CanvasChange>>("changes", [change], SlackJson.Default.IReadOnlyListCanvasChange);
        return calls.Call(EditMethod, form, SlackJson.Default.SlackResponse, stop);
    }
}
