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
    TakeIncident take,
    GiveUpdate update,
    ChangeStatus status,
    ResolveIncident resolve,
    ReopenIncident reopen,
    CardMenu menu,
    IncidentVerbs verbs,
    WhoIsOnCall who,
    CallPeople calls,
    ReachAnswer answer,
    ListIncidents list,
    IncidentHelp help,
    IncidentTicks ticks,
    MessageEvents messages,
    IncidentChannel channel)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string DeclareForm = "incident_declare";
    public const string DeclareSeverity = "incident_declare_severity";
    public const string DeclareAffected = "incident_declare_affected";
    public const string DeclareTeam = "incident_declare_team";
    public const string DeclareLead = "incident_declare_lead";
    public const string DeclareCallNow = "incident_declare_call_now";
    public const string OnIt = "incident_on_it";
    public const string BeLead = "incident_be_lead";
    public const string TakeOver = "incident_take_over";
    public const string CallNow = "incident_call_now";
    public const string AnswerCallNow = "incident_answer_call_now";
    public const string CallOneMore = "incident_call_one_more";
    public const string More = "incident_more";
    public const string OpenUpdate = "incident_open_update";
    public const string UpdateForm = "incident_update";
    public const string OpenStatus = "incident_open_status";
    public const string StatusForm = "incident_status";
    public const string ChangeStanding = "incident_change_status";
    public const string ChangeSeverity = "incident_change_severity";
    public const string ChangeAffected = "incident_change_affected";
    public const string ChangeTeam = "incident_change_team";
    public const string ChangeLead = "incident_change_lead";
    public const string ChangeCallNow = "incident_change_call_now";
    public const string UpdateStanding = "incident_update_status";
    public const string UpdateSeverity = "incident_update_severity";
    public const string UpdateCallNow = "incident_update_call_now";
    public const string OpenResolve = "incident_open_resolve";
    public const string ResolveForm = "incident_resolve";
    public const string OpenReopen = "incident_reopen";
    public const string WhichMenu = "incident_which";
    public const string WhichDo = "incident_which_do";
    public const string WhichNow = "incident_which_now";
    public const string WhichDeclare = "incident_which_declare";

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        Commands(router, commands.Incident);
        router.ViewSubmission(DeclareForm, declare.Submit);
        foreach (var choice in (string[])[DeclareTeam, DeclareSeverity, DeclareAffected, DeclareLead, DeclareCallNow])
            router.Action(choice, declare.Refresh, ackFirst: true);
        foreach (var button in (string[])[OnIt, BeLead, TakeOver]) router.ActionThen(button, take.Take);
        router.Action(CallNow, calls.Now);
        router.Action(CallOneMore, calls.OneMore);
        router.ActionThen(AnswerCallNow, answer.CallNow);
        router.Action(More, menu.Choose, ackFirst: true);
        router.Action(OpenUpdate, update.OpenByButton, ackFirst: true);
        router.ViewSubmission(UpdateForm, update.Submit);
        foreach (var choice in (string[])[UpdateStanding, UpdateSeverity, UpdateCallNow])
            router.Action(choice, update.Refresh, ackFirst: true);
        router.Action(OpenStatus, status.OpenByButton, ackFirst: true);
        router.ViewSubmission(StatusForm, status.Submit);
        foreach (var choice in (string[])[ChangeStanding, ChangeSeverity, ChangeAffected, ChangeTeam, ChangeLead, ChangeCallNow])
            router.Action(choice, status.Refresh, ackFirst: true);
        router.Action(OpenResolve, resolve.OpenByButton, ackFirst: true);
        router.ViewSubmission(ResolveForm, resolve.Submit);
        router.ActionThen(OpenReopen, reopen.Press);
        messages.Listen(MessageEvents.Channel, take.Said);
        messages.Listen(MessageEvents.Private, take.Said);
        synchroniser.Serve("incident", channel.Bring);
        synchroniser.Serve(OnCallSubjects.NamesSubject, (_, _) => channel.NameTeams());
        ticks.Register(ticker);
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
        router.Action(WhichMenu, (_, _) => Task.CompletedTask);
        router.Action(WhichDo, verbs.Press, ackFirst: true);
        router.ActionThen(WhichNow, async (press, stop) => await verbs.PressNow(press, stop));
        router.Action(WhichDeclare, verbs.Press, ackFirst: true);
    }
}
