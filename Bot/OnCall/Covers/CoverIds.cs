namespace Bot.OnCall.Covers;

/// <summary>
/// The ids of buttons, fields and forms of cover. They are stored in messages that people will still press years from now: never
/// renamed, never reused.
/// </summary>
static class CoverIds
{
    public const string AskForm = "cover_ask";
    public const string TakeForm = "cover_take";
    public const string ForField = "cover_for";
    public const string ShiftField = "cover_shift";
    public const string PartField = "cover_part";
    public const string FromDateField = "cover_from_date";
    public const string FromTimeField = "cover_from_time";
    public const string ToDateField = "cover_to_date";
    public const string ToTimeField = "cover_to_time";
    public const string AskedField = "cover_asked";
    public const string WhyField = "cover_why";
    public const string AcceptButton = "cover_accept";
    public const string DeclineButton = "cover_decline";
    public const string CancelRequestButton = "cover_cancel_request";
    public const string CancelCoverButton = "cover_cancel";
    public const string AskAgainButton = "cover_ask_again";
}
