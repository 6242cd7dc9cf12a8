using Bot.Delivery;
using Bot.Settings;
using Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Alerts.Forwarding;

static class ForwardingServices
{
    // Shorter trouble passes by itself.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // One alert that was refused among many that were taken is told of as well.
    static readonly TimeSpan Told = TimeSpan.FromHours(1);

    public static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.TryAddSingleton<ForwardOptions>();
        return services.AddSingleton<DestinationLine>().AddSingleton<SendForwards>();
    }

    public static void RegisterForwarding(this IServiceProvider all)
    {
        var (send, synchroniser) = (all.GetRequiredService<SendForwards>(), all.GetRequiredService<Synchroniser>());
        synchroniser.Serve("forward", send.Bring, Lane.Outside);
        synchroniser.Within("alerts_over", (tx, id) => ForwardStore.EndsIncident(
            tx, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        all.GetRequiredService<Ticker>().Each("what is sent on", send.Look);
        all.GetRequiredService<Restores>().Quiet((tx, _) => ForwardStore.AfterRestore(tx));
        var retention = all.GetRequiredService<Retention>();
        retention.Keep(kept => kept.Bodies, ForwardStore.ForgetEnded);
        retention.Keep(kept => kept.History, ForwardStore.Forget);
        var (secrets, clock) = (all.GetRequiredService<Intake.SealedSecrets>(), all.GetRequiredService<TimeProvider>());
        var list = $"{all.GetRequiredService<BotCommands>().Incident} {Incidents.Verbs.Destinations}";
        all.GetRequiredService<Trouble>().Also(db => DestinationStore.All(db)
            .Select(d => Wrong(d, secrets, clock.GetUtcNow(), list)).OfType<string>());
    }

    /// <summary>What admins are told of a destination, the same for as long as it is; null where it is well.</summary>
    static string? Wrong(DestinationRow to, Intake.SealedSecrets secrets, DateTimeOffset now, string list)
    {
        bool IsSince(long? at, TimeSpan span) => at <= (now - span).ToUnixTimeMilliseconds();
        var name = $"Destination {to.Name}";
        return to switch
        {
            _ when SealedAddress.Open(secrets, to) is null =>
                $"{name}: its address and secret cannot be read any more, as the keys that encrypted them are gone. Until they "
                    + $"are entered again ({list}), alerts wait for it, a day at most.",
            { RefusedAt: { } at } when !(to.TakenAt > at) || !IsSince(at, Told) =>
                $"{name} does not take alerts. {to.Refused} What it did not take is not sent again; {list} has a test.",
            { FailingAt: { } at } when IsSince(at, Patience) =>
                $"{name} takes no alerts just now. {to.Failing} They wait for it, a day at most ({list}).",
            _ => null,
        };
    }
}
