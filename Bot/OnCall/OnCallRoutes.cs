using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>The feature's table of contents: which command, field, form and event goes where, and what is due when.</summary>
public sealed class OnCallRoutes(
    BotSettings settings,
    WhoIsOnCall who,
    EditRotation edit,
    SaveRotation save,
    KnownGroups groups,
    CoverHelp help,
    HandOffs handOffs,
    InviteMembers invite,
    UserGroupKeeper keeper)
{
    // Stored data: never renamed, never reused.
    public const string ChooseForm = "rotation_choose";
    public const string EditForm = "rotation_edit";
    public const string NameField = "rotation_name";
    public const string MembersField = "rotation_members";
    public const string HandOffField = "rotation_hand_off";
    public const string CronField = "rotation_cron";
    public const string WeeksField = "rotation_weeks";
    public const string CycleField = "rotation_cycle_from";
    public const string CycleTimeField = "rotation_cycle_time";
    public const string ZoneField = "rotation_zone";
    public const string DaysField = "rotation_days";
    public const string FromField = "rotation_from";
    public const string ToField = "rotation_to";
    public const string GroupField = "rotation_group";
    public const string TakeOverField = "rotation_take_over";
    public const string OutOfHoursField = "rotation_out_of_hours";
    public const string NamedField = "rotation_named";
    public const string AlertsField = "rotation_alerts";
    public const string OwnZonesField = "rotation_hours_in";
    public const string OwnersField = "rotation_owners";
    public const string ChannelField = "rotation_channel";
    public const string MoreSettingsButton = "rotation_more_settings";

    static readonly string[] Refreshing =
    [
        MembersField, HandOffField, CronField, WeeksField, CycleField, CycleTimeField, ZoneField, DaysField, FromField, ToField,
        OwnZonesField, GroupField, OutOfHoursField,
    ];

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        var command = settings.CoverCommand;
        router.Command(command, "who", who.Show);
        router.Command(command, "help", help.Show);
        router.ViewSubmission(EditForm, save.Submit);
        router.Action(MoreSettingsButton, edit.ShowAll, ackFirst: true);
        foreach (var field in Refreshing) router.Action(field, edit.Refresh, ackFirst: true);
        router.Options(ZoneField, edit.SearchZones);
        router.Options(GroupField, groups.ToKeep);
        router.Options(AlertsField, groups.ToTell);
        router.Event("subteam_members_changed", keeper.MembersChanged);
        synchroniser.Serve(UserGroupKeeper.Prefix, keeper.Bring);
        synchroniser.Serve(HandOffs.Prefix, handOffs.Show);
        synchroniser.Serve(InviteMembers.Prefix, invite.Bring);
        synchroniser.Serve("member", handOffs.MemberChanged);
        synchroniser.Serve("zone", handOffs.MemberMoved);
        ticker.Each("hand-offs", handOffs.CatchUp);
        ticker.Each("user groups", keeper.LookDue);
    }
}
