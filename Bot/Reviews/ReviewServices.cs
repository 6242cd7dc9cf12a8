using Bot.Delivery;
using Bot.Slack;

namespace Bot.Reviews;

static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<ShowFairness>()
        .AddSingleton<ShowReview>()
        .AddSingleton<ReviewInChannel>()
        .AddSingleton<PostReview>()
        .AddSingleton<PostEveryWeek>()
        .AddSingleton<SendReview>()
        .AddSingleton<ReviewRoutes>();

    public static void RegisterReviews(this IServiceProvider all)
    {
        all.GetRequiredService<ReviewRoutes>().Register(
            all.GetRequiredService<SlackRouter>(), all.GetRequiredService<Synchroniser>(), all.GetRequiredService<Ticker>());
        all.GetRequiredService<Retention>().Keep(kept => kept.Briefs, ReviewWeekStore.Forget);
    }
}
