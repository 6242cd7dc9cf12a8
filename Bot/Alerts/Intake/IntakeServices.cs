using Bot.Settings;
using Bot.Storage;

namespace Bot.Alerts.Intake;

static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration from)
    {
        var folder = from.Optional(SealedSecrets.Key);
        return services
            .AddSingleton(IntakeSettings.Read(from))
            .AddSingleton(all => new SealedSecrets(folder ?? Beside(all.GetRequiredService<IStore>())))
            .AddSingleton<Refusals>()
            .AddSingleton<KnownSources>();
    }

    // What a server keeps has no place beside it.
    static string? Beside(IStore store) => store is SqliteStore ? $"{store.Where}.keys" : null;
}
