using System.Globalization;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Which incident a command or button means, and whether this person may touch it.</summary>
public sealed class WhichIncident(Database database, Access access, DeclareIncident declare)
{
    /// <summary>
    /// A word such as <c>resolve</c> is a verb in an incident's channel or before a number; anywhere else the whole text is
    /// the name of a new incident.
    /// </summary>
    public async Task<SlashResponse?> Of(SlashCommand command, Func<IncidentRow, Task> then, CancellationToken stop)
    {
        var here = database.Read(db => IncidentStore.InChannel(db, command.ChannelId));
        var named = Number(command.Rest);
        if (named is null && (here is null || command.Rest.Length > 0)) return await declare.OpenNamed(command, command.Text, stop);
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var incident = named is { } number ? database.Read(db => IncidentStore.Find(db, number)) : here;
        if (incident is null) return $"There is no INC-{named}. {command.Command} list shows the open ones.";
        await then(incident);
        return null;
    }

    /// <summary>The incident of a card's button; says so in private when the person may not.</summary>
    public async Task<IncidentRow?> Of(BlockActionRequest press, CancellationToken stop) =>
        !await access.Refuses(press, stop) && Number(press.Action.Value) is { } number
            ? database.Read(db => IncidentStore.Find(db, number))
            : null;

    /// <summary>12, #12 and INC-12 are all incident 12.</summary>
    public static long? Number(string? text)
    {
        var digits = (text ?? "").Trim();
        if (digits.StartsWith("inc-", StringComparison.OrdinalIgnoreCase)) digits = digits[4..];
        return long.TryParse(digits.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
