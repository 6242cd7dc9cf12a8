using System.Globalization;
using System.Text;

namespace Bot.Slack;

/// <summary>
/// Text without what nobody sees: control characters, marks of no width, and turns of direction that outlive the text. Line
/// breaks, tabs and what a script or a picture of several signs needs are kept.
/// </summary>
public static class SeenText
{
    const int Joiner = 0x200D, NonJoiner = 0x200C, BlackFlag = 0x1F3F4;

    public static string Of(string text)
    {
        if (!text.Any(Steers)) return text;
        var (runes, seen) = (text.EnumerateRunes().ToArray(), new StringBuilder(text.Length));
        for (var at = 0; at < runes.Length; at++)
            if (runes[at].Value is 0x2028 or 0x2029 or 0x85) seen.Append('\n');
            else if (!Steers(runes[at]) || Shapes(runes, at)) seen.Append(runes[at]);
        return seen.ToString();
    }

    static bool Steers(char c) => char.IsSurrogate(c) || Steers(new Rune(c));

    static bool Steers(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\t' => false,
        0x2028 or 0x2029 => true,
        // Signs of Arabic and Syriac that stand before numbers and are seen.
        (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD => false,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format,
    };

    /// <summary>What makes one picture of several, or shapes the letters of a script, between two that are not plain.</summary>
    static bool Shapes(Rune[] runes, int at) => runes[at].Value switch
    {
        Joiner or NonJoiner => at > 0 && at + 1 < runes.Length && IsShaped(runes[at - 1]) && IsShaped(runes[at + 1]),
        >= 0xE0020 and <= 0xE007F => IsFlag(runes, at),
        _ => false,
    };

    static bool IsShaped(Rune rune) => rune.Value >= 0x300 && !Steers(rune)
        && Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.SpaceSeparator);

    static bool IsFlag(Rune[] runes, int at)
    {
        while (at > 0 && runes[at].Value is >= 0xE0020 and <= 0xE007F) at--;
        return runes[at].Value == BlackFlag;
    }
}
