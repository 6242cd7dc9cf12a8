using Bot.Delivery;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>The table of contents of sources: which command, button and form goes to which use case.</summary>
public sealed class SourceRoutes(
    BotCommands commands, SourceList list, SourcePage page, MakeSource make, RotateToken rotate, SetSecret secret,
    ExpectPosts expect, LimitSource limit, RevokeSource revoke, ShowPayload payload, WatchSources watch)
{
    public void Register(SlackRouter router, Ticker ticker)
    {
        router.Command(commands.Incident, Verbs.Sources, list.Open, ackFirst: true);
        router.Action(EarlierButton, list.Turn, ackFirst: true);
        router.Action(LaterButton, list.Turn, ackFirst: true);
        router.Action(OpenButton, page.Open, ackFirst: true);
        router.ViewSubmission(ListForm, make.Begin);
        router.ViewSubmission(KindForm, make.Choose);
        router.ViewSubmission(NameForm, make.Submit);
        router.ActionThen(RotateButton, rotate.Press);
        router.Action(SecretButton, secret.Open, ackFirst: true);
        router.ViewSubmission(SecretForm, secret.Submit);
        router.Action(ExpectButton, expect.Open, ackFirst: true);
        router.ViewSubmission(ExpectForm, expect.Submit);
        router.Action(LimitButton, limit.Open, ackFirst: true);
        router.ViewSubmission(LimitForm, limit.Submit);
        router.ActionThen(RevokeButton, revoke.Press);
        router.Action(PayloadButton, payload.Open, ackFirst: true);
        ticker.EachMinute("silent sources", watch.Look);
    }
}
