using Bot.Delivery;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>The feature's table of contents: which command and menu goes to which use case, and what is due when.</summary>
public sealed class ReviewRoutes(
    BotCommands commands, ShowFairness fairness, ShowReview review, PostReview post, PostEveryWeek week, SendReview send)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Cover, "fairness", fairness.Open);
        router.Action(ReviewIds.PeriodMenu, fairness.Choose, ackFirst: true);
        router.Action(ReviewIds.RotationMenu, fairness.Choose, ackFirst: true);
        router.Command(commands.Incident, Verbs.Review, review.Open, ackFirst: true);
        foreach (var menu in (string[])[ReviewIds.Span, ReviewIds.Team, ReviewIds.Severity, ReviewIds.Source])
            router.Action(menu, review.Choose, ackFirst: true);
        router.ActionThen(ReviewIds.Post, post.Press);
        router.Action(ReviewIds.Send, send.Send, ackFirst: true);
        synchroniser.Serve(PostReview.Subject, post.Bring);
        synchroniser.Serve(ReviewWeek.Prefix, week.Bring);
        ticker.EachMinute("reviews", week.Look);
    }
}
