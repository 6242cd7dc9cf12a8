using Bot.Slack;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Alerts.Hooks;

static class HookServices
{
    public static IServiceCollection AddHooks(this IServiceCollection services, IConfiguration from)
    {
        services.TryAddSingleton(_ => AmazonLine.Open());
        return services
            .AddSingleton(HookSettings.Read(from))
            .AddSingleton<SnsSignature>()
            .AddSingleton<HookEndpoint>()
            .AddSingleton<ListHooks>()
            .AddSingleton<EditHook>()
            .AddSingleton<HookRoutes>();
    }

    public static void RegisterHooks(this WebApplication app)
    {
        var routes = app.Services.GetRequiredService<HookRoutes>();
        routes.Register(app.Services.GetRequiredService<SlackRouter>());
        routes.Map(app);
    }
}
