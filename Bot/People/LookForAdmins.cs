using Bot.Slack;
using Bot.Storage;

namespace Bot.People;

/// <summary>
/// Keeps known who the admins are, also those who never used the bot, as they are called and told when nobody else is left:
/// asked at start, daily, as soon as one of them is none any more, and soon again while nobody is known.
/// </summary>
public sealed class LookForAdmins(
    Database database, Profiles people, Admins admins, OpenWork work, ILogger<LookForAdmins> log)
{
    static readonly TimeSpan Daily = TimeSpan.FromDays(1), Soon = TimeSpan.FromMinutes(4);

    DateTimeOffset next = DateTimeOffset.MinValue;
    List<string> known = [];
    Task asking = Task.CompletedTask;

    /// <summary>Begins to ask where that is due: Slack may let it wait, and hours that begin meanwhile do not.</summary>
    public Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (!asking.IsCompleted) return Task.CompletedTask;
        var last = asking;
        asking = Task.CompletedTask;
        if (last.IsFaulted) return last;
        if (now >= next || !database.Read(Admins.All).SequenceEqual(known)) asking = Ask(now, stop);
        return Task.CompletedTask;
    }

    async Task Ask(DateTimeOffset now, CancellationToken stop)
    {
        using var open = work.Begin("look for admins");
        var isSaid = await Ask(stop);
        known = database.Read(Admins.All);
        next = now + (isSaid && known.Count > 0 ? Daily : Soon);
    }

    async Task<bool> Ask(CancellationToken stop)
    {
        try
        {
            await admins.Keep(database);
            foreach (var named in admins.Ids) await Meet(named, stop);
            if (admins.Ids.Count == 0 || database.Read(db => admins.Ids.All(id => Outsiders.Of(db, id) is not Standing.Member)))
                await people.FindAdmins(stop);
            return true;
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            log.LogWarning("Who the admins are is asked again in {Minutes} minutes: {Reason}", Soon.TotalMinutes, e.Message);
            return false;
        }
    }

    async Task Meet(string person, CancellationToken stop)
    {
        try
        {
            await people.Know(person, stop);
        }
        catch (SlackException e) when (Profiles.IsGone(e))
        {
            log.LogWarning("Slack knows nobody with the id {Admin}, which is named as an admin", person);
        }
    }
}
