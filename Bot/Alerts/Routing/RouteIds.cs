namespace Bot.Alerts.Routing;

/// <summary>The ids of buttons, fields and forms of routes: stored data, never renamed, never reused.</summary>
static class RouteIds
{
    public const string List = "routes_list", Menu = "routes_menu", Explain = "routes_explain", Preset = "routes_preset";

    public const string Form = "routes_form", Check = "routes_check", AddCondition = "routes_condition_add",
        RemoveCondition = "routes_condition_remove", When = "routes_when", Act = "routes_act", Group = "routes_group";

    public const string ConditionForm = "routes_condition_form";

    public const string ExplainForm = "routes_explain_form", PresetForm = "routes_preset_form",
        PresetGroup = "routes_preset_group";
}
