using System.Text.RegularExpressions;
using Bot.Settings;

namespace Bot.Delivery;

/// <summary>What the announcement channel is called when the bot first looks for it, or its id.</summary>
public sealed partial record AnnouncementName(string Name)
{
    const string Key = "Incidents:Channel", Default = "data-incidents";

    public static AnnouncementName Read(IConfiguration from)
    {
        var name = (from.Optional(Key) ?? Default).TrimStart('#');
        return new AnnouncementName(name) is { Id: not null } known ? known
            : WellFormed().IsMatch(name) && !name.Any(char.IsUpper) ? new(name)
            : throw new CannotStartException(
                $"{Configured.Variable(Key)} is \"{name}\". Slack's channel names have at most 80 lower-case letters, digits, "
                    + "dashes and underscores. Use such a name, or the channel's id, such as C012AB3CD.");
    }

    /// <summary>The channel's id, where that was given.</summary>
    public string? Id => ChannelId().IsMatch(Name) ? Name : null;

    // Slack's clients take letters of every script.
    [GeneratedRegex("""^[\p{L}\p{M}\p{N}_-]{1,80}$""", RegexOptions.NonBacktracking)]
    private static partial Regex WellFormed();

    [GeneratedRegex("^[CG][A-Z0-9]{8,}$", RegexOptions.NonBacktracking)]
    private static partial Regex ChannelId();
}
