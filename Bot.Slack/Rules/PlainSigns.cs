using System.Globalization;

namespace Bot.Slack;

/// <summary>
/// What was typed, read as if on a plain keyboard: digits of every script, full-width signs, the dashes and dots of editors. It
/// is as long as the text, so that what was found in it is taken from the text itself and a name keeps its own signs.
/// </summary>
public static class PlainSigns
{
    public static string Of(string text) => System.Text.Ascii.IsValid(text)
        ? text
        : string.Create(text.Length, text, (plain, typed) =>
        {
            for (var at = 0; at < plain.Length; at++) plain[at] = Of(typed[at]);
        });

    static char Of(char sign) => sign switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(sign - 0xFEE0),
        (>= '\u2010' and <= '\u2015') or '\u2212' or '\u2043' or '\uFE58' or '\uFE63' => '-',
        '…' or '。' => '.',
        '、' or '،' => ',',
        '؛' => ';',
        '؟' => '?',
        '«' or '»' or '「' or '」' => '"',
        _ when CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.DecimalDigitNumber =>
            (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(sign)),
        _ => sign,
    };
}
