namespace Bot.Slack;

/// <summary>A choice: text at most 75 characters, value at most 150.</summary>
public sealed record Option(PlainText Text, string Value)
{
    public PlainText? Description { get; init; }

    /// <summary>For overflow menus only.</summary>
    public string? Url { get; init; }
}

/// <summary>A heading with up to 100 options under it.</summary>
public sealed record OptionGroup(PlainText Label, IReadOnlyList<Option> Options);

/// <summary>The question Slack asks before an action is sent.</summary>
public sealed record ConfirmationDialog
{
    public required PlainText Title { get; init; }
    public required TextObject Text { get; init; }
    public required PlainText Confirm { get; init; }
    public required PlainText Deny { get; init; }
    public ButtonStyle? Style { get; init; }
}
