using Bot.Incidents;
using Bot.Slack;

namespace Bot.Alerts.Routing;

static class RoutingServices
{
    public static IServiceCollection AddRoutesOfAlerts(this IServiceCollection services) => services
        .AddSingleton<TeamRoutes>()
        .AddSingleton<GroupOfDeclared>(_ => DeclaredByRoute.Group)
        .AddSingleton<ListRoutes>()
        .AddSingleton<EditRoute>()
        .AddSingleton<AddCondition>()
        .AddSingleton<SaveRoute>()
        .AddSingleton<DeleteRoute>()
        .AddSingleton<ExplainAlert>()
        .AddSingleton<UsePreset>()
        .AddSingleton<ListAttributes>()
        .AddSingleton<EditAttributes>()
        .AddSingleton<RoutingRoutes>();

    public static void RegisterRoutesOfAlerts(this WebApplication app)
    {
        var (all, routes) = (app.Services, app.Services.GetRequiredService<RoutingRoutes>());
        var router = all.GetRequiredService<SlackRouter>();
        routes.Register(router, all.GetRequiredService<DeleteRoute>(), all.GetRequiredService<UsePreset>());
        routes.Register(router, all.GetRequiredService<ListAttributes>(), all.GetRequiredService<EditAttributes>());
    }
}
