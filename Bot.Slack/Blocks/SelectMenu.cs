namespace Bot.Slack;

/// <summary>What all menus have in common.</summary>
public abstract record SelectMenu : BlockElement
{
    public PlainText? Placeholder { get; init; }
    public ConfirmationDialog? Confirm { get; init; }

    /// <summary>At most one element of a view may have it.</summary>
    public bool? FocusOnLoad { get; init; }
}

/// <summary>One of up to 100 options or option groups (exactly one of the two).</summary>
public sealed record StaticSelectMenu : SelectMenu
{
    public IReadOnlyList<Option>? Options { get; init; }
    public IReadOnlyList<OptionGroup>? OptionGroups { get; init; }

    /// <summary>Must equal one of the options exactly.</summary>
    public Option? InitialOption { get; init; }
}

/// <summary>Any of up to 100 options or option groups (exactly one of the two).</summary>
public sealed record StaticMultiSelectMenu : SelectMenu
{
    public IReadOnlyList<Option>? Options { get; init; }
    public IReadOnlyList<OptionGroup>? OptionGroups { get; init; }
    public IReadOnlyList<Option>? InitialOptions { get; init; }
    public int? MaxSelectedItems { get; init; }
}

/// <summary>One option out of what the bot's options handler finds for the letters typed.</summary>
public sealed record ExternalSelectMenu : SelectMenu
{
    public Option? InitialOption { get; init; }

    /// <summary>Letters before Slack asks; Slack takes 3 when absent.</summary>
    public int? MinQueryLength { get; init; }
}

/// <summary>One person.</summary>
public sealed record UserSelectMenu : SelectMenu
{
    public string? InitialUser { get; init; }
}

/// <summary>Several people, in the order chosen.</summary>
public sealed record UserMultiSelectMenu : SelectMenu
{
    public IReadOnlyList<string>? InitialUsers { get; init; }
    public int? MaxSelectedItems { get; init; }
}

/// <summary>One conversation of any kind.</summary>
public sealed record ConversationSelectMenu : SelectMenu
{
    public string? InitialConversation { get; init; }
    public bool? DefaultToCurrentConversation { get; init; }
    public ConversationFilter? Filter { get; init; }
}

/// <summary>Several conversations.</summary>
public sealed record ConversationMultiSelectMenu : SelectMenu
{
    public IReadOnlyList<string>? InitialConversations { get; init; }
    public int? MaxSelectedItems { get; init; }
    public ConversationFilter? Filter { get; init; }
}

/// <summary>Which conversations a menu offers; Include holds im, mpim, private, public.</summary>
public sealed record ConversationFilter
{
    public IReadOnlyList<string>? Include { get; init; }
    public bool? ExcludeExternalSharedChannels { get; init; }
    public bool? ExcludeBotUsers { get; init; }
}

/// <summary>One public channel.</summary>
public sealed record ChannelSelectMenu : SelectMenu
{
    public string? InitialChannel { get; init; }
}
