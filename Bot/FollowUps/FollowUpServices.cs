using Bot.Delivery;
using Bot.Slack;

namespace Bot.FollowUps;

static class FollowUpServices
{
    public static IServiceCollection AddFollowUps(this IServiceCollection services) => services
        .AddSingleton<EditFollowUp>()
        .AddSingleton<MakeFollowUp>()
        .AddSingleton<FollowUpOnMessage>()
        .AddSingleton<ListFollowUps>()
        .AddSingleton<EndFollowUp>()
        .AddSingleton<HandFollowUp>()
        .AddSingleton<FollowUpHelp>()
        .AddSingleton<ShowChecklist>()
        .AddSingleton<TickFollowUps>()
        .AddSingleton<TellOwner>()
        .AddSingleton<SayOverdue>()
        .AddSingleton<FollowUpRoutes>();

    public static void RegisterFollowUps(this IServiceProvider all)
    {
        all.GetRequiredService<FollowUpRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        // An incident may have become private since somebody decided to post of it.
        var posts = all.GetRequiredService<Posts>();
        posts.Only(ShowChecklist.Prefix, ShowChecklist.IsRight);
        posts.Only(FollowUpRow.Prefix, TellOwner.IsRight);
        all.GetRequiredService<Retention>().Keep(kept => kept.History, FollowUpWeekStore.Forget);
    }
}
