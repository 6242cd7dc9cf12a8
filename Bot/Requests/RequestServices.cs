using Bot.Delivery;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Requests;

static class RequestServices
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<QuestionsChannel>()
        .AddSingleton<HearRequests>()
        .AddSingleton<ListRequests>()
        .AddSingleton<CloseRequest>()
        .AddSingleton<MakeRequest>()
        .AddSingleton<ShowRequest>()
        .AddSingleton<RequestRoutes>();

    public static void RegisterRequests(this IServiceProvider all)
    {
        all.GetRequiredService<RequestRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<MessageEvents>(),
            all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Retention>().Keep(kept => kept.History, RequestStore.Forget);
    }
}
