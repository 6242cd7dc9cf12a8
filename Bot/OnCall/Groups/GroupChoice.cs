using System.Globalization;
using Bot.Slack;

namespace Bot.OnCall.Groups;

/// <summary>What an option of a user-group menu stands for: no group, one to be made (no id), or one that exists.</summary>
public sealed record GroupChoice(string? Handle, string? Id = null, int Members = 0, bool IsDisabled = false)
{
    /// <summary>What the menu of those called out of hours says for none.</summary>
    public const string AlertsWait = "Nobody: wait until hours open";

    const string NoGroup = "none";

    public static GroupChoice None { get; } = new((string?)null);

    public static GroupChoice Of(UserGroup group) => new(group.Handle, group.Id, group.Users?.Count ?? 0, group.IsDisabled);

    /// <summary>The option, with all in its value that a later look at the form needs.</summary>
    public Option ToOption(string textOfNone = "No user group") => this switch
    {
        { Handle: null } => new Option(textOfNone, NoGroup),
        { Id: null } => new Option(Limits.Truncate($"Make @{Handle}", Limits.OptionText), $"new:{Handle}"),
        { IsDisabled: true } => new Option(Limits.Truncate($"@{Handle} (disabled now)", Limits.OptionText), $"off:{Id}:{Handle}"),
        _ => new Option(
            Limits.Truncate($"@{Handle} ({Count})", Limits.OptionText),
            string.Create(CultureInfo.InvariantCulture, $"has:{Id}:{Members}:{Handle}")),
    };

    public static GroupChoice Read(string? value) => value?.Split(':', 4) switch
    {
        ["new", var handle] => new GroupChoice(handle),
        ["has", var id, var members, var handle] when int.TryParse(members, CultureInfo.InvariantCulture, out var count) =>
            new GroupChoice(handle, id, count),
        ["off", var id, var handle] => new GroupChoice(handle, id, IsDisabled: true),
        _ => None,
    };

    public string Count => Members == 1 ? "1 member" : string.Create(CultureInfo.InvariantCulture, $"{Members} members");
}
