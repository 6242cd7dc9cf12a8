using Bot.Delivery;
using Bot.Hosting;
using Bot.Incidents;
using Bot.OnCall.Covers;
using Bot.Requests;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>The feature's table of contents: which event, command and button goes where, and what is due when.</summary>
public sealed class HomeRoutes(
    BotCommands commands, Homes homes, ShowSetUp setUp, Briefs briefs, TakeShift shift, TakeWork work, KeepOpen keep,
    AskForCover ask, TakeCover take, DeclareIncident declare, ChannelPeople people,
    AnswerMessages answer, ChangeTeamSettings settings, QuestionsChannel questions, ManifestNews manifest, ShowHandover handover)
{
    public void Register(SlackRouter router, MessageEvents messages, Synchroniser synchroniser, Ticker ticker)
    {
        messages.Listen(MessageEvents.Direct, answer.Hear);
        router.Event("app_home_opened", homes.Opened);
        router.Event(
            "member_joined_channel",
            (join, stop) => Steps.All(() => people.Joined(join, stop), () => questions.Joined(join, stop)));
        router.Command(commands.Incident, "setup", setUp.Show, ackFirst: true);
        router.Command(commands.Incident, Verbs.Settings, settings.Open, ackFirst: true);
        router.ViewSubmission(HomeIds.SettingsForm, settings.Submit);
        router.Action(HomeIds.Declare, declare.OpenByButton, ackFirst: true);
        router.Action(HomeIds.AskForCover, ask.OpenByButton, ackFirst: true);
        router.Action(HomeIds.TakeHours, take.OpenByButton, ackFirst: true);
        router.Action(HomeIds.MakeRotation, setUp.MakeRotation, ackFirst: true);
        router.Action(HomeIds.ChooseChannel, setUp.ChooseChannel, ackFirst: true);
        router.ActionThen(HomeIds.InviteRotation, people.Invite);
        router.ActionThen(HomeIds.LookAgain, setUp.LookAgain);
        router.Action(HomeIds.ShowFirstAlert, setUp.FirstAlert, ackFirst: true);
        router.ActionThen(HomeIds.ManifestDone, manifest.Done);
        router.ActionThen(HomeIds.HaveIt, shift.HaveIt);
        router.ActionThen(HomeIds.TakeUntouched, work.Waiting);
        router.ActionThen(HomeIds.TakeAll, work.All);
        router.ActionThen(HomeIds.LeaveWork, work.Leave);
        router.ActionThen(HomeIds.KeepOpen, keep.Keep);
        router.Action(HomeIds.ShowHandover, handover.Open, ackFirst: true);
        synchroniser.Serve("homes", (_, stop) => Steps.All(() => homes.Follow(stop), () => briefs.Follow(stop)), Lane.Rest);
        synchroniser.Serve("home", homes.Show, Lane.Homes);
        synchroniser.Serve("brief", briefs.Bring);
        synchroniser.Serve(AnswerMessages.Subject, answer.Bring);
        synchroniser.Serve(ChannelPeople.InviteSubject, people.Bring);
        synchroniser.Serve(ManifestNews.Subject, manifest.Bring);
        synchroniser.Serve("announcement_people", (_, stop) => people.Learn(stop));
        ticker.Each("homes", homes.LookAtStart);
        ticker.EachMinute("homes by the clock", homes.LookAtTime);
        ticker.EachMinute("manifest", manifest.Look);
        ticker.Each("briefs", briefs.Look);
    }
}
