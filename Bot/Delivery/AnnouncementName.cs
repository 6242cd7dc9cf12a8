using Bot.Settings;

namespace Bot.Delivery;

/// <summary>What the announcement channel is called when the bot first looks for it.</summary>
public sealed record AnnouncementName(string Name)
{
    const string Key = "Incidents:Channel", Default = "data-incidents";

    public static AnnouncementName Read(IConfiguration from)
    {
        var name = (from.Optional(Key) ?? Default).TrimStart('#');
        return name.Length <= 80 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? new(name)
            : throw new CannotStartException(
                $"{Configured.Variable(Key)} is \"{name}\". Slack's channel names have at most 80 lower-case letters, digits, "
                    + "dashes and underscores.");
    }
}
