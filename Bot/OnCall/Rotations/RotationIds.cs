namespace Bot.OnCall.Rotations;

/// <summary>Ids of the forms, fields and buttons of rotations. They are stored data: never renamed, never reused.</summary>
public static class RotationIds
{
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
    public const string EditButton = "rotation_open_settings";
    public const string MembersButton = "rotation_open_members";
    public const string PutButton = "rotation_open_put";
    public const string ConfirmButton = "rotation_confirm_on_call";
    public const string DeleteButton = "rotation_delete";
    public const string OrderForm = "rotation_order";
    public const string MemberMenu = "rotation_member";
    public const string PutForm = "rotation_put";
    public const string PutWhoField = "rotation_put_who";
    public const string PutUntilField = "rotation_put_until";
    public const string PutDateField = "rotation_put_date";
    public const string PutTimeField = "rotation_put_time";
    public const string PutWhyField = "rotation_put_why";
}
