using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts.Sources;

static class SourceServices
{
    public static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSingleton<SourceList>()
        .AddSingleton<SourcePage>()
        .AddSingleton<ChangeSource>()
        .AddSingleton<MakeSource>()
        .AddSingleton<RotateToken>()
        .AddSingleton<SetSecret>()
        .AddSingleton<ExpectPosts>()
        .AddSingleton<LimitSource>()
        .AddSingleton<RevokeSource>()
        .AddSingleton<ShowPayload>()
        .AddSingleton<WatchSources>()
        .AddSingleton<SourceRoutes>();

    public static void RegisterSources(this IServiceProvider all)
    {
        all.GetRequiredService<SourceRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Ticker>());
        var (known, commands) = (all.GetRequiredService<KnownSources>(), all.GetRequiredService<BotCommands>());
        all.GetRequiredService<Trouble>().Also(_ => known.All.Where(s => s.LostItsSecret).Select(s =>
            $"Source: the secret of {Mrkdwn.Name(s.Name)} cannot be read any more, as the keys that encrypted it are gone, so "
                + "its alerts are refused. Put the folder of keys back and start the bot again, or enter the secret again "
                + $"({commands.Incident} {Incidents.Verbs.Sources}). What was refused is not kept: have it sent again."));
    }
}
