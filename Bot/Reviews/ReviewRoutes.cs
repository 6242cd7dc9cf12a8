using Bot.Settings;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>The feature's table of contents: which command and menu goes to which use case.</summary>
public sealed class ReviewRoutes(BotCommands commands, ShowFairness fairness)
{
    // Stored in messages: never renamed, never reused.
    public const string PeriodMenu = "fairness_period";
    public const string RotationMenu = "fairness_rotation";

    public void Register(SlackRouter router)
    {
        router.Command(commands.Cover, "fairness", fairness.Open);
        router.Action(PeriodMenu, fairness.Choose, ackFirst: true);
        router.Action(RotationMenu, fairness.Choose, ackFirst: true);
    }
}
