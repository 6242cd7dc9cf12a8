using System.Data;
using Bot.Domain.OnCall;
using Dapper;

namespace Bot.OnCall.Rows;

/// <summary>Working hours as each responder's own clock has them, where a rotation is set so.</summary>
public static class OwnHours
{
    /// <summary>
    /// These hours in the zone of each of these people; anybody else, and whoever the bot has not met, has them as given.
    /// </summary>
    public static Func<string, WorkingHours> Of(IDbConnection db, WorkingHours hours, IEnumerable<string> people)
    {
        var own = db.Query<(string Id, string Zone)>(
            "select id, zone from people where id in @people", new { people = people.Distinct() })
            .ToDictionary(p => p.Id, p => Zones.TryFind(p.Zone, out var zone) ? hours with { Zone = zone } : hours);
        return person => own.GetValueOrDefault(person, hours);
    }
}
