using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Notices;

static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<CheckChannels>()
        .AddSingleton<GiveNotice>()
        .AddSingleton<ListNotices>()
        .AddSingleton<ShowNotice>()
        .AddSingleton<NoticeRoutes>();

    public static void RegisterNotices(this IServiceProvider all)
    {
        all.GetRequiredService<NoticeRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        // Where Slack did not let the bot say it, it is tried again once the channel is well.
        all.GetRequiredService<LookAtChannels>().Matter(
            NoticeStore.Channels, (_, _) => Task.CompletedTask, all.GetRequiredService<ShowNotice>().Back);
        all.GetRequiredService<Retention>().Keep(kept => kept.Posts, NoticeStore.Forget);
    }
}
