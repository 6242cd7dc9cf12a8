using Bot.Settings;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// When something was tried that must not be repeated blindly. Slack may still carry out a call that was given up, so a look at
/// what happened is worth taking only some seconds later.
/// </summary>
public sealed class Attempts(Database database, PostOptions options)
{
    /// <summary>Throws <see cref="NotYetException"/> until a look can be trusted.</summary>
    /// <param name="slot">What was tried.</param>
    /// <param name="attempted">When it was tried last, by <see cref="Database.WireNow"/>; null where that is long ago.</param>
    public void AwaitLook(string slot, long? attempted)
    {
        if (attempted is not { } at) return;
        var waited = TimeSpan.FromMilliseconds(database.WireNow - at);
        // A clock that was set back must not hold it up for ever.
        if (waited < options.LookAfter && waited > -options.LookAfter)
            throw new NotYetException(options.LookAfter - waited, $"{slot} may already be in Slack; looking soon");
    }
}
