using Bot.Delivery;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Home;

static class HomeServices
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddSingleton<ManifestNews>()
        .AddSingleton<SetUp>()
        .AddSingleton<ChannelPeople>()
        .AddSingleton<ChangeTeamSettings>()
        .AddSingleton<HomePages>()
        .AddSingleton<Homes>()
        .AddSingleton<ShowSetUp>()
        .AddSingleton<Briefs>()
        .AddSingleton<TakeShift>()
        .AddSingleton<TakeWork>()
        .AddSingleton<KeepOpen>()
        .AddSingleton<ShowHandover>()
        .AddSingleton<AnswerMessages>()
        .AddSingleton<HomeRoutes>();

    public static void RegisterHome(this IServiceProvider all)
    {
        all.GetRequiredService<HomeRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<MessageEvents>(),
            all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Restores>().Quiet((tx, _) => ComposeBriefs.AfterRestore(tx));
        all.GetRequiredService<Retention>().Keep(kept => kept.Briefs, BriefStore.Forget);
        all.GetRequiredService<Trouble>().Also(all.GetRequiredService<ChangeTeamSettings>().Unread);
    }
}
