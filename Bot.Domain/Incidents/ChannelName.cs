using System.Globalization;
using System.Text;

namespace Bot.Domain.Incidents;

/// <summary>Names for incident channels as Slack accepts them: lower-case ASCII letters, digits and dashes, at most 80 characters.</summary>
public static class ChannelName
{
    public const int MaxLength = 80;

    /// <summary><c>inc-12-late-orders</c>; a name without letters or digits of its own gives <c>inc-12</c>.</summary>
    public static string For(string prefix, long number, string name)
    {
        var start = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
        var slug = Slug(name);
        return slug.Length == 0 ? start : Cut($"{start}-{slug}", MaxLength);
    }

    /// <summary>The name for the nth try, counted from 1, while earlier ones belong to somebody else: <c>…</c>, <c>…-2</c>, <c>…-3</c>.</summary>
    public static string Try(string name, int nth)
    {
        if (nth == 1) return name;
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{nth}");
        return Cut(name, MaxLength - suffix.Length) + suffix;
    }

    /// <summary>What is wrong with a channel prefix, in one sentence, or null.</summary>
    public static string? PrefixProblem(string prefix) =>
        prefix.Length is 0 or > 20 || !prefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            ? "Use 1 to 20 lower-case letters, digits, dashes or underscores, such as inc-."
            : null;

    static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in Folded(name))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }

    /// <summary>Lower case, Latin letters without their accents; letters of other alphabets stay.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (Plain.TryGetValue(c, out var plain)) folded.Append(plain);
            else folded.Append(c);
        }

        return folded.ToString();
    }

    // Written out because string normalisation needs ICU, which small Linux images lack.
    static readonly Dictionary<char, string> Plain = new[]
    {
        "a àáâãäåāăą", "ae æ", "c çćĉċč", "d ďđð", "e èéêëēĕėęě", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįı", "j ĵ", "k ķ", "l ĺļľŀł",
        "n ñńņň", "o òóôõöøōŏő", "oe œ", "r ŕŗř", "s śŝşšș", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűų", "w ŵ", "y ýÿŷ", "z źżž",
    }
    .Select(line => line.Split(' '))
    .SelectMany(line => line[1].Select(letter => (letter, plain: line[0])))
    .ToDictionary(pair => pair.letter, pair => pair.plain);

    static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd('-');
}
