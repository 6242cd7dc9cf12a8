using Bot.Slack;

namespace Bot.Alerts.Routing;

static class RoutingServices
{
    public static IServiceCollection AddRoutesOfAlerts(this IServiceCollection services) => services
        .AddSingleton<TeamRoutes>()
        .AddSingleton<ListRoutes>()
        .AddSingleton<EditRoute>()
        .AddSingleton<AddCondition>()
        .AddSingleton<SaveRoute>()
        .AddSingleton<DeleteRoute>()
        .AddSingleton<ExplainAlert>()
        .AddSingleton<UsePreset>()
        .AddSingleton<RoutingRoutes>();

    public static void RegisterRoutesOfAlerts(this WebApplication app) => app.Services.GetRequiredService<RoutingRoutes>().Register(
        app.Services.GetRequiredService<SlackRouter>(), app.Services.GetRequiredService<DeleteRoute>(),
        app.Services.GetRequiredService<UsePreset>());
}
