namespace Bot.Incidents.Timeline;

/// <summary>The ids of the timeline's buttons, menus, forms and shortcut: never renamed, never reused.</summary>
static class TimelineIds
{
    public const string Page = "timeline";
    public const string Filter = "timeline_filter";
    public const string Earlier = "timeline_earlier";
    public const string Later = "timeline_later";
    public const string AddNote = "timeline_add_note";
    public const string OwnItem = "timeline_own_item";
    public const string NoteForm = "timeline_note";
    public const string Export = "timeline_export";
    public const string ExportFormat = "timeline_export_format";
    public const string ExportFiles = "timeline_export_files";
    public const string ChooseForm = "timeline_choose";
    public const string ChooseIncident = "timeline_choose_incident";
    public const string AddMessage = "timeline_add_message";
}
