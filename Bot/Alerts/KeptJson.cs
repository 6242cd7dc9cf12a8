using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Alerts;

/// <summary>How what a team has set is written down, so that it can be read years from now.</summary>
static class KeptJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
