using System.Data;
using Bot.Domain.Reviews;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>Who had how much of the work of the rotations that a review is about.</summary>
static class ReadLoad
{
    sealed class Row
    {
        public required string Lead { get; init; }
        public long Count { get; init; }
    }

    /// <summary>Members of a rotation who had none of it count as well: theirs is part of an even share.</summary>
    public static IReadOnlyList<PersonLoad> Of(
        IDbConnection db, Viewer viewer, ReviewScope scope, ReviewPeriod period, DateTimeOffset now)
    {
        var led = db.Query<Row>(
            $"""
            select i.lead, count(*) as count from incidents i
            where {Viewer.VisibleTo} and {ReviewScope.Counted} and i.touched = 1 and i.lead is not null group by i.lead
            """,
            scope.With(viewer, period.During, period.Step)).ToDictionary(r => r.Lead, r => (int)r.Count);
        var loads = scope.Chosen.SelectMany(row => FairnessFacts.Count(db, row, period.During, now)).ToLookup(l => l.Person);
        return
        [
            .. loads.Select(l => l.Key).Union(led.Keys)
                .Select(person => new PersonLoad(
                    person, led.GetValueOrDefault(person), loads[person].Sum(l => l.Disturbed),
                    loads[person].Sum(l => l.Answered), loads[person].Sum(l => l.TimesTook)))
                .OrderByDescending(l => l.All).ThenBy(l => l.Person, StringComparer.Ordinal),
        ];
    }
}
