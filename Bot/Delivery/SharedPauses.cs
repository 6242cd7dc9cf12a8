using System.Data;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Delivery;

/// <summary>
/// What Slack asks one bot to wait for, all on the same store wait for, and the same bot after a restart. A row is written when
/// Slack asks, and read in the look that every wake brings about.
/// </summary>
public sealed class SharedPauses(
    Database database, SlackApi slack, SlackOptions options, OpenWork work, ILogger<SharedPauses> log)
{
    /// <summary>Hears what was asked before the start, and passes on what will be.</summary>
    public Task Begin(CancellationToken stop)
    {
        database.Read(db =>
        {
            Hear(db);
            return true;
        });
        slack.Pauses.Asked += Keep;
        return Task.CompletedTask;
    }

    /// <summary>Hears what the others were asked.</summary>
    public void Hear(IDbConnection db)
    {
        const string Lasting = "select what, until from pauses where until > @now";
        var (now, here) = (database.WireNow, options.WireTime.GetUtcNow());
        foreach (var (what, until) in db.Query<(string, long)>(Lasting, new { now }))
            slack.Pauses.Hear(what, here + TimeSpan.FromMilliseconds(until - now));
    }

    // Whoever met the pause does not wait for its row.
    void Keep(string what, DateTimeOffset until) =>
        _ = Keep(what, until - options.WireTime.GetUtcNow(), work.Begin($"pause of {what}"));

    async Task Keep(string what, TimeSpan pause, IDisposable open)
    {
        var until = database.WireNow + (long)pause.TotalMilliseconds;
        using (open)
        {
            try
            {
                await database.Change(tx =>
                {
                    tx.Db.Execute("delete from pauses where until <= @now", new { now = tx.WireNow });
                    tx.Db.Execute(
                        """
                        insert into pauses (what, until) values (@what, @until)
                        on conflict (what) do update set until = excluded.until where pauses.until < excluded.until
                        """,
                        new { what, until });
                    tx.TellOthers();
                });
            }
            catch (StorageException e)
            {
                log.LogWarning("That {What} is to wait is known to this bot alone: {Reason}", what, e.Message);
            }
        }
    }
}
