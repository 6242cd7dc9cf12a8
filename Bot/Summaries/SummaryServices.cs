using Bot.Delivery;
using Bot.Incidents;
using Bot.Slack;
using Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Summaries;

static class SummaryServices
{
    public static IServiceCollection AddSummaries(this IServiceCollection services, IConfiguration from)
    {
        services.TryAddSingleton(AiSettings.Read(from));
        return services
            .AddSingleton<AskModel>()
            .AddSingleton<ReadChannel>()
            .AddSingleton<ShowSummary>()
            .AddSingleton<WriteSummary>()
            .AddSingleton<AcceptSummary>()
            .AddSingleton<EditSummary>()
            .AddSingleton<CatchUp>();
    }

    public static void RegisterSummaries(this IServiceProvider all)
    {
        var (router, synchroniser) = (all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>());
        var (forms, show) = (all.GetRequiredService<IncidentForms>(), all.GetRequiredService<ShowSummary>());
        var (edit, catchUp) = (all.GetRequiredService<EditSummary>(), all.GetRequiredService<CatchUp>());
        forms.Serve(Verbs.Summary, show.Open);
        forms.Serve(Verbs.CatchUp, catchUp.Open);
        router.Action(SummaryIds.Read, show.Read, ackFirst: true);
        router.Action(SummaryIds.Anew, show.Anew, ackFirst: true);
        router.ActionThen(SummaryIds.Accept, all.GetRequiredService<AcceptSummary>().Press);
        router.Action(SummaryIds.OpenEdit, edit.Open, ackFirst: true);
        router.ViewSubmission(SummaryIds.EditForm, edit.Submit);
        router.Action(SummaryIds.CatchUp, catchUp.OpenByButton, ackFirst: true);
        router.Event("member_joined_channel", catchUp.Joined);
        synchroniser.Serve(WriteSummary.Prefix, all.GetRequiredService<WriteSummary>().Bring, Lane.Outside);
        synchroniser.Serve(CatchUp.Offered, catchUp.Offer, Lane.People);
        synchroniser.Within("incident_resolved", WriteSummary.Resolved);
        all.GetRequiredService<Retention>().Keep(kept => kept.History, SummaryStore.Forget);
    }
}
