using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>The feature's table of contents: which command, button and form goes to which use case.</summary>
public sealed class IncidentRoutes(
    BotSettings settings,
    DeclareIncident declare,
    TakeIncident take,
    GiveUpdate update,
    ChangeStatus status,
    ResolveIncident resolve,
    ListIncidents list,
    IncidentSettings teamSettings,
    IncidentHelp help,
    IncidentChannel channel)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string DeclareForm = "incident_declare";
    public const string OnIt = "incident_on_it";
    public const string BeLead = "incident_be_lead";
    public const string OpenUpdate = "incident_open_update";
    public const string UpdateForm = "incident_update";
    public const string OpenStatus = "incident_open_status";
    public const string StatusForm = "incident_status";
    public const string OpenResolve = "incident_open_resolve";
    public const string ResolveForm = "incident_resolve";
    public const string SettingsForm = "incident_settings";

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        var command = settings.IncidentCommand;
        router.Command(command, "", declare.Open, ackFirst: true);
        router.Command(command, "update", update.OpenByCommand, ackFirst: true);
        router.Command(command, "status", status.OpenByCommand, ackFirst: true);
        router.Command(command, "resolve", resolve.OpenByCommand, ackFirst: true);
        router.Command(command, "settings", Alone(teamSettings.Open), ackFirst: true);
        router.Command(command, "list", Alone(list.Show));
        router.Command(command, "help", Alone(help.Show));
        router.ViewSubmission(DeclareForm, declare.Submit);
        router.Action(OnIt, take.OnIt);
        router.Action(BeLead, take.BeLead);
        router.Action(OpenUpdate, update.OpenByButton, ackFirst: true);
        router.ViewSubmission(UpdateForm, update.Submit);
        router.Action(OpenStatus, status.OpenByButton, ackFirst: true);
        router.ViewSubmission(StatusForm, status.Submit);
        router.Action(OpenResolve, resolve.OpenByButton, ackFirst: true);
        router.ViewSubmission(ResolveForm, resolve.Submit);
        router.ViewSubmission(SettingsForm, teamSettings.Submit);
        synchroniser.Serve("incident", channel.Bring);
        ticker.Each("invitations", channel.WakeInvitationsDue);
        ticker.Each("refused channels", channel.WakeRefused);
    }

    /// <summary>A word that stands alone is a verb; with more behind it, it begins the name of a new incident.</summary>
    Func<SlashCommand, CancellationToken, Task<SlashResponse?>> Alone(Func<SlashCommand, CancellationToken, Task<SlashResponse?>> verb) =>
        (command, stop) => command.Rest.Length == 0 ? verb(command, stop) : declare.OpenNamed(command, command.Text, stop);
}
