namespace Bot.FollowUps;

/// <summary>
/// The ids of buttons, fields and forms of follow-ups. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
static class FollowUpIds
{
    public const string FromMessage = "followup_from_message";

    public const string MakeForm = "followup_make", EditForm = "followup_edit";

    /// <summary>Done, where the message that has the button is drawn anew by itself.</summary>
    public const string Done = "followup_done";

    /// <summary>Done, in a list that is drawn anew.</summary>
    public const string DoneInList = "followup_list_done";

    public const string
        Open = "followup_open",
        OpenOverdue = "followup_open_overdue",
        Tick = "followup_tick";
}
