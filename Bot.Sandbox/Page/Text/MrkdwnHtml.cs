using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Text;

/// <summary>Slack's mrkdwn as HTML for one reader: mentions by name, dates in the reader's zone, everything else
/// encoded.</summary>
sealed partial class MrkdwnHtml(Workspace workspace, Person reader)
{
    const char Open = '\uE000', Close = '\uE001';

    /// <summary>Renders under the workspace's lock, since names are looked up.</summary>
    public string Render(string text) => workspace.Do(() =>
    {
        var parts = Fence().Split(ShownMarks.Hide(text));
        for (var i = 0; i < parts.Length; i++)
            parts[i] = i % 2 == 1 ? $"<pre>{Encoded(parts[i].Trim('\n'))}</pre>" : Lines(parts[i]);
        return ShownMarks.Show(string.Concat(parts));
    });

    /// <summary>Plain text of Slack: only emoji are drawn.</summary>
    public static string Plain(string text) => Emoji.Draw(Encoded(text)).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>Lines that belong together in one frame: a quote, a list, or plain text.</summary>
    string Lines(string text)
    {
        var html = new StringBuilder();
        var lines = text.Trim('\n').Split('\n');
        for (int from = 0, to; from < lines.Length; from = to)
        {
            var kind = KindOf(lines[from]);
            for (to = from + 1; to < lines.Length && KindOf(lines[to]) == kind; to++) { }
            html.Append(Framed(kind, lines[from..to]));
        }
        return html.ToString();
    }

    static LineKind KindOf(string line) => line switch
    {
        ['>', ..] => LineKind.Quote,
        _ when line.StartsWith("&gt;", StringComparison.Ordinal) => LineKind.Quote,
        ['•', ' ', ..] => LineKind.Item,
        _ => LineKind.Plain,
    };

    string Framed(LineKind kind, string[] lines) => kind switch
    {
        LineKind.Quote => $"<blockquote>{string.Join("<br>", lines.Select(Quoted))}</blockquote>",
        LineKind.Item => $"<ul>{string.Concat(lines.Select(line => $"<li>{Inline(line[2..])}</li>"))}</ul>",
        _ => string.Join("<br>", lines.Select(Inline)),
    };

    // The mark is ">" or, as Slack keeps it, "&gt;".
    string Quoted(string line) => Inline(line[(line[0] == '>' ? 1 : 4)..].TrimStart());

    string Inline(string line)
    {
        // What must not be touched by the marks around it is set aside and put back at the end.
        var aside = new List<string>();
        string Keep(string html)
        {
            aside.Add(html);
            return $"{Open}{aside.Count - 1}{Close}";
        }
        line = Code().Replace(line, match => Keep($"<code>{Encoded(match.Groups[1].Value)}</code>"));
        line = Angle().Replace(line, match => Keep(Special(match.Groups[1].Value)));
        line = Bare().Replace(line, match => Keep(Link(match.Value, "")));
        line = Emoji.Draw(Encoded(line));
        line = Bold().Replace(line, "<strong>$1</strong>");
        line = Italic().Replace(line, "<em>$1</em>");
        line = Strike().Replace(line, "<s>$1</s>");
        line = Leading().Replace(line, match => string.Concat(Enumerable.Repeat("&nbsp;", match.Length)));
        return Aside().Replace(line, match => aside[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)]);
    }

    string Special(string inner)
    {
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var (target, label) = bar < 0 ? (inner, "") : (inner[..bar], inner[(bar + 1)..]);
        return target switch
        {
            ['@', .. var id] => PersonMention(id),
            ['#', .. var id] => ChannelMention(id, label),
            _ when target.StartsWith("!date^", StringComparison.Ordinal) => Date(target, label),
            _ when target.StartsWith("!subteam^", StringComparison.Ordinal) => GroupMention(target["!subteam^".Length..], label),
            ['!', .. var word] => Mention($"@{word}", true, ""),
            _ => Link(target, label),
        };
    }

    string PersonMention(string id) => workspace.People.ById(id) is { } person
        ? Mention($"@{(person.IsBot ? person.RealName : person.Handle)}", person == reader, person.RealName)
            : Mention($"@{id}", false, "");

    string GroupMention(string id, string label) => workspace.Groups.Find(id) is { } group
        ? Mention($"@{group.Handle}", group.Members.Contains(reader.Id), Members(group)) : Mention(label, false, "");

    string Members(UserGroup group) =>
        $"{group.Name}: {string.Join(", ", group.Members.Select(id => workspace.People.ById(id)?.RealName ?? id))}";

    string ChannelMention(string id, string label) => workspace.Conversations.ById(id) is { } channel
        ? $"<a class=\"mention\" href=\"{Places.Of(reader, channel)}\">#{Encoded(channel.Name)}</a>"
            : Mention($"#{label}", false, "");

    static string Mention(string text, bool me, string title) =>
        $"<span class=\"mention{(me ? " me" : "")}\" title=\"{Encoded(title)}\">{Encoded(text)}</span>";

    string Date(string target, string fallback)
    {
        // A row breaks before a time, not within it.
        var read = new DateToken(target, fallback).Read(reader, workspace.Now)
            .Replace(" AM", "\u00a0AM", StringComparison.Ordinal).Replace(" PM", "\u00a0PM", StringComparison.Ordinal);
        var shown = $"<time title=\"{Encoded(fallback)}\">{Encoded(read)}</time>";
        return target.Split('^') is [_, _, _, var url, ..]
            ? $"<a href=\"{Encoded(url)}\" target=\"_blank\" rel=\"noopener\">{shown}</a>" : shown;
    }

    string Link(string target, string label)
    {
        var text = Emoji.Draw(Encoded(label.Length > 0 ? label : target.StartsWith("mailto:", StringComparison.Ordinal)
            ? target["mailto:".Length..] : target));
        if (Places.OfPermalink(workspace, reader, Mrkdwn.Unescape(target)) is { } place) return $"<a href=\"{place}\">{text}</a>";
        return Uri.TryCreate(Mrkdwn.Unescape(target), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" or "mailto"
            ? $"<a href=\"{Encoded(target)}\" target=\"_blank\" rel=\"noopener\">{text}</a>" : text;
    }

    static string Encoded(string text) => WebUtility.HtmlEncode(Mrkdwn.Unescape(text));

    [GeneratedRegex("```(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Angle();

    // A dot or bracket at the end belongs to the sentence, not to the link.
    [GeneratedRegex(@"\bhttps?://[^\s<>\uE000\uE001]*[^\s<>\uE000\uE001.,;:!?'""()\[\]*_~]")]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<![\w*])\*(?=\S)([^\n*]+?)(?<=\S)\*(?![\w*])")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w])_(?=\S)([^\n]+?)(?<=\S)_(?![\w])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"(?<![\w~])~(?=\S)([^\n~]+?)(?<=\S)~(?![\w~])")]
    private static partial Regex Strike();

    [GeneratedRegex("^ +")]
    private static partial Regex Leading();

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Aside();
}

enum LineKind { Plain, Quote, Item }
