using System.Data;
using System.Text.RegularExpressions;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>Channels of incidents where somebody names one in a command: mentioned, or typed with a #.</summary>
public sealed partial class TypedChannel(Database database)
{
    /// <summary>
    /// The text with the labels of incidents in the place of their channels, whatever those are called now and whoever may see
    /// them; first, or behind the verb: further on they are words among others.
    /// </summary>
    public string AsLabels(SlashCommand command) => database.Read(db =>
    {
        var text = command.Text;
        foreach (var channel in command.Channels)
            if (IncidentStore.InChannel(
                db, Viewer.Of(command.UserId), channel.Id) is { } meant && Place(text, channel.Shown) is >= 0 and var at)
                text = $"{text[..at]}{meant.Label}{text[(at + channel.Shown.Length)..]}";
        if (Typed().Match(PlainSigns.Of(text)) is not { Success: true } typed
            || Label(db, command, typed.Groups["name"].Value) is not { } label) return text;
        var named = typed.Groups["channel"];
        return $"{text[..named.Index]}{label}{text[(named.Index + named.Length)..]}";
    });

    static int Place(string text, string shown) => text.IndexOf(shown, StringComparison.Ordinal) is var at
        && text[..Math.Max(at, 0)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= 1 ? at : -1;

    // Slack sends a name as text where it does not know the channel, or does not show it to whoever typed it.
    static string? Label(IDbConnection db, SlashCommand command, string name)
    {
        name = name.ToLowerInvariant();
        var meant = name == command.ChannelName
            ? IncidentStore.InChannel(db, Viewer.Of(command.UserId), command.ChannelId)
            : IncidentStore.InChannelNamed(db, Viewer.Of(command.UserId), name);
        if (meant is not null) return meant.Label;
        var prefix = IncidentSettings.ChannelPrefix.Now(db);
        return name.StartsWith(prefix, StringComparison.Ordinal)
            && Numbered().Match(name[prefix.Length..]) is { Success: true } number
            ? $"INC-{number.Value}"
            : null;
    }

    [GeneratedRegex(@"^\s*(?:\S+\s+)?(?<channel>#(?<name>[\w-]*\w))(?=$|[\s:,.;!?)])", RegexOptions.None, 1000)]
    private static partial Regex Typed();

    [GeneratedRegex("^[0-9]+(?=$|-)", RegexOptions.None, 1000)]
    private static partial Regex Numbered();
}
