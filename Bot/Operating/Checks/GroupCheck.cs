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
        var (hasRotations, groups) = database.Read(db =>
        {
            var rotations = RotationStore.All(db, clock.GetUtcNow());
            var handles = rotations.Select(r => r.Rotation.GroupHandle).OfType<string>().Distinct();
            var kept = handles.Select(h => UserGroupRow.Find(db, h)).OfType<UserGroupRow>();
            return (rotations.Count > 0, kept.Take(Most).ToList());
        });
        if (!hasRotations) return [Finding.Open("Nobody is on call yet.", $"Make a rotation: {commands.Cover} rota.")];
        if (groups.Count == 0) return [Finding.Open("No user group is kept; messages name whoever is on call.")];
        List<Finding> all = [];
        foreach (var group in groups) all.Add(await MayChange(group, stop));
        return all;
    }

    async Task<Finding> MayChange(UserGroupRow group, CancellationToken stop)
    {
        if (group.Id is null) return Trouble(group) ?? Finding.Open($"@{group.Handle} is being made.");
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
