using Bot.Delivery;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// What Slack shows of an incident stays there; what the bot knows of those messages goes some time after its end, once its
/// channel is put away and nothing of it is on its way. It is shown anew only where it is opened again
/// (<see cref="IncidentRow.IsForgotten"/>).
/// </summary>
static class ForgetEnded
{
    const int MostIncidents = 50;

    public static int Look(Tx tx, long before, int most)
    {
        // What was said since the last time, as that its channel is archived, goes as well.
        var ended = tx.Db.Query<long>(
            $"""
            select number from incidents i
            where resolved_at < @before and {IncidentStore.IsOver}
                and (forgotten_at is null or forgotten_at <= opened_at or forgotten_at <= put_away_at
                    or forgotten_at <= last_word_at)
                and (channel_id is null or @isPutAway = 0 or put_away_at >= resolved_at and archived_at >= put_away_at
                    or channel_kept_at >= resolved_at)
                and not exists (select 1 from wakes w where w.subject = 'incident:' || i.number)
            order by resolved_at limit @most
            """,
            new
            {
                before,
                most = Math.Min(most, MostIncidents),
                isPutAway = IncidentSettings.ArchiveAfter.Now(tx.Db) is null ? 0 : 1,
            })
            .ToList();
        foreach (var subject in ended.Select(IncidentRow.SubjectOf))
        {
            Posts.ForgetAll(tx, subject);
            Marks.Forget(tx, subject);
        }

        IncidentStore.Forgotten(tx, ended);
        return ended.Count;
    }

    /// <summary>
    /// Forgets what happened before then to what comes and goes; how settings and rotations became what they are stays, and so
    /// does all that happened to what is open, or that keeps a channel from being put away.
    /// </summary>
    public static int History(Tx tx, long before, int most)
    {
        const string Open = $"select 'incident:' || number from incidents where {IncidentStore.IsOpen}";
        var settled = tx.Time - TimeSpan.FromDays(IncidentSettings.ArchiveAfter.Now(tx.Db) ?? 0);
        return tx.ForgetHistory(before, settled.ToUnixTimeMilliseconds(), Open, most);
    }
}
