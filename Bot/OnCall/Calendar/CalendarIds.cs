namespace Bot.OnCall.Calendar;

/// <summary>
/// The ids of buttons, fields and forms of calendar links. They are stored in messages that people will still press years from
/// now: never renamed, never reused.
/// </summary>
static class CalendarIds
{
    // Stored data: never renamed, never reused.
    public const string LinkForm = "calendar_link";
    public const string ForField = "calendar_for";
    public const string RevokeButton = "calendar_revoke";
}
