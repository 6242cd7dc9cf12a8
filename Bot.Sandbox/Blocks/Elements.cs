using System.Text.Json;
using static Bot.Sandbox.Checks;
using static Bot.Sandbox.Composition;

namespace Bot.Sandbox;

/// <summary>Block Kit's interactive elements and where each may stand.</summary>
static class Elements
{
    static readonly Field Type = new("type", Anything, true);
    static readonly Field Action = new("action_id", ActionId);
    static readonly Field Asks = new("confirm", Confirm);
    static readonly Field Hint = new("placeholder", Placeholder);
    static readonly Field Focus = new("focus_on_load", Flag);
    static readonly Field Dispatch = new("dispatch_action_config", DispatchConfig);
    static readonly Field Most = new("max_selected_items", Whole(1, 1000));
    static readonly Check Id = Text(255);
    static readonly Check Ids = List(1, 1000, Id);

    static readonly Dictionary<string, Check> Buttons = new()
    {
        ["button"] = Object(Type, Action, Asks, new Field("text", Plain(75), true), new Field("value", Text(2000)),
            new Field("url", Url(3000)),
            new Field("style", OneOf("primary", "danger")), new Field("accessibility_label", Text(75))),
        ["overflow"] = Object(Type, Action, Asks, new Field("options", List(1, 5, OverflowOption), true)),
    };

    static readonly Dictionary<string, Check> Choices = new()
    {
        ["static_select"] = Select([.. OptionLists(), new Field("initial_option", Option)], HasOptions),
        ["multi_static_select"] = Select([.. OptionLists(), new Field("initial_options", List(1, 100, Option)), Most],
            HasOptions),
        ["external_select"] = Select([new Field("initial_option", Option), new Field("min_query_length", Whole(0, 3000))]),
        ["multi_external_select"] = Select([new Field("initial_options", List(1, 100, Option)),
            new Field("min_query_length", Whole(0, 3000)), Most]),
        ["users_select"] = Select([new Field("initial_user", Id)]),
        ["multi_users_select"] = Select([new Field("initial_users", Ids), Most]),
        ["conversations_select"] = Select([new Field("initial_conversation", Id), .. ConversationFields()]),
        ["multi_conversations_select"] = Select([new Field("initial_conversations", Ids), Most, .. ConversationFields()]),
        ["channels_select"] = Select([new Field("initial_channel", Id), new Field("response_url_enabled", Flag)]),
        ["multi_channels_select"] = Select([new Field("initial_channels", Ids), Most]),
        ["checkboxes"] = All(Object(Type, Action, Asks, Focus, new Field("options", List(1, 10, RichOption), true),
            new Field("initial_options", List(1, 10, RichOption))), HasOptions),
        ["radio_buttons"] = All(Object(Type, Action, Asks, Focus, new Field("options", List(1, 10, RichOption), true),
            new Field("initial_option", RichOption)), HasOptions),
        ["datepicker"] = Object(Type, Action, Asks, Hint, Focus, new Field("initial_date", Pattern("^[0-9]{4}(-[0-9]{2}){2}$"))),
        ["timepicker"] = Object(Type, Action, Asks, Hint, Focus,
            new Field("initial_time", Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")),
            new Field("timezone", Text(100))),
    };

    static readonly Check DateTime = Object(Type, Action, Asks, Focus,
        new Field("initial_date_time", Whole(1_000_000_000, 9_999_999_999)));

    static readonly Dictionary<string, Check> Typing = new()
    {
        ["plain_text_input"] = Object(Type, Action, Hint, Focus, Dispatch, new Field("initial_value", Text(3000, 0)),
            new Field("multiline", Flag),
            new Field("min_length", Whole(0, 3000)), new Field("max_length", Whole(1, 3000))),
        ["email_text_input"] = Object(Type, Action, Hint, Focus, Dispatch, new Field("initial_value", Text(3000))),
        ["url_text_input"] = Object(Type, Action, Hint, Focus, Dispatch, new Field("initial_value", Text(3000))),
        ["number_input"] = Object(Type, Action, Hint, Focus, Dispatch, new Field("is_decimal_allowed", Flag, true),
            new Field("initial_value", Text(3000)),
            new Field("min_value", Text(100)), new Field("max_value", Text(100))),
        ["file_input"] = Object(Type, Action, new Field("filetypes", List(1, 100, Text(100))),
            new Field("max_files", Whole(1, 10))),
        ["rich_text_input"] = Object(Type, Action, Hint, Focus, Dispatch, new Field("initial_value", Anything),
            new Field("min_lines", Whole(1, 100)), new Field("max_lines", Whole(1, 100))),
    };

    public static readonly Check Image = Object(Type, new Field("image_url", Url(3000)), new Field("slack_file", Anything),
        new Field("alt_text", Text(2000), true));

    public static readonly Check InActions = Typed(Join(Buttons, Choices, new() { ["datetimepicker"] = DateTime }));

    public static readonly Check InSection = Typed(Join(Buttons, Choices, new() { ["image"] = Image }));

    public static readonly Check InInput = Typed(Join(Choices, Typing, new() { ["datetimepicker"] = DateTime }));

    public static readonly Check InContext = Typed(new Dictionary<string, Check>
    {
        ["image"] = Image,
        ["plain_text"] = AnyText(3000),
        ["mrkdwn"] = AnyText(3000),
    });

    static Field[] OptionLists() => [new("options", List(1, 100, Option)), new("option_groups", List(1, 100, OptionGroup))];

    static Field[] ConversationFields() =>
        [new("default_to_current_conversation", Flag), new("response_url_enabled", Flag), new("filter", ConversationFilter)];

    static Check Select(Field[] fields, params Check[] more) =>
        All([Object([Type, Action, Asks, Hint, Focus, .. fields]), .. more]);

    static Check Pattern(string pattern) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.String || !System.Text.RegularExpressions.Regex.IsMatch(value.GetString()!, pattern))
            found.Add("failed to match schema", at);
    };

    /// <summary>Exactly one of options and option_groups; what is chosen at first is one of them, to the letter.</summary>
    static void HasOptions(JsonElement element, string at, Findings found)
    {
        if (element.TryGetProperty("options", out _) == element.TryGetProperty("option_groups", out _))
            found.Add("must define either `options` or `option_groups`", at);
        var options = element.Items("options").Concat(element.Items("option_groups").SelectMany(group => group.Items("options")))
            .ToList();
        var duplicates = options.GroupBy(option => option.Text("value")).Any(group => group.Count() > 1);
        if (duplicates) found.Add("option values must be unique", at);
        var initial = element.Items("initial_options").ToList();
        if (element.Get("initial_option") is { } one) initial.Add(one);
        foreach (var chosen in initial)
            if (!options.Exists(option => JsonElement.DeepEquals(option, chosen)))
                found.Add("initial option must exactly match one of the options", at);
    }

    static Dictionary<string, Check> Join(params IEnumerable<Dictionary<string, Check>> parts) =>
        parts.SelectMany(part => part).ToDictionary(pair => pair.Key, pair => pair.Value);
}
