using System.Data.Common;
using Dapper;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// Each change leaves a mark of its own, so that where the connection is lost while it ends, the next one can tell whether it was
/// kept: it is then neither lost nor made twice.
/// </summary>
sealed class PostgresMark(NpgsqlDataSource source, StoreClock clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    readonly string bot = Guid.CreateVersion7().ToString("n");
    string newest = "";

    /// <summary>Begins a transaction, which holds the row of this bot until it ends.</summary>
    /// <param name="db">The writer's.</param>
    /// <param name="first">What it does before it looks at anything.</param>
    public void Begin(DbConnection db, string first)
    {
        newest = Guid.CreateVersion7().ToString("n");
        db.Execute(
            $"""
            begin; {first}
            insert into changes (bot, newest, at) values (@bot, @newest, @now)
            on conflict (bot) do update set newest = excluded.newest, at = excluded.at
            """,
            new { bot, newest, now = clock.Now });
    }

    /// <summary>
    /// Whether the newest change was kept, as soon as the server answers again. The look waits for what the lost connection may
    /// have left running there. Throws <see cref="InDoubtException"/> where nobody answers for long.
    /// </summary>
    public bool IsKept(DbException cause)
    {
        source.Clear();
        using var never = new ManualResetEventSlim();
        for (var began = TimeProvider.System.GetTimestamp(); ; never.Wait(Pause))
        {
            try
            {
                using var db = source.OpenConnection();
                return newest == db.ExecuteScalar<string>(
                    """
                    insert into changes (bot, newest, at) values (@bot, '', @now)
                    on conflict (bot) do update set at = excluded.at returning newest
                    """,
                    new { bot, now = clock.Now });
            }
            catch (Exception) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                // It is still away.
            }
            catch (Exception)
            {
                throw new InDoubtException(cause);
            }
        }
    }

    /// <summary>Forgets those of bots that are long gone.</summary>
    public void Forget(DbConnection db) =>
        db.Execute("delete from changes where at < @before", new { before = clock.Now - (long)Kept.TotalMilliseconds });
}
