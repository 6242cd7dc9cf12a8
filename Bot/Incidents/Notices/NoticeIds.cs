namespace Bot.Incidents.Notices;

/// <summary>
/// The ids of the feature's buttons, fields and forms. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
public static class NoticeIds
{
    public const string Form = "notice";
    public const string About = "notice_about";
    public const string Edit = "notice_edit";
    public const string Clear = "notice_clear";
    public const string Another = "notice_another";
}
