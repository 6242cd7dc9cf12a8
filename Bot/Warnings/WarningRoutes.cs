using Bot.Delivery;
using Bot.Incidents;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Warnings;

/// <summary>The feature's table of contents: which command, button and form goes to which use case.</summary>
sealed class WarningRoutes(
    BotCommands commands, ListWarnings list, DecideOnWarnings decide, ListFlakes flakes, SayWarningsOfWeek week)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        router.Command(commands.Incident, Verbs.Warnings, list.Show, ackFirst: true);
        router.Command(commands.Incident, Verbs.Flakes, flakes.Show);
        router.Action(WarningIds.OpenList, list.Open, ackFirst: true);
        foreach (var menu in (string[])[
            WarningIds.ShowMenu, WarningIds.GroupMenu, WarningIds.FilterMenu, WarningIds.Back, WarningIds.Next
        ])
            router.Action(menu, list.Change, ackFirst: true);
        router.Options(WarningIds.FilterMenu, list.Filters);
        router.Action(WarningIds.Decide, decide.OpenByButton, ackFirst: true);
        router.Action(WarningIds.Asked, decide.OpenAsked, ackFirst: true);
        router.ViewSubmission(WarningIds.ListForm, decide.OpenForAll);
        router.ViewSubmission(WarningIds.ChooseForm, decide.Choose);
        router.ViewSubmission(WarningIds.DecideForm, decide.Submit);
        synchroniser.Serve(SayWarningsOfWeek.Prefix, week.Bring);
        ticker.EachMinute("warnings", week.Look);
    }
}
