using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>What <c>/cover rota</c> opens and what its buttons do: the list of rotations, the order of members, putting somebody on call, deleting.</summary>
public sealed class RotationRoutes(BotSettings settings, ListRotations list, OrderMembers order, PutOnCall put, DeleteRotation delete)
{
    // Stored data: never renamed, never reused.
    public const string EditButton = "rotation_open_settings";
    public const string MembersButton = "rotation_open_members";
    public const string PutButton = "rotation_open_put";
    public const string DeleteButton = "rotation_delete";
    public const string OrderForm = "rotation_order";
    public const string MemberMenu = "rotation_member";
    public const string PutForm = "rotation_put";
    public const string PutWhoField = "rotation_put_who";
    public const string PutUntilField = "rotation_put_until";
    public const string PutDateField = "rotation_put_date";
    public const string PutTimeField = "rotation_put_time";
    public const string PutWhyField = "rotation_put_why";

    public void Register(SlackRouter router, Synchroniser synchroniser)
    {
        router.Command(settings.CoverCommand, "rota", list.Open, ackFirst: true);
        router.ViewSubmission(OnCallRoutes.ChooseForm, list.Add);
        router.Action(EditButton, list.Edit, ackFirst: true);
        router.Action(MembersButton, order.Open, ackFirst: true);
        router.Action(MemberMenu, order.Move, ackFirst: true);
        router.ViewSubmission(OrderForm, order.Submit);
        router.Action(PutButton, put.Open, ackFirst: true);
        foreach (var field in new[] { PutWhoField, PutUntilField, PutDateField, PutTimeField }) router.Action(field, put.Refresh, ackFirst: true);
        router.ViewSubmission(PutForm, put.Submit);
        router.ActionThen(DeleteButton, delete.Press);
        synchroniser.Serve(DeleteRotation.Prefix, delete.Tell);
    }
}
