namespace Bot.Postmortems;

/// <summary>
/// The ids of buttons, fields and forms of postmortems. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
static class PostmortemIds
{
    public const string Open = "postmortem_open";
    public const string Start = "postmortem_start";
    public const string Review = "postmortem_review";
    public const string Complete = "postmortem_complete";
    public const string Back = "postmortem_back";
    public const string OpenNotNeeded = "postmortem_open_not_needed";
    public const string NotNeededForm = "postmortem_not_needed";
    public const string OpenOwner = "postmortem_open_owner";
    public const string OwnerForm = "postmortem_owner";
    public const string OpenEdit = "postmortem_open_edit";
    public const string EditForm = "postmortem_edit";
    public const string Send = "postmortem_send";
}
