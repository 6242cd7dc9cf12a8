using System.Globalization;
using System.Text;

namespace Bot.Domain.Incidents;

/// <summary>
/// Names for incident channels as Slack accepts them: lower-case ASCII letters, digits and dashes, at most 80 characters.
/// </summary>
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

    /// <summary>
    /// The name for the nth try, counted from 1, while earlier ones belong to somebody else: <c>…</c>, <c>…-2</c>, <c>…-3</c>.
    /// </summary>
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

    /// <summary>
    /// Lower case, letters without their accents, however those were typed; full-width letters, ligatures and digits of every
    /// script as the plain ones. Letters of other alphabets stay.
    /// </summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = Rune.ToLowerInvariant(Narrow(rune));
            if (IsAccent(letter)) continue;
            if (Rune.GetNumericValue(letter) is >= 0 and <= 9 and var digit && Rune.GetUnicodeCategory(letter) == DecimalDigit)
                folded.Append((char)('0' + (int)digit));
            else if (letter.IsBmp && Plain.TryGetValue((char)letter.Value, out var plain)) folded.Append(plain);
            else folded.Append(letter);
        }

        return folded.ToString();
    }

    const UnicodeCategory DecimalDigit = UnicodeCategory.DecimalDigitNumber;

    // Full-width, and the bold and slanted letters that people paste, of which each alphabet has 52.
    static Rune Narrow(Rune rune) => rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new(rune.Value - 0xFEE0),
        >= 0x1D400 and < 0x1D6A4 and var bold when (bold - 0x1D400) % 52 is var nth => new(nth < 26 ? 'A' + nth : 'a' + nth - 26),
        _ => rune,
    };

    // A letter that was typed in two parts; marks that are letters of other scripts are no accents.
    static bool IsAccent(Rune rune) => rune.Value
        is (>= 0x300 and <= 0x36F) or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF);

    // Written out because string normalisation needs ICU, which small Linux images lack.
    static readonly Dictionary<char, string> Plain = new[]
    {
        "a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặⱥ", "ae æǣǽ", "aʾ ẚ", "b ƀɓḃḅḇ", "c çćĉċčȼḉ", "d ðďđɖɗḋḍḏḑḓ", "dz ǆǳ",
        "e èéêëēĕėęěǝȅȇȩɇəɛḕḗḙḛḝẹẻẽếềểễệ", "f ƒḟ", "ff ﬀ", "ffi ﬃ", "ffl ﬄ", "fi ﬁ", "fl ﬂ", "g ĝğġģǥǧǵɣḡ", "h ĥħȟḣḥḧḩḫẖ",
        "i ìíîïĩīĭįİıǐȉȋɨɩḭḯỉị", "ij ĳ", "j ĵǰȷɉ", "k ķĸƙǩḱḳḵ", "l ĺļľŀłɫḷḹḻḽ", "lj ǉ", "m ḿṁṃ", "n ñńņňŉǹṅṇṉṋ", "ng ŋ",
        "nj ǌ", "o òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱɔṍṏṑṓọỏốồổỗộớờởỡợ", "oe œ", "p ṕṗ", "r ŕŗřȑȓɍṙṛṝṟ", "s śŝşšſșṡṣṥṧṩẛ", "ss ßẞ",
        "st ﬅﬆ", "t ţťŧțṫṭṯṱẗ", "th þ", "u ùúûüũūŭůűųưǔǖǘǚǜȕȗʉṳṵṷṹṻụủứừửữự", "v ʋṽṿ", "w ŵẁẃẅẇẉẘ", "x ẋẍ", "y ýÿŷƴȳẏẙỳỵỷỹ",
        "z źżžƶẑẓẕ", "ʒ ǯ", "α άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ", "ε έἐἑἒἓἔἕὲέ", "η ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "ι ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ", "ο όὀὁὂὃὄὅὸό", "ρ ῤῥ", "σ ς", "υ ΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ", "ω ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "а ӑӓ", "г ѓ", "е ѐёӗ", "ж ӂӝ", "з ӟ", "и йѝӣӥ", "к ќ", "о ӧ", "у ўӯӱӳ", "ч ӵ", "ы ӹ", "э ӭ", "і ї", "ѵ ѷ", "ә ӛ",
        "ө ӫ",
    }
    .Select(line => line.Split(' '))
    .SelectMany(line => line[1].Select(letter => (letter, plain: line[0])))
    .ToDictionary(pair => pair.letter, pair => pair.plain);

    static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd('-');
}
