using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Work that one of several bots does for all: whoever has the turn keeps it by saying so, and another takes it when that has not
/// been said for a while.
/// </summary>
public sealed class Turns(Database database)
{
    static readonly TimeSpan Kept = TimeSpan.FromSeconds(8);

    /// <summary>Whether this bot has the turn, taken or kept just now; always where it is alone.</summary>
    public async Task<bool> Has(string name)
    {
        if (!database.IsShared) return true;
        var now = database.WireNow;
        var turn = database.Read(db => Find(db, name));
        if (turn is { } last && last.Until > now)
        {
            if (last.Holder != database.Self) return false;
            // Said often enough that a missed second does not lose it.
            if (last.Until - now > Kept.TotalMilliseconds / 2) return true;
        }

        return await database.Change(tx => tx.Db.Execute(
            """
            insert into turns (name, holder, until) values (@name, @Self, @until)
            on conflict (name) do update set holder = excluded.holder, until = excluded.until
            where turns.holder = excluded.holder or turns.until <= @now
            """,
            new { name, database.Self, now, until = now + (long)Kept.TotalMilliseconds })) == 1;
    }

    /// <summary>Leaves the turn to the others, at once.</summary>
    public Task GiveUp(string name) => database.IsShared
        ? database.Change(tx => tx.Db.Execute(
            "delete from turns where name = @name and holder = @Self", new { name, database.Self }))
        : Task.CompletedTask;

    static Turn? Find(IDbConnection db, string name) =>
        db.QuerySingleOrDefault<Turn>("select holder, until from turns where name = @name", new { name });

    sealed record Turn(string Holder, long Until);
}
