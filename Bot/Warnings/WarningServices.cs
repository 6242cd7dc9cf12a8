using Bot.Delivery;
using Bot.Slack;
using Bot.Warnings.Rows;

namespace Bot.Warnings;

static class WarningServices
{
    public static IServiceCollection AddWarnings(this IServiceCollection services) => services
        .AddSingleton<ListWarnings>()
        .AddSingleton<DecideOnWarnings>()
        .AddSingleton<ListFlakes>()
        .AddSingleton<SayWarningsOfWeek>()
        .AddSingleton<WarningRoutes>();

    public static void RegisterWarnings(this IServiceProvider all)
    {
        all.GetRequiredService<WarningRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        var retention = all.GetRequiredService<Retention>();
        retention.Keep(kept => kept.History, WarningStore.Forget);
        retention.Keep(kept => kept.History, FlakeStore.Forget);
        retention.Keep(kept => kept.History, WarningWeekStore.Forget);
    }
}
