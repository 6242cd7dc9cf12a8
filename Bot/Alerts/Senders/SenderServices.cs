namespace Bot.Alerts.Senders;

static class SenderServices
{
    public static IServiceCollection AddSenders(this IServiceCollection services) => services.AddSingleton<SenderEndpoint>();

    public static void MapSenders(this WebApplication app) => app.Services.GetRequiredService<SenderEndpoint>().Map(app);
}
