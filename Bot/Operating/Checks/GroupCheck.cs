using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>
/// The user groups that follow whoever is on call, and whether the bot may change them: an update that names nothing to change
/// is refused where another would be.
/// </summary>
sealed class GroupCheck(SlackApi slack, Database database, BotCommands commands, TimeProvider clock) : ICheck
{
    const int Most = 5;

    public string Of => "the user group";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var (hasRotations, groups, waiting) = database.Read(db =>
        {
            var rotations = RotationStore.All(db, clock.GetUtcNow());
            var handles = rotations.Select(r => r.Rotation.GroupHandle).OfType<string>().Distinct();
            var kept = handles.Select(h => UserGroupRow.Find(db, h)).OfType<UserGroupRow>();
            return (rotations.Count > 0, kept.Take(Most).ToList(), rotations.Where(r => Unconfirmed.Waits(db, r.Id)).ToList());
        });
        if (!hasRotations) return [Finding.Unknown("Nobody is on call yet.", $"Make a rotation: {commands.Cover} rota.")];
        List<Finding> all = [.. waiting.Select(Restored)];
        if (groups.Count == 0) return [.. all, Finding.Unknown("No user group is kept; messages name whoever is on call.")];
        foreach (var group in groups)
            if (await MayChange(group, stop) is var found
                && (found.Found != Found.Well || !waiting.Exists(row => row.GroupHandle == group.Handle)))
                all.Add(found);
        return all;
    }

    Finding Restored(RotationRow row) => Finding.Wrong(
        $"{row.Name} was restored from a backup, and nobody has confirmed who is on call: until then "
            + (row.GroupHandle is { } handle ? $"@{handle} stays as it is." : "its hand-offs are not told."),
        $"Its owners press Confirm in the message that they have, or put somebody on call: {commands.Cover} rota.");

    async Task<Finding> MayChange(UserGroupRow group, CancellationToken stop)
    {
        if (group.Id is null) return Trouble(group) ?? Finding.Unknown($"@{group.Handle} is being made.");
        try
        {
            await slack.UserGroups.Update(group.Id, stop: stop);
        }
        catch (SlackException e)
        {
            return Finding.Wrong(
                $"The bot may not change @{group.Handle} ({e.Error}).", UserGroupTrouble.Sentence(e, commands.Cover));
        }

        return Trouble(group) ?? Finding.Well($"@{group.Handle} follows whoever is on call.");
    }

    static Finding? Trouble(UserGroupRow group) =>
        group.Trouble is { } why ? Finding.Wrong($"@{group.Handle} is not kept up to date.", why) : null;
}
