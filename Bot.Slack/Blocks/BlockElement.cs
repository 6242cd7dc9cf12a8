using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>Something to press, choose or fill in; its action id names the handler and is stored data.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(OverflowMenu), "overflow")]
[JsonDerivedType(typeof(StaticSelectMenu), "static_select")]
[JsonDerivedType(typeof(StaticMultiSelectMenu), "multi_static_select")]
[JsonDerivedType(typeof(ExternalSelectMenu), "external_select")]
[JsonDerivedType(typeof(UserSelectMenu), "users_select")]
[JsonDerivedType(typeof(UserMultiSelectMenu), "multi_users_select")]
[JsonDerivedType(typeof(ConversationSelectMenu), "conversations_select")]
[JsonDerivedType(typeof(ConversationMultiSelectMenu), "multi_conversations_select")]
[JsonDerivedType(typeof(ChannelSelectMenu), "channels_select")]
[JsonDerivedType(typeof(DatePicker), "datepicker")]
[JsonDerivedType(typeof(TimePicker), "timepicker")]
[JsonDerivedType(typeof(PlainTextInput), "plain_text_input")]
[JsonDerivedType(typeof(FileInput), "file_input")]
[JsonDerivedType(typeof(CheckboxGroup), "checkboxes")]
[JsonDerivedType(typeof(RadioButtonGroup), "radio_buttons")]
public abstract record BlockElement
{
    /// <summary>At most 255 characters, unique in its block.</summary>
    public string? ActionId { get; init; }
}

/// <summary>The look of a button: primary is green, danger is red, neither is plain.</summary>
public enum ButtonStyle
{
    [JsonStringEnumMemberName("primary")] Primary,
    [JsonStringEnumMemberName("danger")] Danger,
}

/// <summary>A button; one with a Url opens it and still sends its action.</summary>
public sealed record Button : BlockElement
{
    public required PlainText Text { get; init; }
    public string? Value { get; init; }
    public string? Url { get; init; }
    public ButtonStyle? Style { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
    public string? AccessibilityLabel { get; init; }
}

/// <summary>The three-dots menu, up to five options.</summary>
public sealed record OverflowMenu : BlockElement
{
    public required IReadOnlyList<Option> Options { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
}

/// <summary>Boxes of which any may be ticked, up to ten.</summary>
public sealed record CheckboxGroup : BlockElement
{
    public required IReadOnlyList<Option> Options { get; init; }
    public IReadOnlyList<Option>? InitialOptions { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
    public bool? FocusOnLoad { get; init; }
}

/// <summary>Buttons of which one is chosen, up to ten.</summary>
public sealed record RadioButtonGroup : BlockElement
{
    public required IReadOnlyList<Option> Options { get; init; }
    public Option? InitialOption { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
    public bool? FocusOnLoad { get; init; }
}
