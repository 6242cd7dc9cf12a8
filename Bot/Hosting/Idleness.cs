using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Hosting;

/// <summary>Whether all that the bot has begun is done; for who embeds it and moves its clock.</summary>
public static class Idleness
{
    public static bool IsIdle(IServiceProvider services) =>
        services.GetRequiredService<OpenWork>().Count == 0 && services.GetRequiredService<Database>().Idle
            && services.GetRequiredService<Synchroniser>().Idle;
}
