namespace Bot.Settings;

/// <summary>What the slash commands are called, where another app already owns the usual names.</summary>
public sealed record BotCommands(string Incident, string Cover, string FollowUp = "/followup")
{
    public static readonly BotCommands Default = new("/incident", "/cover");

    public static BotCommands Read(IConfiguration from)
    {
        BotCommands read = new(
            Name(from, "Commands:Incident", Default.Incident), Name(from, "Commands:Cover", Default.Cover),
            Name(from, "Commands:FollowUp", Default.FollowUp));
        (string Key, string Name)[] all =
            [("Commands__Incident", read.Incident), ("Commands__Cover", read.Cover), ("Commands__FollowUp", read.FollowUp)];
        return all.GroupBy(c => c.Name).FirstOrDefault(same => same.Count() > 1) is not { } same ? read
            : throw new CannotStartException(
                $"{string.Join(" and ", same.Take(2).Select(c => c.Key))} are both \"{same.Key}\". "
                    + "Give each a name of its own.");
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
