namespace Bot.Alerts.Routing;

/// <summary>The ids of buttons, fields and forms of attributes: stored data, never renamed, never reused.</summary>
static class AttributeIds
{
    public const string List = "attributes_list", Menu = "attributes_menu", Form = "attributes_form", Check = "attributes_check";
}
