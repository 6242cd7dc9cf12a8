using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents.Private;

static class PrivateServices
{
    public static IServiceCollection AddPrivate(this IServiceCollection services) => services
        .AddSingleton<MoveToPrivate>()
        .AddSingleton<FindForgotten>()
        .AddSingleton<LeaveOldPlace>();

    public static void RegisterPrivate(this IServiceProvider all)
    {
        var (router, move) = (all.GetRequiredService<SlackRouter>(), all.GetRequiredService<MoveToPrivate>());
        all.GetRequiredService<IncidentForms>().Serve(Verbs.MakePrivate, move.Open);
        router.ViewSubmission(PrivateIds.MoveForm, move.Submit);
        all.GetRequiredService<LeaveOldPlace>().Register(all.GetRequiredService<Synchroniser>());
    }
}
