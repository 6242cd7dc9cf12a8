using Bot.Slack;

namespace Bot.Tests.Slack;

/// <summary>Checks one button, menu or field.</summary>
sealed class ElementCheck(ProblemList problems)
{
    /// <summary>Notes what is wrong; true when the element wants the focus.</summary>
    public bool One(string where, BlockElement element)
    {
        problems.Text($"{where} action_id", element.ActionId, Limits.Id);
        switch (element)
        {
            case Button button: Press(where, button); break;
            case OverflowMenu menu:
                Choices(
                $"{where} overflow", menu.Options, Limits.OverflowOptions); Confirm(where, menu.Confirm); break;
            case CheckboxGroup boxes: Group(where, boxes.Options, boxes.InitialOptions, boxes.Confirm); break;
            case RadioButtonGroup radio: Group(where, radio.Options, One(radio.InitialOption), radio.Confirm); break;
            case SelectMenu menu: Select(where, menu); break;
            case DatePicker date: Placed(where, date.Placeholder, date.Confirm); break;
            case TimePicker time: Placed(where, time.Placeholder, time.Confirm); break;
            case PlainTextInput input: Typed(where, input); break;
        }
        return element is SelectMenu { FocusOnLoad: true }
            or DatePicker { FocusOnLoad: true }
            or TimePicker { FocusOnLoad: true }
            or PlainTextInput { FocusOnLoad: true }
            or CheckboxGroup { FocusOnLoad: true }
            or RadioButtonGroup { FocusOnLoad: true };
    }

    void Press(string where, Button button)
    {
        problems.Text($"{where} button text", button.Text.Text, Limits.ButtonText);
        problems.Text($"{where} button value", button.Value, Limits.ButtonValue);
        problems.Text($"{where} button url", button.Url, Limits.Url);
        problems.Text($"{where} button accessibility_label", button.AccessibilityLabel, Limits.ButtonText);
        Confirm(where, button.Confirm);
    }

    void Select(string where, SelectMenu menu)
    {
        Placed(where, menu.Placeholder, menu.Confirm);
        switch (menu)
        {
            case StaticSelectMenu one: Static(where, one.Options, one.OptionGroups, One(one.InitialOption)); break;
            case StaticMultiSelectMenu many:
                Static(where, many.Options, many.OptionGroups, many.InitialOptions);
                AtLeastOne(where, many.MaxSelectedItems);
                break;
            case ExternalSelectMenu external: Choices(where, One(external.InitialOption), 1); break;
            case UserMultiSelectMenu users: AtLeastOne(where, users.MaxSelectedItems); break;
        }
    }

    void Static(string where, IReadOnlyList<Option>? options, IReadOnlyList<OptionGroup>? groups, IReadOnlyList<Option>? initial)
    {
        problems.Check(options is null != groups is null, $"{where} menu must have either options or option_groups.");
        Choices($"{where} menu", options, Limits.Options);
        problems.Items($"{where} option_groups", groups?.Count, Limits.Options);
        foreach (var group in groups ?? [])
        {
            problems.Text($"{where} group label", group.Label.Text, Limits.OptionGroupLabel);
            Choices($"{where} group", group.Options, Limits.Options);
        }
        Initial(where, options ?? [.. (groups ?? []).SelectMany(g => g.Options)], initial);
    }

    void Group(string where, IReadOnlyList<Option> options, IReadOnlyList<Option>? initial, ConfirmationDialog? confirm)
    {
        Choices(where, options, Limits.CheckboxOptions);
        Initial(where, options, initial);
        Confirm(where, confirm);
    }

    void Initial(string where, IReadOnlyList<Option> options, IReadOnlyList<Option>? initial)
    {
        problems.Check(initial is not { Count: 0 }, $"{where} has an empty list of initial options; leave it out.");
        foreach (var option in initial ?? [])
            problems.Check(options.Contains(option), $"{where} initial option {option.Value} is none of its options.");
    }

    void Choices(string where, IReadOnlyList<Option>? options, int most)
    {
        problems.Items($"{where} options", options?.Count, most);
        foreach (var option in options ?? [])
        {
            problems.Text($"{where} option text", option.Text.Text, Limits.OptionText);
            problems.Text($"{where} option value", option.Value, Limits.OptionValue);
            problems.Text($"{where} option description", option.Description?.Text, Limits.OptionDescription);
            problems.Text($"{where} option url", option.Url, Limits.Url);
        }
    }

    void Typed(string where, PlainTextInput input)
    {
        problems.Text($"{where} placeholder", input.Placeholder?.Text, Limits.Placeholder);
        problems.Check(
            input.MinLength is null or (>= 0 and <= Limits.InputText), $"{where} min_length must be 0 to {Limits.InputText}.");
        problems.Check(
            input.MaxLength is null or (>= 1 and <= Limits.InputText), $"{where} max_length must be 1 to {Limits.InputText}.");
        problems.Check(
            input.MinLength is null || input.MaxLength is null || input.MinLength <= input.MaxLength,
            $"{where} min_length is over max_length.");
        problems.Text($"{where} initial_value", input.InitialValue, input.MaxLength ?? Limits.InputText, least: 0);
    }

    void Placed(string where, PlainText? placeholder, ConfirmationDialog? confirm)
    {
        problems.Text($"{where} placeholder", placeholder?.Text, Limits.Placeholder);
        Confirm(where, confirm);
    }

    void Confirm(string where, ConfirmationDialog? confirm)
    {
        problems.Text($"{where} confirm title", confirm?.Title.Text, Limits.ConfirmTitle);
        problems.Text($"{where} confirm text", confirm?.Text.Text, Limits.ConfirmText);
        problems.Text($"{where} confirm button", confirm?.Confirm.Text, Limits.ConfirmButton);
        problems.Text($"{where} deny button", confirm?.Deny.Text, Limits.ConfirmButton);
    }

    void AtLeastOne(string where, int? items) =>
        problems.Check(items is null or >= 1, $"{where} max_selected_items must be at least 1.");

    static IReadOnlyList<Option>? One(Option? option) => option is null ? null : [option];
}
