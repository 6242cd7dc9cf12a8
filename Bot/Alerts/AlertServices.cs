using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Slack;

namespace Bot.Alerts;

static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration from) => services
        .AddSingleton(AlertSettings.Read(from))
        .AddIntake(from)
        .AddForwarding()
        .AddSingleton<AlertLog>()
        .AddSingleton<SourceNames>()
        .AddSingleton<PassedRuns>()
        .AddSingleton<ReceiveAlert>()
        .AddSingleton<AlertEndpoint>()
        .AddSingleton<ListAlerts>()
        .AddSingleton<OvernightLine>()
        .AddSingleton<SettleAlerts>()
        .AddSingleton<SayAlert>()
        .AddSingleton<AlertRoutes>();

    public static void RegisterAlerts(this WebApplication app)
    {
        var (all, routes) = (app.Services, app.Services.GetRequiredService<AlertRoutes>());
        routes.Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        app.Use(OneSlash);
        // Behind the middleware, which changes the address that it goes by.
        app.UseRouting();
        routes.Map(app);
        all.RegisterForwarding();
        all.GetRequiredService<KnownSources>().Begin();
        all.GetRequiredService<Retention>().Keep(kept => kept.Bodies, BodyStore.Forget);
        all.GetRequiredService<Retention>().Keep(kept => kept.Bodies, LineStore.Forget);
        all.GetRequiredService<Retention>().Keep(kept => kept.History, RunStore.Forget);
    }

    /// <summary>A base address that ends in a slash gives two in a row, and many clients only put the two together.</summary>
    static Task OneSlash(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
            http.Request.Path = $"/{string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries))}";
        return next(http);
    }
}
