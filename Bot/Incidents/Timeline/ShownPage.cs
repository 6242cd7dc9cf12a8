using System.Globalization;
using Bot.Domain.Incidents;

namespace Bot.Incidents.Timeline;

/// <summary>
/// Which part of whose timeline a modal shows, as it carries it: "12|notes|1", and the item that a form is about behind it.
/// </summary>
sealed record ShownPage(long Incident, TimelineShow Show = TimelineShow.All, int Page = 1)
{
    /// <summary>The note that a form is about; null of a new one.</summary>
    public long? Item { get; init; }

    public string Write() => string.Create(
        CultureInfo.InvariantCulture, $"{Incident}|{Show.ToString().ToLowerInvariant()}|{Page}|{Item}");

    public static ShownPage? Read(string? text)
    {
        var parts = (text ?? "").Split('|');
        return WhichIncident.Number(parts[0]) is not { } incident ? null
            : new(incident, Choices.Read(parts.ElementAtOrDefault(1), TimelineShow.All), (int)(Number(parts, 2) ?? 1))
            {
                Item = Number(parts, 3),
            };
    }

    static long? Number(string[] parts, int at) =>
        long.TryParse(parts.ElementAtOrDefault(at), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
