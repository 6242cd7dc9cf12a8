using System.Text.Json;

namespace Bot.Warnings;

/// <summary>What forms and buttons of the ledger carry from one press to the next.</summary>
static class Carried
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>Null where it is nothing that was written so.</summary>
    public static T? Read<T>(string? carried)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(carried ?? "null", Whole);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static readonly JsonSerializerOptions Whole = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
