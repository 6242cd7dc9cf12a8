using Bot.Operating.Checks;
using Bot.Slack;

namespace Bot.Operating;

/// <summary>What whoever runs the bot needs on a bad day.</summary>
static class OperatingServices
{
    public static IServiceCollection AddOperating(this IServiceCollection services) => services
        .AddSingleton<ICheck, TokenCheck>()
        .AddSingleton<ICheck, ScopeCheck>()
        .AddSingleton<ICheck, ManifestCheck>()
        .AddSingleton<ICheck, ChannelCheck>()
        .AddSingleton<ICheck, GroupCheck>()
        .AddSingleton<ICheck, ConnectionCheck>()
        .AddSingleton<ICheck, TroubleCheck>()
        .AddSingleton<ICheck, ClockCheck>()
        .AddSingleton<ICheck, StoreCheck>()
        .AddSingleton<ICheck, IntakeCheck>()
        .AddSingleton<ICheck, OthersCheck>()
        .AddSingleton<Doctor>()
        .AddSingleton<ShowDoctor>()
        .AddSingleton<ShowAudit>();

    public static void RegisterOperating(this IServiceProvider all)
    {
        var router = all.GetRequiredService<SlackRouter>();
        all.GetRequiredService<ShowDoctor>().Register(router);
        all.GetRequiredService<ShowAudit>().Register(router);
    }
}
