using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident is called wherever it is named: a storm by its size, and nothing twice.</summary>
static class Titles
{
    /// <summary>What a storm is called until somebody names it.</summary>
    public const string Storm = "Many alerts at once";

    static readonly char[] Letters = [.. "abcdefghijklmnopqrstuvwxyz"];

    public static string Of(IncidentRow incident) => IsUnnamed(incident) && incident.Kinds > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{incident.Kinds} alerts at once")
        : incident.Name;

    public static bool IsUnnamed(IncidentRow incident) => incident is { Storm: true, Name: Storm };

    /// <summary>Its channel, whose name holds the number and mostly the name, which so stands there once.</summary>
    public static string Linked(IncidentRow incident, int longest) => Linked(incident, Of(incident), longest);

    public static string Linked(IncidentRow incident, string title, int longest)
    {
        var name = Mrkdwn.Inert(IncidentMessages.OneLine(title), longest);
        if (incident is not { ChannelId: { } id, ChannelName: not null }) return $"*{incident.Label}* {name}";
        if (IsInChannel(incident, title)) return Mrkdwn.Channel(id);
        return $"{(IsNumbered(incident) ? "" : $"*{incident.Label}* ")}{Mrkdwn.Channel(id)} {name}";
    }

    // Somebody may have called the channel otherwise.
    static bool IsNumbered(IncidentRow incident) => incident.ChannelName!.Split('-', '_')
        .Any(part => part.TrimStart(Letters) == ChannelName.For("", incident.Number, ""));

    /// <summary>The number, which leads to its channel, where that channel's name would be too long.</summary>
    public static string Label(IncidentRow incident) => incident.ChannelId is { } channel
        ? $"*{Mrkdwn.Link(ChannelLink(channel), incident.Label)}*"
        : $"*{incident.Label}*";

    const string ToChannel = "https://slack.com/app_redirect?channel=";

    /// <summary>Opens the channel in whatever app of Slack's its reader has.</summary>
    public static string ChannelLink(string channel) => $"{ToChannel}{channel}";

    /// <summary>The name of its channel says all that the title does; of marks it says none that matter.</summary>
    public static bool IsInChannel(IncidentRow incident, string title)
    {
        if (!title.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or ':' or ',' or '…')) return false;
        var words = ChannelName.For("", incident.Number, title);
        return incident.ChannelName is { } channel && words != ChannelName.For("", incident.Number, "")
            && channel.Contains(words, StringComparison.Ordinal);
    }

}
