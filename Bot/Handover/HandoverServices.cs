using Bot.Delivery;
using Bot.Slack;

namespace Bot.Handover;

static class HandoverServices
{
    public static IServiceCollection AddHandover(this IServiceCollection services) => services
        .AddSingleton<Departures>()
        .AddSingleton<ReassignIncidents>()
        .AddSingleton<LeaveWord>()
        .AddSingleton<HandOverWords>()
        .AddSingleton<HandoverRoutes>();

    public static void RegisterHandover(this IServiceProvider all)
    {
        all.GetRequiredService<HandoverRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Retention>().Keep(kept => kept.Briefs, WordStore.Forget);
    }
}
