using System.Data;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.Incidents;

/// <summary>What the ids in an incident's history are called: people, and the rotations between which it was moved.</summary>
static class Names
{
    /// <summary>"ana and ben".</summary>
    public static string All(IEnumerable<string> people, Func<string, string> name) => string.Join(" and ", people.Select(name));

    public static Func<string, string> Of(IDbConnection db, IEnumerable<string?> ids)
    {
        List<string> all = [.. ids.OfType<string>().Distinct()];
        var (person, rotations) = (Person.Names(db, all), RotationStore.NamesEver(db, all));
        return id => rotations.TryGetValue(id, out var rotation) ? rotation : person(id);
    }
}
