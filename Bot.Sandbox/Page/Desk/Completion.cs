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
        var found = workspace.Do<List<Offer>>(() => mark switch
        {
            "@" => [.. Names(workspace, word).Take(Most)],
            "#" => [.. Channels(workspace, word).Take(Most)],
            _ => [.. EmojiOf(word).Take(Most)],
        });
        return new Offers(match.Groups[1].Index, found);
    }

    /// <summary>Commands by their beginning; after the command, its words from the usage hint.</summary>
    static Offers Commands(Workspace workspace, string typed)
    {
        var declared = workspace.Do(() => workspace.Apps.All.SelectMany(app => app.Manifest.Commands).ToList());
        var space = typed.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return new Offers(0, [.. declared.Where(each => Begins(each.Command, typed)).Take(Most).Select(Whole)]);
        var rest = typed[(space + 1)..];
        var known = declared.Find(each => each.Command == typed[..space]);
        if (known is null || rest.Contains(' ', StringComparison.Ordinal)) return Offers.None;
        var words = known.UsageHint.Split('|', StringSplitOptions.TrimEntries).Where(word => PlainWord().IsMatch(word));
        var fitting = words.Where(word => Begins(word, rest) && word != rest);
        return new Offers(space + 1, [.. fitting.Select(word => new Offer(word, word, known.Command))]);
    }

    static Offer Whole(DeclaredCommand command) =>
        new($"{command.Command} ", $"{command.Command} {command.UsageHint}", command.Description);

    static bool Begins(string word, string typed) => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    static IEnumerable<Offer> Names(Workspace workspace, string word)
    {
        var people = workspace.People.All.Where(person => person is { Deleted: false, IsBot: false }
            && person != workspace.People.Slackbot && Fits(word, person.Handle, person.RealName))
            .Select(person => new Offer($"@{person.Handle} ", person.RealName, $"@{person.Handle}"));
        var groups = workspace.Groups.All.Where(group => group.Disabled == 0 && Fits(word, group.Handle, group.Name))
            .Select(group => new Offer($"@{group.Handle} ", $"@{group.Handle}", $"{group.Name} · {Count(group.Members.Count)}"));
        return people.Concat(groups);
    }

    static string Count(int people) => people == 1 ? "1 person" : $"{people} people";

    static IEnumerable<Offer> Channels(Workspace workspace, string word) => workspace.Conversations.All
        .Where(each => each is { Kind: ConversationKind.Public, Archived: false } && Fits(word, each.Name))
        .Select(each => new Offer($"#{each.Name} ", $"#{each.Name}", Mrkdwn.Unescape(each.Topic.Value)));

    static List<Offer> EmojiOf(string word) => word.Length < 2 ? [] :
        [.. Text.Emoji.All.Where(each => each.Key.StartsWith(word, StringComparison.Ordinal))
            .Select(each => new Offer($":{each.Key}: ", $"{each.Value} :{each.Key}:", ""))];

    static bool Fits(string word, params string[] names) =>
        names.Any(name => name.Split(' ', '-', '_').Append(name)
            .Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"(?:^|[\s(])([@#:])([\p{L}\p{Nd}._+-]*)$")]
    private static partial Regex Word();

    [GeneratedRegex("^[a-z]+$")]
    private static partial Regex PlainWord();
}
