using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Timeline;

static class TimelineServices
{
    public static IServiceCollection AddTimeline(this IServiceCollection services) => services
        .AddSingleton<ShowTimeline>()
        .AddSingleton<EditNote>()
        .AddSingleton<ExportTimeline>()
        .AddSingleton<ChooseTimeline>()
        .AddSingleton<PinMessage>()
        .AddSingleton<FollowMessage>()
        .AddSingleton<TimelineRoutes>();

    public static void RegisterTimeline(this IServiceProvider all)
    {
        all.GetRequiredService<TimelineRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Retention>().Keep(kept => kept.History, TimelineStore.Forget);
    }
}
