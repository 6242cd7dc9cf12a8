using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// Calls whose repeat would be seen (a topic's line, a second bookmark): each value is set once, and looked for before it is set
/// again.
/// </summary>
public sealed class Marks(Database database, Attempts attempts, Restores restores)
{
    /// <summary>
    /// Sets <paramref name="value"/> by <paramref name="act"/> unless it was set before; after an unknown outcome asks
    /// <paramref name="isThere"/> first.
    /// </summary>
    public async Task Set(string slot, string value, Func<Task<bool>> isThere, Func<Task> act)
    {
        var row = database.Read(
            db => db.QuerySingleOrDefault<Row>(
                "select value, done_at, attempted_wire from marks where slot = @slot", new { slot }));
        if (row is not null && row.Value == value)
        {
            if (row.DoneAt is not null) return;
            attempts.AwaitLook(slot, row.AttemptedWire);
            if (await isThere())
            {
                await Done(slot);
                return;
            }
        }
        else if (database.Read(restores.AsOfRun) is not null && await isThere())
        {
            // Set since the backup that these rows are of.
            await database.Change(tx => tx.Db.Execute(
                """
                insert into marks (slot, value, attempted_at, done_at) values (@slot, @value, @Now, @Now)
                on conflict (slot) do update set value = excluded.value, done_at = excluded.done_at
                """,
                new { slot, value, tx.Now }));
            return;
        }

        await database.Change(tx => tx.Db.Execute(
            """
            insert into marks (slot, value, attempted_at, attempted_wire) values (@slot, @value, @Now, @WireNow)
            on conflict (slot) do update set value = excluded.value, attempted_at = excluded.attempted_at,
                attempted_wire = excluded.attempted_wire, done_at = null
            """,
            new { slot, value, tx.Now, tx.WireNow }));
        try
        {
            await act();
        }
        catch (SlackException)
        {
            await database.Change(tx => tx.Db.Execute("delete from marks where slot = @slot", new { slot }));
            throw;
        }

        await Done(slot);
    }

    /// <summary>All that is set of a subject is to be set anew, in another place.</summary>
    public static void Forget(Tx tx, string subject) =>
        tx.Db.Execute("delete from marks where slot like @slots", new { slots = $"{subject}:%" });

    Task Done(string slot) => database.Change(tx => tx.Db.Execute(
        "update marks set done_at = @Now where slot = @slot", new { slot, tx.Now }));

    sealed record Row(string Value, long? DoneAt, long? AttemptedWire);
}
