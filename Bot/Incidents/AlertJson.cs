using System.Text.Json;

namespace Bot.Incidents;

/// <summary>What rows keep of an alert as JSON.</summary>
static class AlertJson
{
    /// <summary>What it told beside its title; names count without regard to case.</summary>
    public static Dictionary<string, string> Metadata(string kept) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(kept) ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>Attributes by name; none where the row keeps none.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Attributes(string? kept) =>
        kept is null ? [] : JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(kept) ?? [];
}
