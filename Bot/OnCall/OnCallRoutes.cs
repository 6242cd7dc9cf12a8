using Bot.Delivery;
using Bot.OnCall.Covers;
using Bot.OnCall.Groups;
using Bot.OnCall.Keep;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall;

/// <summary>The feature's table of contents: which command, field, form and event goes where, and what is due when.</summary>
public sealed class OnCallRoutes(
    BotCommands commands,
    WhoIsOnCall who,
    EditRotation edit,
    SaveRotation save,
    KnownGroups groups,
    CoverHelp help,
    HandOffs handOffs,
    InviteMembers invite,
    UserGroupKeeper keeper,
    Restores restores)
{
    static readonly string[] Refreshing =
    [
        RotationIds.MembersField, RotationIds.HandOffField, RotationIds.CronField, RotationIds.WeeksField, RotationIds.CycleField,
        RotationIds.CycleTimeField, RotationIds.ZoneField, RotationIds.DaysField, RotationIds.FromField, RotationIds.ToField,
        RotationIds.OwnZonesField, RotationIds.GroupField, RotationIds.OutOfHoursField,
    ];

    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        var command = commands.Cover;
        router.Command(command, "who", WordAlone.Only(who.Show));
        router.Command(command, "help", help.Show);
        router.ViewSubmission(RotationIds.EditForm, save.Submit);
        router.Action(RotationIds.MoreSettingsButton, edit.ShowAll, ackFirst: true);
        foreach (var field in Refreshing) router.Action(field, edit.Refresh, ackFirst: true);
        router.Options(RotationIds.ZoneField, edit.SearchZones);
        router.Options(RotationIds.GroupField, groups.ToKeep);
        router.Options(RotationIds.AlertsField, groups.ToTell(GroupChoice.AlertsWait));
        router.Event("subteam_members_changed", keeper.MembersChanged);
        synchroniser.Serve(OnCallSubjects.Groups, keeper.Bring, Lane.OnCall);
        synchroniser.Serve(OnCallSubjects.HandOffs, handOffs.Show);
        synchroniser.Serve(OnCallSubjects.Invitations, invite.Bring);
        synchroniser.Within("member", HandOffs.MemberChanged);
        synchroniser.Within("zone", (tx, _) => HandOffs.MemberMoved(tx));
        ticker.Each("hand-offs", handOffs.CatchUp);
        ticker.Each("user groups", keeper.LookDue);
        restores.Quiet((tx, restored) => UserGroupRow.AfterRestore(tx, restored.AsOf));
    }
}
