using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        .AddSingleton<Dispatcher>()
        .AddSingleton(s => new SocketModeClient(options, s.GetRequiredService<SlackApi>(), s.GetRequiredService<Dispatcher>(),
            s.GetRequiredService<SlackStatus>(), s.GetRequiredService<ILogger<SocketModeClient>>()));
}
