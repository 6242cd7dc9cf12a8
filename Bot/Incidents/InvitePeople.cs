using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>Brings people into an incident's channel: each once, unless they are named again, and nobody into one that is over.</summary>
public sealed class InvitePeople(Database database, SlackApi slack, TimeProvider clock, ILogger<InvitePeople> log)
{
    const int AtOnce = 100;

    /// <summary>Invites whoever is due.</summary>
    /// <returns>The calls whose people are in, so that a mention reaches them; without groups that are not known yet.</returns>
    public async Task<IReadOnlyCollection<long>> InviteCalled(long number, string channel, CancellationToken stop)
    {
        // A call that comes while people are invited waits for the next round, in which its own are.
        var calls = database.Read(db => CallStore.Dirty(db, number).Select(c => c.Id).ToHashSet());
        calls.ExceptWith(await Expand(number, stop));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = database.Read(db => db.Query<string>(
            """
            select p.person from incident_people p join incidents i on i.number = p.incident
            where p.incident = @number and p.invited_at is null and p.invite_from <= @now
            and i.status not in ('resolved', 'closed', 'declined')
            """,
            new { number, now }).ToList());
        foreach (var some in due.Chunk(AtOnce))
        {
            try
            {
                await Invite(number, channel, some, stop);
            }
            catch (SlackException e) when (e.Error is not ("is_archived" or "not_in_channel" or "channel_not_found"))
            {
                // A line that names them is still worth more than silence.
                log.LogWarning("Nobody could be invited to {Channel}: {Reason}", channel, e.Message);
            }
        }

        return calls;
    }

    async Task Invite(long number, string channel, string[] due, CancellationToken stop)
    {
        var refused = (await slack.Conversations.Invite(channel, due, force: true, stop)).ToDictionary(e => e.User, e => e.Error);
        await database.Change(tx =>
        {
            foreach (var person in due)
            {
                tx.Db.Execute(
                    "update incident_people set invited_at = @Now, trouble = @trouble where incident = @number and person = @person",
                    new { tx.Now, number, person, trouble = refused.GetValueOrDefault(person) });
                // They may be gone, or a guest by now, which is then true everywhere.
                if (refused.ContainsKey(person)) tx.Wake(Profiles.SubjectOf(person));
            }
        });
    }

    /// <summary>Puts the members of called groups on the list.</summary>
    /// <returns>The calls of groups for which Slack did not answer.</returns>
    async Task<IReadOnlyList<long>> Expand(long number, CancellationToken stop)
    {
        List<long> unknown = [];
        foreach (var call in database.Read(db => CallStore.Unexpanded(db, number)))
        {
            IReadOnlyList<string> members = [];
            try
            {
                members = await slack.UserGroups.Users.List(call.UserGroup!, stop);
            }
            catch (SlackException e)
            {
                // The line with its mention is still worth more than silence.
                log.LogWarning("The members of {Group} cannot be invited: {Reason}", call.UserGroup, e.Message);
            }
            catch (SlackUnreachableException)
            {
                unknown.Add(call.Id);
                continue;
            }

            await CallStore.Expanded(database, call, members);
        }

        return unknown;
    }

    /// <summary>Wakes incidents where somebody's hours have opened, so that they are invited.</summary>
    public async Task WakeDue(DateTimeOffset now, CancellationToken stop)
    {
        const string Due =
            """
            select distinct p.incident from incident_people p join incidents i on i.number = p.incident
            where p.invited_at is null and p.invite_from <= @now and i.channel_id is not null and p.woken = 0
            and i.status not in ('resolved', 'closed', 'declined')
            """;
        var at = now.ToUnixTimeMilliseconds();
        if (database.Read(db => db.Query<long>(Due, new { now = at }).ToList()).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, new { now = at }).ToList()) tx.Wake(IncidentRow.SubjectOf(number));
            tx.Db.Execute("update incident_people set woken = 1 where invited_at is null and invite_from <= @now", new { now = at });
        });
    }
}
