using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;

namespace Bot.OnCall.Rotations;

/// <summary>
/// What <c>/cover rota</c> opens and what its buttons do: the list of rotations, the order of members, putting somebody on call,
/// deleting.
/// </summary>
public sealed class RotationRoutes(
    BotCommands commands, ListRotations list, OrderMembers order, PutOnCall put, DeleteRotation delete,
    TellOfNobody nobody, ConfirmOnCall confirm, Restores restores)
{
    public void Register(SlackRouter router, Synchroniser synchroniser, Ticker ticker)
    {
        confirm.Register(synchroniser, restores);
        router.ActionThen(RotationIds.ConfirmButton, confirm.Press);
        router.Command(commands.Cover, "rota", list.Open, ackFirst: true);
        router.ViewSubmission(RotationIds.ChooseForm, list.Add);
        router.Action(RotationIds.EditButton, list.Edit, ackFirst: true);
        router.Action(RotationIds.MembersButton, order.Open, ackFirst: true);
        router.Action(RotationIds.MemberMenu, order.Move, ackFirst: true);
        router.ViewSubmission(RotationIds.OrderForm, order.Submit);
        router.Action(RotationIds.PutButton, put.Open, ackFirst: true);
        foreach (var field in new[]
        {
            RotationIds.PutWhoField,
            RotationIds.PutUntilField,
            RotationIds.PutDateField,
            RotationIds.PutTimeField,
        }) router.Action(field, put.Refresh, ackFirst: true);
        router.ViewSubmission(RotationIds.PutForm, put.Submit);
        router.ActionThen(RotationIds.DeleteButton, delete.Press);
        synchroniser.Serve(DeleteRotation.Prefix, delete.Tell);
        synchroniser.Serve(OnCallSubjects.Unserved, nobody.Bring);
        ticker.EachMinute("hours with nobody on call", nobody.Look);
    }
}
