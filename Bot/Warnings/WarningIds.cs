namespace Bot.Warnings;

/// <summary>
/// The ids of buttons, fields and forms of the warning ledger. They are stored in messages that people will still press years
/// from now: never renamed, never reused.
/// </summary>
static class WarningIds
{
    public const string ListForm = "warnings_list", ChooseForm = "warnings_choose", DecideForm = "warnings_decide";

    public const string
        ShowMenu = "warnings_show",
        GroupMenu = "warnings_group",
        FilterMenu = "warnings_filter",
        Back = "warnings_back",
        Next = "warnings_next",
        Decide = "warnings_decide_group",
        Asked = "warnings_asked",
        OpenList = "warnings_open";
}
