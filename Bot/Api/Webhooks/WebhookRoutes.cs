using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using static Bot.Api.Webhooks.WebhookIds;

namespace Bot.Api.Webhooks;

/// <summary>The table of contents of webhooks: which command, button and form goes to which use case.</summary>
public sealed class WebhookRoutes(
    BotCommands commands, ListWebhooks list, WebhookPage page, MakeWebhook make, ChangeWebhook change, StopWebhook end)
{
    public void Register(SlackRouter router, RenewWebhookSecret secret, TestWebhook test)
    {
        router.Command(commands.Incident, Verbs.Webhooks, list.Open, ackFirst: true);
        router.ViewSubmission(ListForm, make.Begin);
        router.ViewSubmission(MakeForm, make.Submit);
        router.Action(OpenButton, page.Open, ackFirst: true);
        router.Action(ChangeButton, change.Open, ackFirst: true);
        router.ViewSubmission(EditForm, change.Submit);
        router.ActionThen(SecretButton, secret.Press);
        router.Action(TestButton, test.Press, ackFirst: true);
        router.ActionThen(PauseButton, end.Pause);
        router.ActionThen(ResumeButton, end.Resume);
        router.ActionThen(RemoveButton, end.Remove);
    }
}
