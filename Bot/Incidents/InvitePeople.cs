using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Brings people into an incident's channel: each once, unless they are named again, and nobody into one that is over.
/// </summary>
public sealed class InvitePeople(Database database, SlackApi slack, TimeProvider clock, ILogger<InvitePeople> log)
{
    const int AtOnce = 100;

    /// <summary>Invites whoever is due, and the members of called groups.</summary>
    public Task Bring(long number, string channel, CancellationToken stop) => Steps.All(
        () => Expand(number, stop),
        () => Steps.All(Due(number).Chunk(AtOnce).Select<string[], Func<Task>>(some =>
            () => Invite(number, channel, some, stop))));

    List<string> Due(long number) => database.Read(db => db.Query<string>(
        $"""
        select p.person from incident_people p join incidents i on i.number = p.incident
        where p.incident = @number and p.invited_at is null and p.invite_from <= @now
        and i.{IncidentStore.IsOpen}
        """,
        new { number, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }).ToList());

    async Task Invite(long number, string channel, string[] due, CancellationToken stop)
    {
        try
        {
            var refused = await Ask(channel, due, stop);
            await database.Change(tx => Invited(tx, number, due, refused));
        }
        catch (SlackException e) when (!e.IsOfNoChannel)
        {
            // They are asked again, and called by a direct message meanwhile.
            log.LogWarning("Nobody could be invited to {Channel}: {Reason}", channel, e.Message);
            await database.Change(tx => InviteStore.SetRefused(tx, number, due, e.Error));
            if (!IsOfPlace(e)) throw;
        }
    }

    // The card says that a channel which somebody made private may be closed to the bot: nobody else is to do anything about it.
    static bool IsOfPlace(SlackException refusal) =>
        Posts.IsNoPlace(refusal) || refusal.NeededScope?.StartsWith("groups:", StringComparison.Ordinal) == true;

    /// <summary>Whom Slack refuses, and why.</summary>
    async Task<Dictionary<string, string>> Ask(string channel, string[] due, CancellationToken stop)
    {
        try
        {
            return Reasons(await slack.Conversations.Invite(channel, due, force: true, stop));
        }
        catch (SlackException e) when (e.Error == "not_in_channel")
        {
            await slack.Conversations.Join(channel, stop);
            return Reasons(await slack.Conversations.Invite(channel, due, force: true, stop));
        }
    }

    static Dictionary<string, string> Reasons(IEnumerable<InviteError> refused) =>
        refused.ToDictionary(e => e.User, e => e.Error);

    static void Invited(Tx tx, long number, string[] due, Dictionary<string, string> refused)
    {
        foreach (var person in due)
        {
            InviteStore.SetInvited(tx, number, person, refused.GetValueOrDefault(person));
            // They may be gone, or a guest by now, which is then true everywhere.
            if (refused.ContainsKey(person)) tx.Wake(Profiles.SubjectOf(person));
        }
    }

    /// <summary>Puts the members of called groups on the list.</summary>
    Task Expand(long number, CancellationToken stop) => Steps.All(
        database.Read(db => CallStore.Unexpanded(db, number)).Select<CallRow, Func<Task>>(call => async () =>
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
                await database.Change(tx => tx.Wake($"group_members:{call.UserGroup}"));
            }

            await CallStore.Expanded(database, call, members);
        }));

    /// <summary>Wakes incidents where somebody's hours have opened, so that they are invited.</summary>
    public async Task WakeDue(DateTimeOffset now, CancellationToken stop)
    {
        const string Due =
            $"""
            select distinct p.incident from incident_people p join incidents i on i.number = p.incident
            where p.invited_at is null and p.invite_from <= @now and i.channel_id is not null and p.woken = 0
            and i.{IncidentStore.IsOpen}
            """;
        var at = now.ToUnixTimeMilliseconds();
        if (database.Read(db => db.Query<long>(Due, new { now = at }).ToList()).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var number in tx.Db.Query<long>(Due, new { now = at }).ToList()) tx.Wake(IncidentRow.SubjectOf(number));
            InviteStore.SetWoken(tx, at);
        });
    }
}
