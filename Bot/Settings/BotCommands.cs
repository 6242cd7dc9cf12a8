namespace Bot.Settings;

/// <summary>What the slash commands are called, where another app already owns the usual names.</summary>
public sealed record BotCommands(string Incident, string Cover)
{
    public static readonly BotCommands Default = new("/incident", "/cover");

    public static BotCommands Read(IConfiguration from)
    {
        BotCommands read = new(
            Name(from, "Commands:Incident", Default.Incident), Name(from, "Commands:Cover", Default.Cover));
        return read.Incident != read.Cover ? read : throw new CannotStartException(
            $"Commands__Incident and Commands__Cover are both \"{read.Cover}\". Give each a name of its own.");
    }

    static string Name(IConfiguration from, string key, string otherwise)
    {
        var name = from[key] is { Length: > 0 } given ? given.Trim() : otherwise;
        return name.Length is > 1 and <= 32 && name[0] == '/'
            && name.Skip(1).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? name
            : throw new CannotStartException(
                $"{Configured.Variable(key)} is \"{name}\". A command is a slash and up to 31 "
                    + $"lower-case letters, digits, dashes or underscores, such as {otherwise}.");
    }
}
