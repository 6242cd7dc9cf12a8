using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

static class OnCallServices
{
    public static IServiceCollection AddOnCall(this IServiceCollection services) => services
        .AddSingleton<WhoIsOnCall>()
        .AddSingleton<RotationAccess>()
        .AddSingleton<ChooseRotation>()
        .AddSingleton<EditRotation>()
        .AddSingleton<KnownGroups>()
        .AddSingleton<CoverHelp>()
        .AddSingleton<HandOffs>()
        .AddSingleton<UserGroupMaker>()
        .AddSingleton<UserGroupKeeper>()
        .AddSingleton<OnCallRoutes>();

    public static void RegisterOnCall(this IServiceProvider all) => all.GetRequiredService<OnCallRoutes>()
        .Register(all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
}
