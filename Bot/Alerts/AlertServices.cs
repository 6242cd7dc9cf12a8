using Bot.Delivery;
using Bot.Slack;

namespace Bot.Alerts;

static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration from) => services
        .AddSingleton(AlertSettings.Read(from))
        .AddSingleton(IntakeSettings.Read(from))
        .AddSingleton<ReceiveAlert>()
        .AddSingleton<AlertEndpoint>()
        .AddSingleton<ListAlerts>()
        .AddSingleton<OvernightLine>()
        .AddSingleton<AlertRoutes>();

    public static void RegisterAlerts(this WebApplication app)
    {
        var (all, routes) = (app.Services, app.Services.GetRequiredService<AlertRoutes>());
        routes.Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        routes.Map(app);
    }
}
