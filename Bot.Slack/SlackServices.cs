using Microsoft.Extensions.DependencyInjection;

namespace Bot.Slack;

/// <summary>Registers this project's parts.</summary>
public static class SlackServices
{
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options) => services
        .AddSingleton(options)
        .AddSingleton<SlackApi>()
        .AddSingleton<SlackRouter>()
        .AddSingleton<SlackStatus>()
        .AddSingleton<OpenWork>()
        .AddSingleton<SocketModeClient>();
}
