using System.Data;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// What the form becomes in which an incident was declared: first the promise, a moment later the way to its channel. A courtesy
/// for as long as somebody may look at it; whoever declared it is invited all the same.
/// </summary>
public sealed class DeclaredForm(Database database, SlackApi slack, TimeProvider clock)
{
    const int LongestName = 150;

    // Whoever has waited for so long has gone on.
    static readonly TimeSpan LookedAt = TimeSpan.FromMinutes(10);

    public static ModalViewDefinition Of(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var name = $":white_check_mark: *{Mrkdwn.Inert(incident.Name, LongestName)}* is declared"
            + (incident.Private ? " in private" : "");
        var done = (incident.ChannelId, incident.ChannelTrouble) switch
        {
            ({ } channel, _) => $"{name}. Go to {Mrkdwn.Channel(channel)}.",
            (null, { } trouble) => $"{name}{(incident.Private ? "" : " and announced")}.\n:warning: "
                + Limits.TruncateEscaped(Mrkdwn.Escape(trouble), 500),
            _ => $"{name}. Its channel is being made and you will be invited.",
        };
        return new()
        {
            Title = incident.Label,
            Close = "Done",
            Blocks = ReachAnswer.Blocks(db, incident, done, incident.DeclaredBy ?? "", now),
        };
    }

    /// <summary>The form somebody is looking at is told the way to the channel as soon as it exists.</summary>
    public Task ShowWhenReady(long number, string viewId) => database.Change(tx =>
    {
        tx.Db.Execute("delete from declared_forms where opened_wire <= @Old", new { Old });
        tx.Db.Execute(
            """
            insert into declared_forms (incident, view_id, opened_wire) values (@number, @viewId, @WireNow)
            on conflict (incident) do update set view_id = excluded.view_id, opened_wire = excluded.opened_wire
            """,
            new { number, viewId, tx.WireNow });
        tx.Wake(IncidentRow.SubjectOf(number));
    });

    /// <summary>Shows the way to the channel, once there is one or it is known why there is none.</summary>
    public async Task Bring(long number, CancellationToken stop)
    {
        if (database.Read(db => Ready(db, number)) is not { } ready) return;
        try
        {
            await slack.Views.Update(ready.View, ready.Form, stop: stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // They closed it, which is fine: they are invited all the same.
        }

        await database.Change(tx => tx.Db.Execute("delete from declared_forms where incident = @number", new { number }));
    }

    (string View, ModalViewDefinition Form)? Ready(IDbConnection db, long number)
    {
        const string Open = "select view_id from declared_forms where incident = @number and opened_wire > @Old";
        if (db.QuerySingleOrDefault<string>(Open, new { number, Old }) is not { } view) return null;
        return IncidentStore.Find(db, Viewer.Bot, number) is { } incident
            && (incident.ChannelId ?? incident.ChannelTrouble) is not null
            ? (view, Of(db, incident, clock.GetUtcNow()))
            : null;
    }

    long Old => database.WireNow - (long)LookedAt.TotalMilliseconds;
}
