using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Api.Webhooks;

static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration from)
    {
        services.TryAddSingleton<WebhookOptions>();
        return services
            .AddSingleton(WebhookSettings.Read(from))
            .AddSingleton<WebhookLine>()
            .AddSingleton<SendWebhooks>()
            .AddSingleton<TellWebhooks>()
            .AddSingleton<WebhookForm>()
            .AddSingleton<ListWebhooks>()
            .AddSingleton<WebhookPage>()
            .AddSingleton<MakeWebhook>()
            .AddSingleton<ChangeWebhook>()
            .AddSingleton<RenewWebhookSecret>()
            .AddSingleton<StopWebhook>()
            .AddSingleton<TestWebhook>()
            .AddSingleton<WebhookRoutes>();
    }

    public static void RegisterWebhooks(this IServiceProvider all)
    {
        all.GetRequiredService<WebhookRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<RenewWebhookSecret>(),
            all.GetRequiredService<TestWebhook>());
        var (send, tell) = (all.GetRequiredService<SendWebhooks>(), all.GetRequiredService<TellWebhooks>());
        var (synchroniser, ticker) = (all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        synchroniser.Serve("webhook", send.Bring, Lane.Webhooks);
        synchroniser.Hear("incident", TellWebhooks.Incident);
        synchroniser.Hear(FollowUpRow.Prefix, TellWebhooks.FollowUp);
        ticker.Each("what webhooks are told", send.Look);
        ticker.EachMinute("who is on call, for webhooks", tell.Look);
        var days = all.GetRequiredService<WebhookOptions>().Days;
        all.GetRequiredService<Retention>().Keep(kept => Math.Min(days, kept.Bodies), WebhookEvents.Forget);
        var secrets = all.GetRequiredService<SealedSecrets>();
        var list = $"{all.GetRequiredService<BotCommands>().Incident} {Verbs.Webhooks}";
        all.GetRequiredService<Trouble>().Also(
            db => WebhookStore.All(db).Select(to => Wrong(to, secrets, list)).OfType<string>());
    }

    /// <summary>What admins are told of a webhook, the same for as long as it is; null where it is well.</summary>
    static string? Wrong(WebhookRow to, SealedSecrets secrets, string list)
    {
        var name = $"Webhook {to.Name}";
        return to.Stopped switch
        {
            WebhookRow.Failed =>
                $"{name} took nothing for a day and is paused. {to.Failing} What happens waits for it, a week at most; {list} "
                    + "resumes or deletes it.",
            WebhookRow.Gone =>
                $"{name} answers that it is gone, and is switched off: {list} gives it another address or deletes it.",
            null when to.Open(secrets) is null =>
                $"{name}: its address and secret cannot be read any more, as the keys that encrypted them are gone. Until they "
                    + $"are entered again ({list}), what happens waits for it.",
            _ => null,
        };
    }
}
