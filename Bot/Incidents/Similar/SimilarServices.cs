using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Similar;

static class SimilarServices
{
    public static IServiceCollection AddSimilar(this IServiceCollection services) => services
        .AddSingleton<ShowSimilar>()
        .AddSingleton<SaySimilar>()
        .AddSingleton<SameIncident>()
        .AddSingleton<KeepTexts>()
        .AddSingleton<SimilarRoutes>();

    public static void RegisterSimilar(this IServiceProvider all) => all.GetRequiredService<SimilarRoutes>().Register(
        all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
}
