namespace Bot.Summaries;

/// <summary>The ids of buttons, fields and forms of summaries: never renamed, never reused.</summary>
static class SummaryIds
{
    public const string Accept = "summary_accept";
    public const string OpenEdit = "summary_open_edit";
    public const string EditForm = "summary_edit";
    public const string EditAccept = "summary_edit_accept";
    public const string Read = "summary_read";
    public const string Anew = "summary_anew";
    public const string CatchUp = "summary_catch_up";
}
