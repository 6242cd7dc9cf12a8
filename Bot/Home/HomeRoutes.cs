using Bot.Delivery;
using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall.Covers;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Home;

/// <summary>The feature's table of contents: which event, command and button goes where, and what is due when.</summary>
public sealed class HomeRoutes(
    BotCommands commands, Homes homes, ShowSetUp setUp, Briefs briefs, TakeShift shift, TakeWork work, AskForCover ask,
    TakeCover take, DeclareIncident declare, ChannelPeople people,
    AnswerMessages answer, ChangeTeamSettings settings)
{
    // Stored in messages that people will still press years from now: never renamed, never reused.
    public const string Declare = "home_declare";
    public const string AskForCover = "home_ask_for_cover";
    public const string TakeHours = "home_take_hours";
    public const string HaveIt = "shift_have_it";
    public const string TakeUntouched = "work_take_untouched";
    public const string TakeAll = "work_take_all";
    public const string LeaveWork = "work_leave";
    public const string MakeRotation = "setup_make_rotation";
    public const string ChooseChannel = "setup_choose_channel";
    public const string InviteRotation = "setup_invite_rotation";
    public const string LookAgain = "setup_look_again";
    public const string SettingsForm = "incident_settings";
    public const string ShowFirstAlert = "setup_first_alert";

    /// <summary>A link, which needs nothing done here.</summary>
    public const string AppPage = "setup_app_page";

    public void Register(SlackRouter router, MessageEvents messages, Synchroniser synchroniser, Ticker ticker)
    {
        messages.Listen(MessageEvents.Direct, answer.Hear);
        router.Event("app_home_opened", homes.Opened);
        router.Event("member_joined_channel", people.Joined);
        router.Command(commands.Incident, "setup", setUp.Show, ackFirst: true);
        router.Command(commands.Incident, Verbs.Settings, settings.Open, ackFirst: true);
        router.ViewSubmission(SettingsForm, settings.Submit);
        router.Action(Declare, declare.OpenByButton, ackFirst: true);
        router.Action(AskForCover, ask.OpenByButton, ackFirst: true);
        router.Action(TakeHours, take.OpenByButton, ackFirst: true);
        router.Action(MakeRotation, setUp.MakeRotation, ackFirst: true);
        router.Action(ChooseChannel, setUp.ChooseChannel, ackFirst: true);
        router.ActionThen(InviteRotation, people.Invite);
        router.ActionThen(LookAgain, setUp.LookAgain);
        router.Action(ShowFirstAlert, setUp.FirstAlert, ackFirst: true);
        router.ActionThen(HaveIt, shift.HaveIt);
        router.ActionThen(TakeUntouched, work.Waiting);
        router.ActionThen(TakeAll, work.All);
        router.ActionThen(LeaveWork, work.Leave);
        synchroniser.Serve("homes", (_, stop) => Steps.All(() => homes.Follow(stop), () => briefs.Follow(stop)));
        synchroniser.Serve("home", homes.Show);
        synchroniser.Serve("brief", briefs.Bring);
        synchroniser.Serve(AnswerMessages.Subject, answer.Bring);
        synchroniser.Serve(ChannelPeople.InviteSubject, people.Bring);
        synchroniser.Serve("announcement_people", (_, stop) => people.Learn(stop));
        ticker.Each("homes", homes.LookAtStart);
        ticker.Each("briefs", briefs.Look);
    }
}
