using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary>The feature's table of contents: which command, button, form, emoji and shortcut goes to which use case.</summary>
sealed class FollowUpRoutes(
    BotCommands commands, MakeFollowUp make, FollowUpOnMessage onMessage, EditFollowUp edit, EndFollowUp end,
    HandFollowUp hand, ListFollowUps list, FollowUpHelp help, ShowChecklist checklist,
    TickFollowUps tick, TellOwner owner, SayOverdue overdue)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        var command = commands.FollowUp;
        router.Command(command, "", make.Typed);
        router.Command(command, "mine", WordAlone.Only(list.Mine));
        router.Command(command, "list", list.Show);
        router.Command(command, "done", end.Done);
        router.Command(command, "notdoing", end.NotDoing);
        router.Command(command, "reopen", end.Reopen);
        router.Command(command, "reassign", hand.Reassign);
        router.Command(command, "snooze", hand.Snooze);
        router.Command(command, "help", help.Show);
        router.ViewSubmission(FollowUpIds.MakeForm, make.Submit);
        router.ViewSubmission(FollowUpIds.EditForm, edit.Submit);
        router.Action(FollowUpIds.Open, edit.OpenByButton, ackFirst: true);
        router.ActionThen(FollowUpIds.Done, end.Press);
        router.ActionThen(FollowUpIds.DoneInList, end.PressInList);
        router.ActionThen(FollowUpIds.OpenOverdue, list.OpenOverdue);
        router.ActionThen(FollowUpIds.Tick, tick.Press);
        router.Shortcut(FollowUpIds.FromMessage, onMessage.FromMenu);
        router.Event("reaction_added", onMessage.Reacted);
        synchroniser.Serve(FollowUpRow.Prefix, owner.Bring, Lane.Rest);
        synchroniser.Serve(ShowChecklist.Prefix, checklist.Bring);
        synchroniser.Serve(SayOverdue.Prefix, overdue.Bring);
        ticker.EachMinute("follow-ups", owner.Look);
        ticker.EachMinute("overdue follow-ups", overdue.Look);
    }
}
