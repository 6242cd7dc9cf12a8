using Bot.Delivery;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>What the bot cannot bring to Slack just now.</summary>
sealed class TroubleCheck(Database database, BotCommands commands, StandIn? standIn = null) : ICheck
{
    public string Of => "what does not get to Slack";

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        if (standIn is not null) return Task.FromResult<IReadOnlyList<Finding>>([]);
        var failing = database.Read(db => Failing.All(db, database.WireNow).Count);
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            failing == 0 ? Finding.Well("All that the bot has to say gets to Slack.")
                : Finding.Wrong(
                    $"{failing} {(failing == 1 ? "thing does" : "things do")} not get to Slack.",
                    $"{commands.Incident} setup says which, and why."),
        ]);
    }
}
