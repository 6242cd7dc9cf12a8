using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>A channel that is archived tomorrow asks: somebody keeps it, or does not want to wait. Silence archives it.</summary>
public sealed class KeepChannel(Database database, SlackApi slack, WhichIncident which)
{
    /// <summary>What it asks.</summary>
    /// <param name="incident">Whose channel.</param>
    /// <param name="at">When it is archived.</param>
    public static Message Asking(IncidentRow incident, DateTimeOffset at)
    {
        var line = IncidentMessages.Line(incident, $"This channel is archived {When.At(at)}.");
        var number = incident.Number.ToString(CultureInfo.InvariantCulture);
        return line with
        {
            Blocks =
            [
                .. line.Blocks!,
                new ActionsBlock
                {
                    BlockId = "archive",
                    Elements =
                    [
                        new Button { ActionId = IncidentIds.KeepChannel, Text = "Keep it", Value = number },
                        new Button { ActionId = IncidentIds.ArchiveNow, Text = "Archive now", Value = number },
                    ],
                },
            ],
        };
    }

    public Task<Func<CancellationToken, Task>?> Keep(BlockActionRequest press, CancellationToken stop) =>
        Decide(press, IncidentFacts.ChannelKept, (tx, incident) => ChannelStore.KeepOpen(tx, incident, press.User.Id));

    public Task<Func<CancellationToken, Task>?> ArchiveNow(BlockActionRequest press, CancellationToken stop) =>
        Decide(press, IncidentFacts.ArchiveNow, (tx, incident) => ChannelStore.BeginPutAway(tx, incident.Number));

    async Task<Func<CancellationToken, Task>?> Decide(BlockActionRequest press, Verb verb, Action<Tx, IncidentRow> act)
    {
        if (which.Of(press) is not { } found) return null;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(press.User.Id), found.Number);
            if (incident.IsOpen) return $"{incident.Label} is open again, so its channel stays.";
            if (incident.PutAwayAt >= incident.ResolvedAt) return "This channel is being archived already.";
            tx.Note(incident.Subject, verb, press.User.Id, before: incident.ChannelId);
            act(tx, incident);
            return null;
        }));
    }
}
