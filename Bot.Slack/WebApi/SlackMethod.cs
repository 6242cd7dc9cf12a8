namespace Bot.Slack;

/// <summary>Which token a method is called with.</summary>
enum TokenKind { Bot, App, Groups }

/// <summary>A Web API method, and whether sending it twice does no harm.</summary>
sealed record SlackMethod(string Name, bool Repeatable, TokenKind Token)
{
    /// <summary>The longest pause after which the call still makes sense; a trigger lives 3 seconds.</summary>
    public TimeSpan Patience { get; private init; } = TimeSpan.MaxValue;

    /// <summary>Whether Slack counts its calls by channel, and asks to wait in one of them.</summary>
    public bool IsByChannel { get; private init; }

    public SlackMethod ByChannel() => this with { IsByChannel = true };

    public static SlackMethod Repeat(string name, TokenKind token = TokenKind.Bot) => new(name, true, token);

    public static SlackMethod Once(string name, TokenKind token = TokenKind.Bot) => new(name, false, token);

    public static SlackMethod OnTrigger(string name) => Once(name) with { Patience = TimeSpan.FromSeconds(3) };
}
