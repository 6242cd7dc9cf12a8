using System.Data;
using System.Text.RegularExpressions;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Whom a name means that was typed without a mention: somebody whom the bot has met, by display name, full name or handle,
/// whatever the case and the accents.
/// </summary>
static partial class WhoIsMeant
{
    /// <summary>The one who is meant, or why it is nobody; and the words behind the name, or all where none is one.</summary>
    public sealed record Answer(string? Person, string Behind, string? Note);

    sealed record Known(string Id, string Name, string? FullName, string? Handle, long CannotLead)
    {
        readonly IReadOnlyList<string[]> names =
            [.. new[] { Name, FullName, Handle }.OfType<string>().Select(Words).Where(words => words.Length > 0)];

        public bool IsCalled(string[] said) => names.Any(words => words.SequenceEqual(said));

        public bool HasName(string[] said) => said is [var one] && names.Any(words => words.Contains(one));
    }

    public static Answer Of(IDbConnection db, string typed)
    {
        var all = db.Query<Known>(
            $"""
            select id, name, full_name, handle, cast(case when id in {Outsiders.Ids} then 1 else 0 end as bigint) as cannot_lead
            from people where bot = 0 order by name
            """)
            .ToList();
        var people = all.FindAll(p => p.CannotLead == 0);
        var said = SmallWords.Off(typed).TrimStart('@', '(', '"', '\'')
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // The longest beginning that is a name, so that "Ana Maria" is not Ana.
        for (var count = said.Length; count > 0; count--)
        {
            var name = Words(string.Join(' ', said.Take(count)));
            var whole = people.FindAll(p => p.IsCalled(name));
            var found = whole.Count > 0 ? whole : people.FindAll(p => p.HasName(name));
            var behind = SmallWords.Behind(string.Join(' ', said.Skip(count)));
            if (found is [var one]) return new(one.Id, behind, null);
            if (found.Count > 1) return new(null, behind, Several(string.Join(' ', said.Take(count)), found));
        }

        if (said.Length > 1) return new(null, typed, null);
        if (said.Length == 1 && all.Exists(p => p.IsCalled(Words(said[0])) || p.HasName(Words(said[0]))))
            return new(null, "", Access.LeadsNot);
        var first = Mrkdwn.Inert(said.FirstOrDefault(""), 60);
        return new(null, "", $"No one called “{first}” is known here: choose below.");
    }

    static string Several(string name, List<Known> found)
    {
        var names = string.Join(" or ", found.Take(5).Select(p => $"*{Mrkdwn.Inert(p.Name, 60)}*"));
        return $"“{Mrkdwn.Inert(name, 60)}” can be {names}: choose below.";
    }

    // Neither the comma behind a name nor the stars and brackets that somebody has put into their own are part of it.
    static string[] Words(string name) =>
    [
        .. ChannelName.Folded(PlainSigns.Of(name)).Split([' ', '.', '_', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Around().Replace(word, "")).Where(word => word.Length > 0),
    ];

    [GeneratedRegex(@"^[\p{P}\p{S}]+|[\p{P}\p{S}]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Around();
}
