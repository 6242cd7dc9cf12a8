using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;
using static Bot.Alerts.Destinations.DestinationIds;

namespace Bot.Alerts.Destinations;

/// <summary>The table of contents of destinations: which command, button and form goes to which use case.</summary>
public sealed class DestinationRoutes(
    BotCommands commands, ListDestinations list, DestinationPage page, MakeDestination make, ChangeDestination change,
    NewSecret secret, TestDestination test)
{
    public void Register(SlackRouter router, DeleteDestination delete)
    {
        router.Command(commands.Incident, Verbs.Destinations, list.Open, ackFirst: true);
        router.ViewSubmission(ListForm, make.Begin);
        router.ViewSubmission(KindForm, make.Choose);
        router.ViewSubmission(MakeForm, make.Submit);
        router.Action(OpenButton, page.Open, ackFirst: true);
        router.Action(ChangeButton, change.Open, ackFirst: true);
        router.ViewSubmission(EditForm, change.Submit);
        router.ActionThen(SecretButton, secret.Press);
        router.Action(TestButton, test.Press, ackFirst: true);
        router.ActionThen(DeleteButton, delete.Press);
    }
}
