using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Groups;

/// <summary>Makes a user group once: a taken handle is looked up and used only when it was we who made the group.</summary>
public sealed class UserGroupMaker(Database database, SlackApi slack, Attempts attempts, SlackOptions options)
{
    const string Description = "Whoever is on call. Kept by Data Responder.";

    // Slack's clock and ours may differ by so many seconds.
    const long Leeway = 300;

    /// <summary>
    /// The id of the group, made now unless an earlier attempt had already succeeded; throws what Slack refuses with.
    /// </summary>
    public async Task<string> Make(UserGroupRow group, CancellationToken stop)
    {
        var slot = OnCallSubjects.Group(group.Handle);
        if (group.AttemptedAt is { } since)
        {
            attempts.AwaitLook(slot, group.AttemptedWire);
            if (await Ours(group.Handle, since, stop) is { } made) return await Keep(group, made);
        }

        var attemptedAt = await database.Change(tx => UserGroupRow.BeginMaking(tx, group.Handle));
        try
        {
            return await Keep(group, (await Create(group, stop)).Id);
        }
        catch (SlackException)
        {
            // Refused; but an earlier attempt that was given up may have been carried out just before this one.
            if (await Ours(group.Handle, attemptedAt, stop) is { } late) return await Keep(group, late);
            await database.Change(tx => UserGroupRow.SetRefused(tx, group.Handle));
            throw;
        }
    }

    async Task<UserGroup> Create(UserGroupRow group, CancellationToken stop)
    {
        try
        {
            return await slack.UserGroups.Create(group.Name, group.Handle, Description, stop);
        }
        catch (SlackException e) when (e.Error == "name_already_exists")
        {
            return await slack.UserGroups.Create($"{group.Name} ({group.Handle})", group.Handle, Description, stop);
        }
    }

    async Task<string?> Ours(string handle, long attemptedAt, CancellationToken stop)
    {
        var me = database.Read(Installation.BotUser.Now);
        var found = (await slack.UserGroups.List(includeDisabled: true, stop: stop)).FirstOrDefault(g => g.Handle == handle);
        // With a token of its own for groups, the maker is whoever gave that token.
        var byUs = found is not null && found.Description == Description
            && (found.CreatedBy == me || options.GroupsToken is not null);
        return byUs && found!.DateCreate >= attemptedAt / 1000 - Leeway
            && database.Read(db => UserGroupRow.WithId(db, found.Id)) is null ? found.Id : null;
    }

    async Task<string> Keep(UserGroupRow group, string id)
    {
        await database.Change(tx => UserGroupRow.SetMade(tx, group.Handle, id));
        return id;
    }
}
