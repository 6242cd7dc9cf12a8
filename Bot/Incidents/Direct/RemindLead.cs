using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Direct;

/// <summary>
/// An update is due: whoever leads is reminded in private, a few times, and never out of hours unless it is urgent and they are
/// at it. Of the reminders of an incident one stands there at a time, and says what became of it.
/// </summary>
public sealed class RemindLead(
    Database database, SlackApi slack, Posts posts, DirectMessages direct, WhichIncident which, ILogger<RemindLead> log)
{
    readonly OneByOne oneByOne = new(log);

    public Task Look(DateTimeOffset now, CancellationToken stop) => oneByOne.Do(
        database.Read(db => NextUpdateStore.Due(db, now).Where(number => Due(db, number, now) is not null).ToList()),
        (number => database.Change(tx => Remind(tx, number)), number => $"{IncidentRow.LabelOf(number)}: a reminder"),
        now, stop);

    static void Remind(Tx tx, long number)
    {
        if (Due(tx.Db, number, tx.Time) is var (row, lead)) NextUpdateStore.SetReminded(tx, row, lead);
    }

    /// <summary>The reminder that is due now, and whose; null where nobody is to be reminded.</summary>
    static (NextUpdateRow Row, string Lead)? Due(IDbConnection db, long number, DateTimeOffset now)
    {
        if (NextUpdateStore.Find(db, number) is not { Plan: { } plan } row) return null;
        if (IncidentStore.Find(db, Viewer.Bot, number) is not { IsOpen: true, Lead: { } lead } incident) return null;
        // Whoever may not see it is not told of it either.
        if (IncidentStore.Find(db, Viewer.Of(lead), number) is null || WhoIsCalled.IsAway(db, lead, now)) return null;
        var urgency = IncidentRules.UrgencyOf(incident.Severity, incident.Affected);
        var listener = new UpdateListener(
            IsOnIt: Answering.OnIt(incident) == lead,
            InHours: WhoIsCalled.HoursOf(db, incident.Team, lead, urgency, now).Contains(now),
            IsUrgent: urgency == Urgency.Urgent,
            IsAwake: CallPast.IsAwake(db, incident, lead, now));
        return NextUpdate.IsReminded(plan, listener, now) ? (row, lead) : null;
    }

    /// <summary>Shows the last reminder as it stands, and takes those before it away.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => Read(db, number)) is not var (row, incident, name)) return;
        var slots = $"{incident.Subject}:due";
        var slot = $"{slots}:{row.Reminders}";
        var message = ReminderMessage.Of(incident, row, name);
        var channel = await direct.With(row.Person!, stop);
        await Steps.All(
        [
            .. database.Read(db => Posts.Under(db, slots)).Where(s => s != slot)
                .Select<string, Func<Task>>(old => () => posts.Remove(old, stop)),
            async () =>
            {
                if (ReminderMessage.Waits(incident, row)) await posts.Show(slot, channel, message, stop, Lost.Left);
                else await posts.Follow(slot, channel, message, stop, Lost.Left);
            },
        ]);
    }

    static (NextUpdateRow, IncidentRow, Func<string, string>)? Read(IDbConnection db, long number) =>
        NextUpdateStore.Find(db, number) is { Reminders: > 0, Person: { } person } row
            && IncidentStore.Find(db, Viewer.Of(person), number) is { IsForgotten: false } incident
            ? (row, incident, Person.Names(db, [incident.Lead]))
            : null;

    /// <summary>"Snooze": they are reminded again a little later.</summary>
    public Task<Func<CancellationToken, Task>?> Snooze(BlockActionRequest press, CancellationToken stop) =>
        Press(press, (tx, _, row) => NextUpdateStore.Set(tx, row, NextUpdate.Snoozed(row.Plan!, tx.Time)));

    /// <summary>"Stop": nothing is promised until a time is chosen with an update, it gets worse, or another leads.</summary>
    public Task<Func<CancellationToken, Task>?> Stop(BlockActionRequest press, CancellationToken stop) =>
        Press(press, (tx, incident, row) =>
        {
            NextUpdateStore.Note(tx, incident, NextUpdate.None, press.User.Id);
            NextUpdateStore.Set(tx, row, NextUpdate.Stopped(row.Plan!));
        });

    async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, Action<Tx, IncidentRow, NextUpdateRow> act)
    {
        if (which.Of(press) is not { } found) return null;
        var by = press.User.Id;
        return Tell.Then(slack, press, await database.Once(press.IdempotencyKey, tx =>
        {
            var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), found.Number);
            if (!incident.IsOpen) return $"{incident.Label} is {incident.Standing} already.";
            if (incident.Lead != by) return $"You do not lead {incident.Label} any more, so nothing is due of you.";
            if (NextUpdateStore.Find(tx.Db, found.Number) is not { Plan.DueAt: not null } row)
                return $"No update of {incident.Label} is due any more.";
            // Whoever presses is awake.
            InviteStore.SetWrote(tx, found.Number, by, tx.Now);
            act(tx, incident, row);
            return null;
        }));
    }
}
