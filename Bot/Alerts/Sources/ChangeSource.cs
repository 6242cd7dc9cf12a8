using Bot.Alerts.Intake;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Sources;

/// <summary>One change of a source by an admin, which the intake goes by as soon as it is made.</summary>
public sealed class ChangeSource(Database database, Access access, KnownSources known)
{
    public async Task<string?> Once(string key, string user, Action<Tx> change)
    {
        var said = await database.Once(key, tx =>
        {
            if (access.Refusal(tx.Db, user, Act.ChangeSources) is { } refusal) throw new RefusedException(refusal);
            change(tx);
            return null;
        });
        await known.Changed();
        return said;
    }
}
