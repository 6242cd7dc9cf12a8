using Bot.Slack;

namespace Bot.Delivery;

/// <summary>
/// What Slack refused while something more urgent found another way: asked by itself until it works, so that admins hear of it
/// like of all that is refused.
/// </summary>
public static class AskAgain
{
    public static void Register(Synchroniser synchroniser, SlackApi slack)
    {
        synchroniser.Serve("reach", (person, stop) => slack.Conversations.Open([person], stop));
        synchroniser.Serve("group_members", (group, stop) => slack.UserGroups.Users.List(group, stop));
    }
}
