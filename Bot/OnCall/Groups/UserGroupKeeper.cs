using System.Data;
using System.Text.Json;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Groups;

/// <summary>
/// Keeps a user group at exactly whom the resolver names, and holds it against changes by hand. Slack is asked only when
/// something has changed or a look is due; a refusal is kept with its reason and leaves everything else whole.
/// </summary>
public sealed class UserGroupKeeper(
    Database database, SlackApi slack, UserGroupMaker maker, OtherKeeper other, BotCommands commands, TimeProvider clock)
{
    /// <summary>Slack tells of changes by hand at once; this look is for what it did not tell.</summary>
    static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(4);

    bool looked;

    /// <summary>Asks for a look at every group at start, and from then on at those not seen for a while.</summary>
    public async Task LookDue(DateTimeOffset now, CancellationToken stop)
    {
        var due = database.Read(db => UserGroupRow.NotSeenSince(db, looked ? now - LookEvery : DateTimeOffset.MaxValue));
        foreach (var handle in due) await database.Change(tx => UserGroupRow.Look(tx, handle));
        looked = true;
    }

    /// <summary>Somebody changed a group's members. Our own change comes back this way too and needs no look.</summary>
    public async Task MembersChanged(EventCallback change, CancellationToken stop) =>
        await database.Once(change.IdempotencyKey, tx =>
    {
        if (change["subteam_id"] is not { } id || UserGroupRow.WithId(tx.Db, id) is not { } group) return null;
        var wanted = Wanted(tx.Db, group.Handle, tx.Time);
        var asWanted = Named(change.Event, "added_users").All(wanted.Contains)
            && !Named(change.Event, "removed_users").Any(wanted.Contains);
        // Where another keeper answers each change at once, only the look goes on setting it back.
        if (!asWanted && !other.Fights(group.Handle)) UserGroupRow.Look(tx, group.Handle);
        return null;
    });

    /// <summary>Makes one group match.</summary>
    public async Task Bring(string handle, CancellationToken stop)
    {
        var (group, wanted) = database.Read(db => (UserGroupRow.Find(db, handle), Wanted(db, handle, clock.GetUtcNow())));
        // Nobody to name: the rotation is gone or has no active member. Slack refuses an empty group, so it stays as it is.
        if (group is null || wanted.Count == 0) return;
        // Who is on call by a backup may not be any more.
        if (database.Read(db => Unconfirmed.HoldsGroup(db, handle, clock.GetUtcNow()))) return;
        try
        {
            if (group is { Id: not null, Members: null } && await IsRenamed(handle, stop)) return;
            var id = group.Id ?? await maker.Make(group, stop);
            var names = RotationRow.Write(wanted.Order(StringComparer.Ordinal));
            var members = await Members(group, id, stop);
            var isAsWanted = wanted.SetEquals(members);
            if (isAsWanted && group.Members is not null && group.Trouble is null) return;
            var trouble = isAsWanted && other.Fights(handle) ? group.Trouble : await other.Trouble(handle, id, stop);
            if (!isAsWanted) await Set(handle, id, names, stop);
            await Keep(group, names, trouble);
        }
        catch (SlackException e)
        {
            if (e.Error is "no_such_subteam" or "subteam_not_found" && group.Id is not null && await Enabled(group, stop)) return;
            var trouble = UserGroupTrouble.Sentence(e, commands.Cover);
            await Keep(group, members: null, trouble);
            // One of them may be gone, or a guest by now.
            if (UserGroupTrouble.IsOfPeople(e))
                await database.Change(tx => wanted.ToList().ForEach(person => tx.Wake(Profiles.SubjectOf(person))));
            // Parked like all that Slack refuses, so that admins hear of it once a day; a look and every change try again.
            throw e.Because(trouble);
        }
    }

    /// <summary>
    /// Looks at what groups are called, since messages and forms name them. Where this one is called otherwise by now, it is
    /// brought under that name.
    /// </summary>
    async Task<bool> IsRenamed(string handle, CancellationToken stop)
    {
        var handles = (await slack.UserGroups.List(includeDisabled: true, stop: stop)).ToDictionary(g => g.Id, g => g.Handle);
        if (database.Read(db => UserGroupRow.Find(db, handle)) is not { Id: { } id }) return true;
        if (!handles.TryGetValue(id, out var now) || now == handle) return false;
        return await database.Change(tx =>
        {
            UserGroupRow.Follow(tx, handles);
            return UserGroupRow.Find(tx.Db, handle)?.Id != id;
        });
    }

    async Task Set(string handle, string id, string names, CancellationToken stop)
    {
        await slack.UserGroups.Users.Update(id, RotationRow.Read(names), stop);
        other.Note(handle, names);
    }

    /// <summary>Somebody disabled the group. It is kept for the rotation all the same, so it is enabled again.</summary>
    async Task<bool> Enabled(UserGroupRow group, CancellationToken stop)
    {
        try
        {
            await slack.UserGroups.Enable(group.Id!, stop);
        }
        catch (SlackException)
        {
            return false;
        }

        await database.Change(tx =>
        {
            tx.Note(OnCallSubjects.Group(group.Handle), GroupFacts.EnabledAgain, "bot");
            UserGroupRow.Look(tx, group.Handle);
        });
        return true;
    }

    Task<IReadOnlyList<string>> Members(UserGroupRow group, string id, CancellationToken stop) => group switch
    {
        { Id: null } => Task.FromResult<IReadOnlyList<string>>([]),
        { Members: { } known } => Task.FromResult(RotationRow.Read(known)),
        _ => slack.UserGroups.Users.List(id, stop),
    };

    /// <summary>
    /// The union of what the resolver says for every rotation that keeps the group, as far as they are still there.
    /// </summary>
    public static HashSet<string> Wanted(IDbConnection db, string handle, DateTimeOffset now)
    {
        return [.. OnCallAnswers.All(db, now).Where(r => r.Rotation.GroupHandle == handle).SelectMany(r => r.Answer switch
        {
            { Group: { Count: > 0 } group } => group,
            { Next.Person: { } next } => [next],
            // Whoever mentions it reaches those who see to it while nobody is on call.
            _ => RotationAccess.Heirs(db, r.Row),
        })];
    }

    Task Keep(UserGroupRow group, string? members, string? trouble) => database.Change(tx =>
    {
        group.SetKnown(tx, members, trouble);
        if (members is not null && members != group.Members)
            tx.Note(OnCallSubjects.Group(group.Handle), GroupFacts.Members, "bot", group.Members, members);
        if (trouble == group.Trouble) return;
        tx.Note(
            OnCallSubjects.Group(group.Handle), trouble is null ? GroupFacts.TroubleOver : GroupFacts.Trouble, "slack",
            after: trouble);
        tx.WakeHomes();
        foreach (var shift in RunningShifts(tx, group.Handle)) tx.Wake(OnCallSubjects.HandOff(shift));
    });

    static IEnumerable<Domain.OnCall.Shift> RunningShifts(Tx tx, string handle) => RotationStore.All(tx.Db, tx.Time)
        .Where(r => r.GroupHandle == handle)
        .SelectMany(
            r => ShiftStore.Around(tx.Db, r.Id, tx.Time).Where(s => s.Holds(tx.Time) && ShiftStore.IsAnnounced(tx.Db, s)));

    static IEnumerable<string> Named(JsonElement change, string field) =>
        change.TryGetProperty(field, out var people) ? people.EnumerateArray().Select(p => p.GetString() ?? "") : [];
}
