using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>What the bot cannot bring to Slack just now.</summary>
sealed class TroubleCheck(Database database, BotCommands commands, StandIn? standIn = null) : ICheck
{
    public string Of => "what does not get to Slack";

    public Finding Slow(string what) => StoreCheck.Busy(what);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        if (standIn is not null) return Task.FromResult<IReadOnlyList<Finding>>([]);
        var (failing, hasRun) = database.Read(
            db => (Failing.All(db, database.WireNow).Count, Installation.Team.Now(db) is not null));
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            !hasRun ? Finding.Unknown("What does not get to Slack is known once the bot has run.")
                : failing == 0 ? Finding.Well("Nothing that the bot has to say was refused or has failed for long.")
                : Finding.Wrong(
                    $"{failing} {(failing == 1 ? "thing does" : "things do")} not get to Slack.",
                    $"{commands.Incident} setup says which, and why."),
        ]);
    }
}
