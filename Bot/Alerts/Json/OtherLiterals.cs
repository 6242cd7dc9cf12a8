using System.Text.Json.Nodes;

namespace Bot.Alerts.Json;

/// <summary>The literals of other languages: Python's True and None, JavaScript's undefined and NaN.</summary>
static class OtherLiterals
{
    static readonly Dictionary<string, JsonNode?> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = true,
        ["false"] = false,
        ["none"] = null,
        ["null"] = null,
        ["nil"] = null,
        ["undefined"] = null,
    };

    // No number of JSON's, so they stay words.
    static readonly string[] Numbers = ["NaN", "Infinity", "inf"];

    public static bool TryRead(ReadOnlySpan<char> word, out JsonNode? value)
    {
        if (Meanings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out value))
        {
            value = value?.DeepClone();
            return true;
        }
        var bare = word.TrimStart("+-").ToString();
        if (!Numbers.Contains(bare, StringComparer.OrdinalIgnoreCase)) return false;
        value = JsonValue.Create(word.ToString());
        return true;
    }

    /// <summary>The first letters of what a list may go on with.</summary>
    public static readonly string[] Words = ["true", "false", "null", "True", "False", "None", "NaN", "Infinity", "undefined"];
}
