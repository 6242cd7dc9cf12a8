using Bot.Delivery;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Direct;

static class DirectServices
{
    public static IServiceCollection AddDirect(this IServiceCollection services) => services
        .AddSingleton<RemindLead>()
        .AddSingleton<TellSubscribers>()
        .AddSingleton<LeadNotes>();

    public static void RegisterDirect(this IServiceProvider all)
    {
        var (router, synchroniser, ticker) = (
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        var (remind, notes) = (all.GetRequiredService<RemindLead>(), all.GetRequiredService<LeadNotes>());
        router.ActionThen(IncidentIds.SnoozeUpdate, remind.Snooze);
        router.ActionThen(IncidentIds.StopUpdates, remind.Stop);
        synchroniser.Serve(NextUpdateStore.Subject, remind.Bring);
        synchroniser.Serve(SubscriberStore.Subject, all.GetRequiredService<TellSubscribers>().Bring, Lane.Rest);
        synchroniser.Serve(LeadNoteStore.Subject, notes.Bring);
        ticker.EachMinute("due updates", remind.Look);
        ticker.Each("notes to new leads", notes.Look);
    }
}
