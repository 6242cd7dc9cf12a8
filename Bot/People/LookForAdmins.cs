using Bot.Slack;
using Bot.Storage;

namespace Bot.People;

/// <summary>
/// Keeps known who the admins are, also those who never used the bot: asked at start and daily, and soon again while nobody is
/// known, as they are called and told when nobody else is left.
/// </summary>
public sealed class LookForAdmins(Database database, Profiles people, Admins admins, ILogger<LookForAdmins> log)
{
    static readonly TimeSpan Daily = TimeSpan.FromDays(1), Soon = TimeSpan.FromMinutes(10);

    DateTimeOffset next = DateTimeOffset.MinValue;

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (now < next) return;
        next = now + Soon;
        try
        {
            await admins.Keep(database);
            foreach (var named in admins.Ids) await Meet(named, stop);
            if (database.Read(Admins.All).Count == 0 || admins.Ids.Count == 0) await people.FindAdmins(stop);
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            log.LogWarning("Who the admins are is asked again in {Minutes} minutes: {Reason}", Soon.TotalMinutes, e.Message);
            return;
        }

        if (database.Read(Admins.All).Count > 0) next = now + Daily;
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
