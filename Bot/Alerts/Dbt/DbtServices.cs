using Bot.Delivery;

namespace Bot.Alerts.Dbt;

static class DbtServices
{
    public static IServiceCollection AddDbt(this IServiceCollection services) => services
        .AddSingleton<DbtManifests>()
        .AddSingleton<ReceiveArtifact>()
        .AddSingleton<DbtEndpoint>();

    public static void RegisterDbt(this WebApplication app)
    {
        app.Services.GetRequiredService<DbtEndpoint>().Map(app);
        app.Services.GetRequiredService<Retention>().Keep(kept => kept.History, DbtStore.Forget);
    }
}
