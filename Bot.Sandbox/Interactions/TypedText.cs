using System.Text.RegularExpressions;

namespace Bot.Sandbox;

/// <summary>
/// Turns what a person types into Slack's message text: &amp;, &lt;, &gt; escaped, @names and #channels made into mentions.
/// </summary>
sealed partial class TypedText(Workspace workspace)
{
    public string Encode(string typed, bool resolve = true, bool labels = false)
    {
        var escaped = typed.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return resolve ? Mention().Replace(escaped, match => Resolve(match, labels)) : escaped;
    }

    string Resolve(Match match, bool labels)
    {
        var name = match.Groups[2].Value;
        if (match.Groups[1].Value == "#")
            return workspace.Conversations.Find(name) is { IsDirect: false } channel
                ? $"<#{channel.Id}|{(labels ? channel.Name : "")}>" : match.Value;
        if (name is "here" or "channel" or "everyone") return $"<!{name}>";
        if (workspace.People.TryGet(name, out var person)) return labels ? $"<@{person.Id}|{person.Handle}>" : $"<@{person.Id}>";
        return workspace.Groups.Find(name) is { } group ? labels ? $"<!subteam^{group.Id}|@{group.Handle}>"
            : $"<!subteam^{group.Id}>" : match.Value;
    }

    [GeneratedRegex(@"(?<![\w/])([@#])([\p{L}\p{Nd}][\p{L}\p{Nd}._-]*)")]
    private static partial Regex Mention();
}
