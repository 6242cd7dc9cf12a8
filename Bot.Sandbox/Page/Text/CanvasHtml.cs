using Markdig;
using Markdig.Extensions.Emoji;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Bot.Sandbox.Page.Text;

/// <summary>
/// A canvas's Markdown as HTML for one reader: headings, lists, boxes, tables, links, mentions. HTML in it is text.
/// </summary>
sealed class CanvasHtml(Workspace workspace, Person reader)
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseTaskLists()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks()
        .Use(new EmojiExtension(new EmojiMapping(
            Emoji.All.ToDictionary(pair => $":{pair.Key}:", pair => pair.Value), new Dictionary<string, string>())))
        .Build();

    /// <summary>Renders under the workspace's lock, since names are looked up.</summary>
    public string Render(string markdown) => workspace.Do(() =>
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Lead(link);
        var bare = document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsOutside(link.Url));
        foreach (var link in bare.ToList()) link.ReplaceBy(new LiteralInline(link.Url));
        return document.ToHtml(Pipeline);
    });

    void Lead(LinkInline link)
    {
        var url = link.Url ?? "";
        if (link.IsImage && url is ['@' or '#', ..]) link.ReplaceBy(new HtmlInline(Named(url)), copyChildren: false);
        else if (Places.OfPermalink(workspace, reader, url) is { } place) (link.Url, link.IsImage) = (place, false);
        else if (IsOutside(url)) LeadOut(link);
        else link.ReplaceBy(new LiteralInline()); // What it says stays.
    }

    string Named(string id) => new MrkdwnHtml(workspace, reader).Render($"<{id}>");

    static void LeadOut(LinkInline link)
    {
        link.IsImage = false;
        link.GetAttributes().AddProperty("target", "_blank");
        link.GetAttributes().AddProperty("rel", "noopener");
    }

    static bool IsOutside(string url) => Uri.TryCreate(url, UriKind.Absolute, out var whole)
        && whole.Scheme is "http" or "https" or "mailto";
}
