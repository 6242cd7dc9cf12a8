using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Undo of a merge, for a day: the incident goes on by itself, with all that went along. What came since stays where it came.
/// </summary>
public sealed class UnmergeIncident(Database database, SlackApi slack, WhichIncident which, BotCommands commands)
{
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop) =>
        which.Of(press) is not { } incident ? null
            : Tell.Then(slack, press, await Unmerge(press.IdempotencyKey, incident.Number, press.User.Id));

    /// <summary>The same by a command and the menu: says in a sentence why not.</summary>
    public Task<string?> Unmerge(string key, long number, string by) => database.Once(key, tx => Unmerge(tx, number, by));

    string? Unmerge(Tx tx, long number, string by)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), number);
        if (incident.IsOpen) return $"{incident.Label} is open: nothing is left to undo.";
        if (incident.MergedInto is not { } goesOn) return $"{incident.Label} is {incident.Standing}: it went into no other.";
        if (MergeStore.Find(tx.Db, number, tx.Time) is not { } merge)
            return $"{incident.Label} went into {IncidentRow.LabelOf(goesOn)} more than a day ago, so that stays. "
                + $"`{commands.Incident} reopen {number}` opens it again, without the alerts that went along.";
        var into = IncidentStore.Seen(tx.Db, Viewer.Of(by), merge.WentInto);
        if (goesOn != into.Number)
            return $"{into.Label} went into {IncidentRow.LabelOf(goesOn)} since. Undo that first: "
                + $"`{commands.Incident} unmerge {into.Number}`.";
        if (into.Private != incident.Private) return $"{into.Label} is private by now, so what went into it stays there.";
        TakeOut(tx, incident, into, merge, by);
        return null;
    }

    static void TakeOut(Tx tx, IncidentRow incident, IncidentRow into, MergeRow merge, string by)
    {
        var (number, states) = (incident.Number, merge.Read());
        MergedAlerts.GiveBack(tx, number, into.Number, merge.At);
        ExpectStore.Return(tx, number, into.Number);
        SubscriberStore.Return(tx, number, into.Number);
        InviteStore.Return(tx, number, into.Number);
        FollowUpStore.Unmerge(tx, number, into.Number, MergeStore.Numbers(tx.Db, number, MergeStore.FollowUp), by);
        var back = Domain.Incidents.Unmerge.TakeOut(
            IncidentStore.State(tx.Db, incident), states.Ended, by, tx.Time, FollowRotation.IsGone(tx.Db, incident));
        NoticeStore.Return(tx, incident, into, by, isWell: back.After.Status == IncidentStatus.Monitoring);
        if (MergeStore.Numbers(tx.Db, number, MergeStore.Incident) is { Count: > 0 } led)
            IncidentStore.LeadBack(tx, number, into.Number, [.. led]);
        // What else belongs to it comes back.
        tx.Wake($"incident_unmerged:{number}:{into.Number}");
        // Its button goes with the row, which the change ends.
        IncidentChange.Apply(tx, incident, back, new(by));
        tx.Note(
            into.Subject, IncidentFacts.UnmergedFrom, by, after: incident.Label,
            line: into.IsOpen ? IncidentLines.Alone(tx, into, by) : null);
        IncidentChange.Apply(
            tx, into, Domain.Incidents.Unmerge.Leave(IncidentStore.State(tx.Db, into), states.Before, states.Made),
            new(IncidentChange.Bot, $"{incident.Label} was taken out of it"));
        tx.Wake(into.Subject);
    }
}
