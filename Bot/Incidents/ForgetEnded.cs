using Bot.Delivery;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// What Slack shows of an incident stays there; what the bot knows of those messages goes some time after its end. Should it come
/// back all the same, it is shown anew.
/// </summary>
static class ForgetEnded
{
    const int MostIncidents = 50;

    public static int Look(Tx tx, long before, int most)
    {
        var ended = tx.Db.Query<long>(
            """
            select number from incidents where resolved_at < @before and status in ('resolved', 'closed', 'declined')
                and (forgotten_at is null or forgotten_at < resolved_at)
            order by resolved_at limit @most
            """,
            new { before, most = Math.Min(most, MostIncidents) }).ToList();
        foreach (var subject in ended.Select(IncidentRow.SubjectOf))
        {
            Posts.ForgetAll(tx, subject);
            Marks.Forget(tx, subject);
        }

        IncidentStore.Forgotten(tx, ended);
        return ended.Count;
    }
}
