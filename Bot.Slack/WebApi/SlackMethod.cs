namespace Bot.Slack;

/// <summary>Which token a method is called with.</summary>
enum TokenKind { Bot, App, Groups }

/// <summary>A Web API method, and whether sending it twice does no harm.</summary>
sealed record SlackMethod(string Name, bool Repeatable, TokenKind Token = TokenKind.Bot)
{
    public static SlackMethod Repeat(string name, TokenKind token = TokenKind.Bot) => new(name, true, token);

    public static SlackMethod Once(string name, TokenKind token = TokenKind.Bot) => new(name, false, token);
}
