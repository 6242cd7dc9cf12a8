using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>Links between the pages, and to files, lead somewhere.</summary>
public sealed partial class DocsLinkTests
{
    [Fact]
    public void Each_link_and_each_picture_is_there()
    {
        var links = Docs.Pages.SelectMany(page => Link().Matches(Docs.WithoutBlocks(page.Text))
            .Select(link => (page.Path, To: link.Groups["to"].Value))).ToList();
        Assert.True(links.Count > 200, $"Too few links to be all: {links.Count}.");
        Law.Holds(links.Where(link => !IsElsewhere(link.To) && !Leads(link.Path, link.To))
            .Select(link => $"{link.Path}: {link.To}"));
    }

    [Fact]
    public void Each_page_is_in_the_index()
    {
        var index = Docs.Page(Path.Combine("docs", "README.md"));
        Law.Holds(Docs.Pages.Select(page => page.Path).Where(path => path.StartsWith("docs", StringComparison.Ordinal))
            .Select(path => path["docs/".Length..]).Where(path => path != "README.md")
            .Where(path => !index.Contains($"({path})", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_picture_is_shown_somewhere()
    {
        var all = string.Concat(Docs.Pages.Select(page => page.Text));
        Law.Holds(Directory.GetFiles(Path.Combine(Sources.Root(), "docs", "images")).Select(Path.GetFileName).OfType<string>()
            .Where(name => !all.Contains($"images/{name}", StringComparison.Ordinal)));
    }

    static bool IsElsewhere(string to) => to.Contains("://", StringComparison.Ordinal)
        || to.StartsWith("mailto:", StringComparison.Ordinal);

    static bool Leads(string page, string to)
    {
        var (file, anchor) = to.Split('#', 2) is [var before, var behind] ? (before, behind) : (to, null);
        var path = file.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, file);
        var whole = Path.GetFullPath(Path.Combine(Sources.Root(), path));
        if (anchor is null) return File.Exists(whole) || Directory.Exists(whole);
        return File.Exists(whole) && Anchors(File.ReadAllText(whole)).Contains(anchor);
    }

    // As GitHub makes them of headings; one that comes again gets a number.
    static HashSet<string> Anchors(string page)
    {
        HashSet<string> anchors = [];
        foreach (Match heading in Heading().Matches(Docs.WithoutBlocks(page)))
        {
            var plain = Mark().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            var anchor = plain;
            for (var again = 1; !anchors.Add(anchor); again++) anchor = $"{plain}-{again}";
        }

        return anchors;
    }

    [GeneratedRegex("""\]\((?<to>[^)\s]+)\)|<img src="(?<to>[^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Mark();
}
