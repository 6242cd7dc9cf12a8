namespace Bot.OnCall.Absences;

/// <summary>
/// The ids of buttons, fields and forms of leaves and holidays. They are stored in messages that people will still press years
/// from now: never renamed, never reused.
/// </summary>
static class LeaveIds
{
    // Stored data: never renamed, never reused.
    public const string Form = "leave";
    public const string PersonField = "leave_for";
    public const string FirstField = "leave_first";
    public const string LastField = "leave_last";
    public const string TurnsField = "leave_turns";
    public const string RemoveButton = "leave_remove";
    public const string ListsForm = "holiday_lists";
    public const string FollowButton = "holiday_follow";
    public const string EditButton = "holiday_edit";
    public const string EditForm = "holiday_list";
    public const string NameField = "holiday_name";
    public const string DaysField = "holiday_days";
    public const string FileField = "holiday_file";
    public const string ObservancesField = "holiday_observances";
    public const string FollowersField = "holiday_followers";
}
