using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Api.Tokens;

/// <summary>The table of contents of tokens: which command, button and form goes to which use case.</summary>
public sealed class TokenRoutes(BotCommands commands, TokenList list, MakeToken make, RevokeToken revoke)
{
    public void Register(SlackRouter router)
    {
        router.Command(commands.Incident, Verbs.Tokens, list.Open, ackFirst: true);
        router.ViewSubmission(TokenIds.ListForm, make.Begin);
        router.ViewSubmission(TokenIds.MakeForm, make.Submit);
        router.ActionThen(TokenIds.RevokeButton, revoke.Press);
    }
}
