using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Settings;

namespace Bot.Incidents;

/// <summary>What the channels of incidents are called, and when they go.</summary>
public static class IncidentSettings
{
    public const string DefaultPrefix = "inc-";
    public const int MostArchiveDays = 3650;

    public static readonly Setting<string> ChannelPrefix = new(
        "channel_prefix", DefaultPrefix,
        (string kept, out string prefix) =>
        {
            prefix = kept;
            return ChannelName.PrefixProblem(kept) is null;
        },
        prefix => prefix);

    /// <summary>Who sees every incident that is declared private, whoever declares it.</summary>
    public static readonly Setting<IReadOnlyList<string>> PrivatePeople = new(
        "private_people", [],
        (string kept, out IReadOnlyList<string> people) =>
        {
            people = Setting.Listed(kept);
            return people.All(id => id.All(char.IsAsciiLetterOrDigit));
        },
        people => string.Join(", ", people));

    /// <summary>Days after which the channel of an incident that is over is archived; null, kept as nothing, is never.</summary>
    public static readonly Setting<int?> ArchiveAfter = new(
        "archive_after", 7,
        (string kept, out int? days) =>
        {
            days = Setting.IsWhole(kept, MostArchiveDays, out var whole) && whole > 0 ? whole : null;
            return days is not null || kept.Length == 0;
        },
        days => days?.ToString(CultureInfo.InvariantCulture) ?? "");
}
