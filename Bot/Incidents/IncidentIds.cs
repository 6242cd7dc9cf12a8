namespace Bot.Incidents;

/// <summary>
/// The ids of buttons, fields and forms of incidents. They are stored in messages that people will still press years from now:
/// never renamed, never reused.
/// </summary>
static class IncidentIds
{
    public const string DeclareForm = "incident_declare";
    public const string DeclareAnywhere = "declare_anywhere";
    public const string DeclareFromMessage = "declare_from_message";
    public const string DeclareSeverity = "incident_declare_severity";
    public const string DeclareAffected = "incident_declare_affected";
    public const string DeclareTeam = "incident_declare_team";
    public const string DeclareLead = "incident_declare_lead";
    public const string DeclareCallNow = "incident_declare_call_now";
    public const string DeclarePrivate = "incident_declare_private";
    public const string DeclareInside = "incident_declare_inside";
    public const string AdoptChannel = "incident_adopt_channel";
    public const string AskAccess = "incident_ask_access";
    public const string LetIn = "incident_let_in";
    public const string KeepOut = "incident_keep_out";
    public const string OnIt = "incident_on_it";
    public const string BeLead = "incident_be_lead";
    public const string TakeOver = "incident_take_over";
    public const string CallNow = "incident_call_now";
    public const string AnswerCallNow = "incident_answer_call_now";
    public const string CallOneMore = "incident_call_one_more";
    public const string More = "incident_more";
    public const string OpenUpdate = "incident_open_update";
    public const string UpdateForm = "incident_update";
    public const string OpenStatus = "incident_open_status";
    public const string StatusForm = "incident_status";
    public const string ChangeStanding = "incident_change_status";
    public const string ChangeSeverity = "incident_change_severity";
    public const string ChangeAffected = "incident_change_affected";
    public const string ChangeTeam = "incident_change_team";
    public const string ChangeLead = "incident_change_lead";
    public const string ChangeCallNow = "incident_change_call_now";
    public const string UpdateStanding = "incident_update_status";
    public const string UpdateSeverity = "incident_update_severity";
    public const string UpdateNext = "incident_update_next";
    public const string UpdateCallNow = "incident_update_call_now";
    public const string OpenNotice = "incident_open_notice";
    public const string OpenResolve = "incident_open_resolve";
    public const string ResolveForm = "incident_resolve";
    public const string OpenClosing = "incident_open_closing";
    public const string ClosingForm = "incident_closing";
    public const string ClosedFixed = "incident_closed_fixed";
    public const string ClosedRecovered = "incident_closed_recovered";
    public const string ClosedExpected = "incident_closed_expected";
    public const string ClosedFalseAlarm = "incident_closed_false_alarm";
    public const string OpenReopen = "incident_reopen";
    public const string SplitForm = "incident_split";
    public const string SplitSeverity = "incident_split_severity";
    public const string SplitLead = "incident_split_lead";
    public const string OpenDecline = "incident_open_decline";
    public const string DeclineForm = "incident_decline";
    public const string OpenMerge = "incident_open_merge";
    public const string MergeForm = "incident_merge";
    public const string MergeInto = "incident_merge_into";
    public const string KeepChannel = "incident_keep_channel";
    public const string ArchiveNow = "incident_archive_now";
    public const string Unmerge = "incident_unmerge";
    public const string ExpectForm = "incident_expect";
    public const string ExpectKind = "incident_expect_kind";
    public const string ExpectUntil = "incident_expect_until";
    public const string HandOverForm = "incident_hand_over";
    public const string HandOverLead = "incident_hand_over_lead";
    public const string HandOverCallNow = "incident_hand_over_call_now";
    public const string SnoozeUpdate = "incident_update_snooze";
    public const string StopUpdates = "incident_update_stop";
    public const string WhichMenu = "incident_which";
    public const string WhichDo = "incident_which_do";
    public const string WhichNow = "incident_which_now";
    public const string WhichDeclare = "incident_which_declare";
}
