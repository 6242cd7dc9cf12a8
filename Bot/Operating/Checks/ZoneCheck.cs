using Bot.OnCall.Rows;
using Bot.Storage;
using Dapper;

namespace Bot.Operating.Checks;

/// <summary>Whether this machine knows the time zones of rotations and people.</summary>
sealed class ZoneCheck(Database database, TimeProvider clock) : ICheck
{
    // Where nobody is known yet, some zone has to be.
    const string Any = "Europe/Berlin";

    public string Of => "the time zones";

    public Finding Slow(string what) => StoreCheck.Busy(what);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var used = database.Read(db => RotationStore.All(db, clock.GetUtcNow()).Select(r => r.Rotation.Zone.Id)
            .Concat(db.Query<string>("select distinct zone from people where zone <> ''")).Append(Any).ToHashSet());
        var unknown = used.Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).Order(StringComparer.Ordinal)
            .ToList();
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            unknown.Count == 0 ? Finding.Well("This machine knows all time zones that are used.")
                : Finding.Wrong(
                    $"This machine does not know the time zone {string.Join(", ", unknown)}.",
                    "Install its time zones (Debian: the package tzdata)."),
        ]);
    }
}
