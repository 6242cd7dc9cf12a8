using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Alerts.Json;

/// <summary>The literals of other languages: Python's True and None, JavaScript's undefined and NaN.</summary>
static partial class OtherLiterals
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

    /// <summary>What Python writes before the quote of a text.</summary>
    public const string Prefixes = "ubrfUBRF";

    public static bool TryRead(ReadOnlySpan<char> word, out JsonNode? value)
    {
        if (Meanings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out value))
        {
            value = value?.DeepClone();
            return true;
        }
        // No numbers of JSON's, so they stay words.
        if (!Number().IsMatch(word)) return false;
        value = JsonValue.Create(word.ToString());
        return true;
    }

    // NaN and 1.#INF; 0x1F, 1_000, +5, .5, 5., 007 and 10L.
    [GeneratedRegex(@"^[+-]?(?:nan|infinity|inf|1\.#[a-z0-9]+|0x[0-9a-f_]+|0[ob][0-7_]+"
        + @"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[+-]?[0-9]+)?[lndfm]?)$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    /// <summary>The first letters of what a list may go on with.</summary>
    public static readonly string[] Words = ["true", "false", "null", "True", "False", "None", "NaN", "Infinity", "undefined"];
}
