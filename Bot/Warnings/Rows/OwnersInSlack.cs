using System.Data;
using Bot.People;
using Dapper;

namespace Bot.Warnings.Rows;

/// <summary>
/// People of the workspace by what a manifest may call them: their display name, full name or short name, their Slack id, or an
/// e-mail address that begins with one of these. A name that two of them have is nobody's.
/// </summary>
public sealed class OwnersInSlack
{
    readonly Dictionary<string, string?> people = new(StringComparer.OrdinalIgnoreCase);

    public static OwnersInSlack Read(IDbConnection db)
    {
        var owners = new OwnersInSlack();
        foreach (var person in db.Query<Person>($"select * from people where id not in {Outsiders.Ids}"))
            foreach (var name in new[] { person.Id, person.Name, person.FullName, person.Handle }.OfType<string>()
                .Select(Plain).Distinct(StringComparer.OrdinalIgnoreCase))
                owners.people[name] = owners.people.ContainsKey(name) ? null : person.Id;
        return owners;
    }

    /// <summary>The first of those named who is known; null where none is.</summary>
    public string? Find(string? said) => said?.Split(',', ';')
        .Select(one => people.GetValueOrDefault(Plain(BeforeAt(one)))).FirstOrDefault(found => found is not null);

    // "ana" of "ana@example.com", and of "@ana" as well.
    static string BeforeAt(string name) => name.Trim(' ', '<', '>', '@').Split('@')[0];

    // "ana.lopez" of an address is "Ana Lopez".
    static string Plain(string name) => name.Trim().Replace('.', ' ').Replace('_', ' ').Replace('-', ' ');
}
