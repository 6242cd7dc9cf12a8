using System.Collections.Concurrent;
using System.Data;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// What the form becomes in which an incident was declared: first the promise, a moment later the way to its channel. A courtesy:
/// after a restart the form stays as it is, and whoever declared it is invited all the same.
/// </summary>
public sealed class DeclaredForm(Database database, SlackApi slack, TimeProvider clock)
{
    const int LongestName = 150;

    readonly ConcurrentDictionary<long, string> waiting = new();

    public static ModalViewDefinition Of(IDbConnection db, IncidentRow incident, DateTimeOffset now)
    {
        var name = $":white_check_mark: *{Mrkdwn.Inert(incident.Name, LongestName)}* is declared";
        var done = (incident.ChannelId, incident.ChannelTrouble) switch
        {
            ({ } channel, _) => $"{name}. Go to {Mrkdwn.Channel(channel)}.",
            (null, { } trouble) => $"{name} and announced.\n:warning: {Limits.TruncateEscaped(Mrkdwn.Escape(trouble), 500)}",
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
    public Task ShowWhenReady(long number, string viewId)
    {
        waiting[number] = viewId;
        return database.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>Shows the way to the channel, once there is one or it is known why there is none.</summary>
    public async Task Bring(long number, CancellationToken stop)
    {
        if (!waiting.ContainsKey(number)) return;
        var form = database.Read(db => IncidentStore.Find(db, Viewer.Bot, number) is { } incident
            && (incident.ChannelId ?? incident.ChannelTrouble) is not null
                ? Of(db, incident, clock.GetUtcNow())
                : null);
        if (form is null || !waiting.TryRemove(number, out var view)) return;
        try
        {
            await slack.Views.Update(view, form, stop: stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            // They closed it, which is fine: they are invited all the same.
        }
    }
}
