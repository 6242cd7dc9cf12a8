namespace Bot.Alerts.Hooks;

/// <summary>Ids of the forms, fields and buttons of hooks. They are stored data: never renamed, never reused.</summary>
static class HookIds
{
    public const string EditButton = "hook_edit";
    public const string ReaderField = "hook_reader";
    public const string TryButton = "hook_try";
    public const string ReaderForm = "hook_reader_form";
    public const string WhereForm = "hook_where_form";
    public const string FieldsForm = "hook_fields_form";
}
