using System.Text.RegularExpressions;

namespace Bot.Sandbox.Page.Desk;

/// <summary>Something the composer offers: what it puts in place of the word, and what it says about it.</summary>
public sealed record Offer(string Insert, string Title, string More);

/// <summary>The offers for the word before the caret, which begins at <see cref="Start"/>.</summary>
public sealed record Offers(int Start, IReadOnlyList<Offer> All)
{
    public static readonly Offers None = new(0, []);
}

/// <summary>Completes slash commands, @people, @groups, #channels and :emoji: as somebody types.</summary>
static partial class Completion
{
    const int Most = 8;

    public static Offers For(Workspace workspace, string text, int caret)
    {
        var before = text[..Math.Clamp(caret, 0, text.Length)];
        if (before.StartsWith('/') && !before.Contains('\n', StringComparison.Ordinal)) return Commands(workspace, before);
        if (Word().Match(before) is not { Success: true } match) return Offers.None;
        var (mark, word) = (match.Groups[1].Value, match.Groups[2].Value);
        var found = workspace.Do(() => mark switch { "@" => Names(workspace, word).ToList(), "#" => Channels(workspace, word).ToList(), _ => EmojiOf(word) });
        return new Offers(match.Groups[1].Index, [.. found.Take(Most)]);
    }

    /// <summary>Commands by their beginning; after the command, its words from the usage hint.</summary>
    static Offers Commands(Workspace workspace, string typed)
    {
        var declared = workspace.Do(() => workspace.Apps.All.SelectMany(app => app.Manifest.Commands.Select(command => (App: app.Name, Command: command))).ToList());
        var space = typed.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return new Offers(0, [.. declared.Where(each => each.Command.Command.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(each => new Offer($"{each.Command.Command} ", $"{each.Command.Command} {each.Command.UsageHint}", each.Command.Description)).Take(Most)]);
        var known = declared.Find(each => each.Command.Command == typed[..space]).Command;
        var rest = typed[(space + 1)..];
        if (known is null || rest.Contains(' ', StringComparison.Ordinal)) return Offers.None;
        var words = known.UsageHint.Split('|', StringSplitOptions.TrimEntries).Where(word => PlainWord().IsMatch(word) && word.StartsWith(rest, StringComparison.OrdinalIgnoreCase));
        return new Offers(space + 1, [.. words.Where(word => word != rest).Select(word => new Offer(word, word, known.Command)).Take(Most)]);
    }

    static IEnumerable<Offer> Names(Workspace workspace, string word)
    {
        var people = workspace.People.All.Where(person => person is { Deleted: false, IsBot: false } && person != workspace.People.Slackbot && Fits(word, person.Handle, person.RealName))
            .Select(person => new Offer($"@{person.Handle} ", person.RealName, $"@{person.Handle}"));
        var groups = workspace.Groups.All.Where(group => group.Disabled == 0 && Fits(word, group.Handle, group.Name))
            .Select(group => new Offer($"@{group.Handle} ", $"@{group.Handle}", $"{group.Name} · {group.Members.Count} people"));
        return people.Concat(groups);
    }

    static IEnumerable<Offer> Channels(Workspace workspace, string word) => workspace.Conversations.All
        .Where(each => each is { Kind: ConversationKind.Public, Archived: false } && Fits(word, each.Name))
        .Select(each => new Offer($"#{each.Name} ", $"#{each.Name}", each.Topic.Value));

    static List<Offer> EmojiOf(string word) => word.Length < 2 ? [] :
        [.. Text.Emoji.All.Where(each => each.Key.StartsWith(word, StringComparison.Ordinal)).Select(each => new Offer($":{each.Key}: ", $"{each.Value} :{each.Key}:", ""))];

    static bool Fits(string word, params string[] names) =>
        names.Any(name => name.Split(' ', '-', '_').Append(name).Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"(?:^|[\s(])([@#:])([\p{L}\d._+-]*)$")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex PlainWord();
}
