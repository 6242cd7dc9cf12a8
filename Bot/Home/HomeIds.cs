namespace Bot.Home;

/// <summary>
/// The ids of buttons, fields and forms of Home and briefs. They are stored in messages that people will still press years from
/// now: never renamed, never reused.
/// </summary>
static class HomeIds
{
    public const string Declare = "home_declare";
    public const string AskForCover = "home_ask_for_cover";
    public const string TakeHours = "home_take_hours";
    public const string HaveIt = "shift_have_it";
    public const string TakeUntouched = "work_take_untouched";
    public const string TakeAll = "work_take_all";
    public const string KeepOpen = "brief_keep_open";
    public const string LeaveWork = "work_leave";
    public const string MakeRotation = "setup_make_rotation";
    public const string ChooseChannel = "setup_choose_channel";
    public const string InviteRotation = "setup_invite_rotation";
    public const string LookAgain = "setup_look_again";
    public const string SettingsForm = "incident_settings";
    public const string ShowFirstAlert = "setup_first_alert";
    public const string ShowHandover = "home_handover";
    public const string ManifestDone = "manifest_done";

    /// <summary>A link, which needs nothing done here.</summary>
    public const string OpenPull = "home_open_pull";

    /// <inheritdoc cref="OpenPull"/>
    public const string AppPage = "setup_app_page";
}
