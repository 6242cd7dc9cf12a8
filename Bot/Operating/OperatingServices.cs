using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Operating.Checks;
using Bot.Operating.Export;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Operating;

/// <summary>What whoever runs the bot needs on a bad day.</summary>
static class OperatingServices
{
    public static IServiceCollection AddOperating(this IServiceCollection services, IConfiguration from) => services
        .AddSingleton(BackupOptions.Read(from))
        .AddSingleton<HandOverBackup>()
        .AddSingleton<DailyBackup>()
        .AddSingleton<SayRestored>()
        .AddSingleton<ICheck, TokenCheck>()
        .AddSingleton<ICheck, ManifestCheck>()
        .AddSingleton<ICheck, ChannelCheck>()
        .AddSingleton<ICheck, GroupCheck>()
        .AddSingleton<ICheck, ConnectionCheck>()
        .AddSingleton<ICheck, TroubleCheck>()
        .AddSingleton<ICheck, ZoneCheck>()
        .AddSingleton<ICheck, StoreCheck>()
        .AddSingleton<ICheck, KeysCheck>()
        .AddSingleton<ICheck, BackupCheck>()
        .AddSingleton<ICheck, IntakeCheck>()
        .AddSingleton<ICheck, OthersCheck>()
        .AddSingleton<Doctor>()
        .AddSingleton<ShowDoctor>()
        .AddSingleton<ShowAudit>()
        .AddSingleton<SettingsFile>()
        .AddSingleton<SlackNames>()
        .AddSingleton<ExportSettings>()
        .AddSingleton<ImportSettings>();

    public static void RegisterOperating(this IServiceProvider all)
    {
        var (backup, ticker) = (all.GetRequiredService<DailyBackup>(), all.GetRequiredService<Ticker>());
        ticker.EachMinute("daily backup", backup.Look);
        all.GetRequiredService<Trouble>().Also(backup.Trouble);
        all.GetRequiredService<Synchroniser>().Serve(Restored.Subject, all.GetRequiredService<SayRestored>().Bring);
        var known = all.GetRequiredService<KnownSources>();
        all.GetRequiredService<Synchroniser>().Serve(ImportSettings.Subject, (_, _) => known.Changed());
        all.GetRequiredService<Retention>().Keep(kept => kept.History, BackupStore.Forget);
        var router = all.GetRequiredService<SlackRouter>();
        all.GetRequiredService<ShowDoctor>().Register(router);
        all.GetRequiredService<ShowAudit>().Register(router);
    }
}
