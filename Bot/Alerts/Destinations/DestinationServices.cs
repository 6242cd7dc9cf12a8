using Bot.Slack;

namespace Bot.Alerts.Destinations;

static class DestinationServices
{
    public static IServiceCollection AddDestinations(this IServiceCollection services) => services
        .AddSingleton<ListDestinations>()
        .AddSingleton<DestinationPage>()
        .AddSingleton<MakeDestination>()
        .AddSingleton<ChangeDestination>()
        .AddSingleton<NewSecret>()
        .AddSingleton<TestDestination>()
        .AddSingleton<DeleteDestination>()
        .AddSingleton<DestinationRoutes>();

    public static void RegisterDestinations(this IServiceProvider all) =>
        all.GetRequiredService<DestinationRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<DeleteDestination>());
}
