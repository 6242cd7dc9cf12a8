using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>
/// The tokens: whether Slack takes each, as what, and of which workspace; and what Slack says beside that: the permissions, and
/// what time it is.
/// </summary>
sealed class TokenCheck(SlackApi slack, SlackOptions options, Database database) : ICheck
{
    public string Of => "the tokens";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var (bot, others) = await Bot(stop);
        return [bot, await App(stop), .. options.GroupsToken is null ? [] : new[] { await Groups(stop) }, .. others];
    }

    async Task<(Finding Bot, IReadOnlyList<Finding> Others)> Bot(CancellationToken stop)
    {
        try
        {
            var me = await slack.Auth.Test(stop);
            return (Whose(me),
                [.. GrantedScopes.Of(me.Scopes), SlackClock.Beside(me.ServerTime, options.WireTime.GetUtcNow())]);
        }
        catch (SlackException e)
        {
            return (Finding.Wrong($"Slack does not take SLACK_BOT_TOKEN ({e.Error}).", e.Remedy), []);
        }
    }

    Finding Whose(AuthTestResponse me) => database.Read(Installation.Team.Now) is { } team && team != me.TeamId
        ? Finding.Wrong(
            $"SLACK_BOT_TOKEN belongs to the workspace {me.Team} ({me.TeamId}), and the database to {team}.",
            "Use the tokens of that workspace, or point ConnectionStrings__Default at a database of its own.")
        : Finding.Well($"SLACK_BOT_TOKEN is that of {me.User} in {me.Team}.");

    async Task<Finding> App(CancellationToken stop)
    {
        try
        {
            await slack.TryConnection(stop);
            return Finding.Well("SLACK_APP_TOKEN opens connections of Socket Mode.");
        }
        catch (SlackStoppedException e)
        {
            return Finding.Wrong($"Slack does not take SLACK_APP_TOKEN ({e.Error}).", e.Message);
        }
        catch (SlackException e)
        {
            return Finding.Wrong($"Slack does not take SLACK_APP_TOKEN ({e.Error}).", e.Remedy);
        }
    }

    async Task<Finding> Groups(CancellationToken stop)
    {
        try
        {
            var whose = await slack.Auth.TestGroups(stop);
            return Finding.Well($"SLACK_GROUPS_TOKEN is that of {whose.User}.");
        }
        catch (SlackException e)
        {
            return Finding.Wrong(
                $"Slack does not take SLACK_GROUPS_TOKEN ({e.Error}), so user groups are not kept.",
                "Set it to an admin's user token (xoxp-…) with usergroups:read and usergroups:write, or leave it out.");
        }
    }
}
