using Bot.Settings;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>The feature's table of contents: which command and menu goes to which use case.</summary>
public sealed class ReviewRoutes(BotCommands commands, ShowFairness fairness)
{
    public void Register(SlackRouter router)
    {
        router.Command(commands.Cover, "fairness", fairness.Open);
        router.Action(ReviewIds.PeriodMenu, fairness.Choose, ackFirst: true);
        router.Action(ReviewIds.RotationMenu, fairness.Choose, ackFirst: true);
    }
}
