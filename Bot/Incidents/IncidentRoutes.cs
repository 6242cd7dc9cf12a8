using Bot.Delivery;
using Bot.Hosting;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The feature's table of contents: which command, button and form goes to which use case.</summary>
public sealed class IncidentRoutes(
    BotCommands commands,
    DeclareIncident declare,
    DeclareByShortcut shortcuts,
    TakeIncident take,
    GiveUpdate update,
    ChangeStatus status,
    ResolveIncident resolve,
    CloseIncident close,
    CloseByItself byItself,
    ReopenIncident reopen,
    CardMenu menu,
    SplitIncident split,
    MergeIncident merge,
    UnmergeIncident unmerge,
    DeclineIncident decline,
    ExpectAlerts expect,
    HandOver handOver,
    Subscribe subscribe,
    IncidentMenu actions,
    IncidentForms forms,
    IncidentVerbs verbs,
    WhoIsOnCall who,
    CallPeople calls,
    ReachAnswer answer,
    ListIncidents list,
    IncidentHelp help,
    IncidentTicks ticks,
    MessageEvents messages,
    IncidentChannel channel,
    AdoptChannel adopt,
    KeepInside inside,
    ChannelNews news,
    KeepChannel keep,
    AskAccess access)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        Commands(router, commands.Incident);
        forms.Serve(Verbs.HandOver, handOver.Open);
        forms.Serve(Verbs.Subscribers, subscribe.Open);
        forms.Serve(Verbs.Menu, actions.Open);
        router.ViewSubmission(IncidentIds.DeclareForm, declare.Submit);
        router.Shortcut(IncidentIds.DeclareAnywhere, shortcuts.Anywhere);
        router.Shortcut(IncidentIds.DeclareFromMessage, shortcuts.FromMessage);
        foreach (var choice in (string[])[
            IncidentIds.DeclareTeam, IncidentIds.DeclareSeverity, IncidentIds.DeclareAffected, IncidentIds.DeclareLead,
            IncidentIds.DeclareCallNow, IncidentIds.DeclarePrivate, IncidentIds.DeclareInside
        ])
            router.Action(choice, declare.Refresh, ackFirst: true);
        foreach (var button in (string[])[IncidentIds.OnIt, IncidentIds.BeLead, IncidentIds.TakeOver])
            router.ActionThen(button, take.Take);
        router.Action(IncidentIds.CallNow, calls.Now);
        router.ActionThen(IncidentIds.CallOneMore, calls.OneMore);
        router.ActionThen(IncidentIds.AnswerCallNow, answer.CallNow);
        router.Action(IncidentIds.More, menu.Choose, ackFirst: true);
        router.Action(IncidentIds.OpenUpdate, update.OpenByButton, ackFirst: true);
        router.ViewSubmission(IncidentIds.UpdateForm, update.Submit);
        foreach (var choice in (string[])[IncidentIds.UpdateStanding, IncidentIds.UpdateSeverity, IncidentIds.UpdateCallNow])
            router.Action(choice, update.Refresh, ackFirst: true);
        router.Action(IncidentIds.OpenStatus, status.OpenByButton, ackFirst: true);
        router.ViewSubmission(IncidentIds.StatusForm, status.Submit);
        foreach (var choice in (string[])[
            IncidentIds.ChangeStanding, IncidentIds.ChangeSeverity, IncidentIds.ChangeAffected, IncidentIds.ChangeTeam,
            IncidentIds.ChangeLead, IncidentIds.ChangeCallNow
        ])
            router.Action(choice, status.Refresh, ackFirst: true);
        router.Action(IncidentIds.OpenResolve, resolve.OpenByButton, ackFirst: true);
        router.ViewSubmission(IncidentIds.ResolveForm, resolve.Submit);
        Closing(router);
        router.ActionThen(IncidentIds.OpenReopen, reopen.Press);
        router.ViewSubmission(IncidentIds.SplitForm, split.Submit);
        router.Action(IncidentIds.OpenDecline, decline.Open, ackFirst: true);
        router.ViewSubmission(IncidentIds.DeclineForm, decline.Submit);
        router.Action(IncidentIds.OpenMerge, merge.OpenByButton, ackFirst: true);
        router.ViewSubmission(IncidentIds.MergeForm, merge.Submit);
        router.ActionThen(IncidentIds.Unmerge, unmerge.Press);
        router.ViewSubmission(IncidentIds.ExpectForm, expect.Submit);
        router.ViewSubmission(IncidentIds.HandOverForm, handOver.Submit);
        router.Action(IncidentIds.HandOverLead, handOver.Refresh, ackFirst: true);
        router.Action(IncidentIds.HandOverCallNow, handOver.Refresh, ackFirst: true);
        messages.Listen(MessageEvents.Channel, take.Said);
        messages.Listen(MessageEvents.Private, take.Said);
        messages.Listen(MessageEvents.Private, inside.Said);
        router.Event("member_joined_channel", inside.Joined);
        router.Event("member_left_channel", inside.Left);
        OfChannels(router);
        OfPrivate(router);
        synchroniser.Serve(AskAccess.Subject, access.Bring);
        synchroniser.Serve("incident", channel.Bring);
        synchroniser.Serve(CloseByItself.Prefix, byItself.Bring);
        // A rotation was made, renamed or ended: cards name their team where there are several.
        synchroniser.Within(OnCallSubjects.NamesSubject, (tx, _) => IncidentStore.WakeOpen(tx));
        ticks.Register(ticker);
    }

    void OfPrivate(SlackRouter router)
    {
        router.ActionThen(IncidentIds.AdoptChannel, adopt.Press);
        router.ActionThen(IncidentIds.AskAccess, access.Ask);
        router.ActionThen(IncidentIds.LetIn, access.LetIn);
        router.ActionThen(IncidentIds.KeepOut, access.KeepOut);
    }

    void Closing(SlackRouter router)
    {
        foreach (var button in CloseIncident.Buttons) router.ActionThen(button, close.Press);
        router.Action(IncidentIds.OpenClosing, close.OpenByButton, ackFirst: true);
        router.ViewSubmission(IncidentIds.ClosingForm, close.Submit);
    }

    void OfChannels(SlackRouter router)
    {
        messages.Listen(MessageEvents.Channel, news.Said);
        messages.Listen(MessageEvents.Private, news.Said);
        router.ActionThen(IncidentIds.KeepChannel, keep.Keep);
        router.ActionThen(IncidentIds.ArchiveNow, keep.ArchiveNow);
        router.Event("member_joined_channel", news.Joined);
        router.Event("member_left_channel", news.Left);
        // Slack tells of private channels by other names.
        foreach (var kind in (string[])["channel", "group"])
        {
            router.Event($"{kind}_archive", news.Gone);
            router.Event($"{kind}_deleted", news.Gone);
            router.Event($"{kind}_unarchive", news.Back);
            router.Event($"{kind}_rename", news.Renamed);
        }
    }

    void Commands(SlackRouter router, string command)
    {
        router.Words(command, Verbs.Of);
        router.Command(command, "", verbs.Run, ackFirst: true);
        router.Command(command, Verbs.Declare, verbs.Run, ackFirst: true);
        // What is done by the word itself is kept before Slack is told; what opens a form keeps nothing yet.
        foreach (var verb in Verbs.OfIncident) router.Command(command, verb, verbs.Run, ackFirst: !Verbs.AtOnce.Contains(verb));
        router.Command(command, Verbs.List, list.Show);
        router.Command(command, Verbs.Who, who.Show);
        router.Command(command, Verbs.Help, help.Show);
        router.Action(IncidentIds.WhichMenu, (_, _) => Task.CompletedTask);
        router.Action(IncidentIds.WhichDo, verbs.Press, ackFirst: true);
        router.ActionThen(IncidentIds.WhichNow, async (press, stop) => await verbs.PressNow(press, stop));
        router.Action(IncidentIds.WhichDeclare, verbs.Press, ackFirst: true);
    }
}
