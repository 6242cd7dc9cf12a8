using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>A date.</summary>
public sealed record DatePicker : BlockElement
{
    public DateOnly? InitialDate { get; init; }
    public PlainText? Placeholder { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
    public bool? FocusOnLoad { get; init; }
}

/// <summary>A time of day, in minutes.</summary>
public sealed record TimePicker : BlockElement
{
    [JsonConverter(typeof(HourMinuteConverter))]
    public TimeOnly? InitialTime { get; init; }

    /// <summary>An IANA zone; it comes back with the value.</summary>
    public string? Timezone { get; init; }
    public PlainText? Placeholder { get; init; }
    public ConfirmationDialog? Confirm { get; init; }
    public bool? FocusOnLoad { get; init; }
}

/// <summary>A line or several lines of text, at most 3000 characters; only inside an input block.</summary>
public sealed record PlainTextInput : BlockElement
{
    public string? InitialValue { get; init; }
    public bool? Multiline { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public PlainText? Placeholder { get; init; }
    public DispatchActionConfig? DispatchActionConfig { get; init; }
    public bool? FocusOnLoad { get; init; }
}

/// <summary>Files to choose; only inside an input block, and the app needs the scope files:read.</summary>
public sealed record FileInput : BlockElement
{
    /// <summary>Endings without a dot; all kinds where it is null.</summary>
    public IReadOnlyList<string>? Filetypes { get; init; }

    /// <summary>1 to 10.</summary>
    public int? MaxFiles { get; init; }
}

/// <summary>When typing sends an action: on_enter_pressed, on_character_entered.</summary>
public sealed record DispatchActionConfig(IReadOnlyList<string> TriggerActionsOn);
