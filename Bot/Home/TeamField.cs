using Bot.Settings;
using Bot.Slack;

namespace Bot.Home;

/// <summary>A field of the form: what it asks for, and what is said of a text that its setting does not take.</summary>
sealed record TeamField(string Block, ISetting Setting, string Title, string? Hint, Func<string, string> Problem)
{
    internal const int LongestText = 300;

    public bool IsOptional { get; init; }

    /// <summary>How long a text may be; of more than one line where that is more than usual.</summary>
    public int Longest { get; init; } = LongestText;

    public bool IsChannel { get; init; }
    public bool IsPeople { get; init; }

    /// <summary>How a sentence names it.</summary>
    public required string Said { get; init; }

    public string Typed(ViewState values) => IsChannel ? values[Block].SelectedChannel ?? ""
        : IsPeople ? string.Join(", ", values.Users(Block)) : values.Text(Block);

    public string Shown(string text) => IsPeople
        ? Settings.Setting.Listed(text) is { Count: > 0 } people ? string.Join(", ", people.Select(Mrkdwn.User)) : "nobody"
        : !IsChannel ? $"“{Mrkdwn.Inert(text, 100)}”"
        : text.Length > 0 ? Mrkdwn.Channel(text) : "none";
}
