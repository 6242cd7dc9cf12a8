namespace Bot.Handover;

/// <summary>
/// The ids of buttons, fields and forms of hand-overs. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
static class HandoverIds
{
    public const string OpenReassign = "handover_open_reassign";
    public const string ReassignForm = "handover_reassign";
    public const string ReassignLead = "handover_reassign_lead";
    public const string ReassignCallNow = "handover_reassign_call_now";
    public const string OpenWord = "handover_open_word";
    public const string WordForm = "handover_word";
}
