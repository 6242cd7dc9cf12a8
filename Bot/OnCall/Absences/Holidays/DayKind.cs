using System.Text.RegularExpressions;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>
/// What a calendar says in words of a day that it holds: marked alone, off for a part of the country or of the day, or by choice.
/// </summary>
static partial class DayKind
{
    /// <summary>Why an entry is no day off for everybody who follows its file; null where it is one.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="own">The place that the file itself is about, where its entries name one.</param>
    public static string? Problem(IcalEntry entry, string? own)
    {
        List<string> said = [entry.Summary, .. Told(entry)];
        return IsObservance(entry) ? LeftOut.Observance
            : said.Take(2).Any(PartOfDay.In) ? LeftOut.InPart
            : said.Exists(line => OfSome().IsMatch(line)) || Place(entry) is { } place && place != own ? LeftOut.OfSome
            : null;
    }

    /// <summary>Where most of the days are off, where each names a place; null where one is off without a word of it.</summary>
    public static string? PlaceOf(IEnumerable<IcalEntry> entries) =>
        entries.Where(e => e.IsEvent && !IsObservance(e)).Select(Place).ToList() is var places && places.Contains(null) ? null
            : places.GroupBy(p => p).MaxBy(g => g.Count())?.Key;

    static string[] Told(IcalEntry entry) => (entry["DESCRIPTION"]?.Text ?? "").Trim()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // "Public holiday in Scotland".
    static string? Place(IcalEntry entry) => Told(entry).Select(line => InPlace().Match(line))
        .FirstOrDefault(match => match.Success)?.Groups["place"].Value.Trim().TrimEnd('.');

    /// <summary>
    /// A day that is marked, not taken off. Google says so in the first line of the description, in the reader's language, and in
    /// the next how to hide such days.
    /// </summary>
    static bool IsObservance(IcalEntry entry)
    {
        var told = Told(entry);
        var isOff = Array.Exists(told, line => line.Contains("holiday", StringComparison.OrdinalIgnoreCase));
        return told.Prepend(entry.Summary).Any(line => Marked().IsMatch(line)
                && !line.Contains("public holiday", StringComparison.OrdinalIgnoreCase))
            || Array.Exists(told, line => Sky().IsMatch(line)) || !isOff && NamedSky().IsMatch(entry.Summary)
            || told.Skip(1).Any(line => line.Contains("Google", StringComparison.Ordinal) && line.Contains('>'))
            || entry.All("CATEGORIES").Any(c => c.Text.Contains("Observance", StringComparison.OrdinalIgnoreCase))
            || NoHoliday().IsMatch($"{entry.Summary} {string.Join(' ', told)}");
    }

    // "Observance", "United Nations observance", "Type: Observance, Christian", "Mother's Day (observance)"; but not "in
    // observance of" what is a day off.
    [GeneratedRegex(
        @"^(?:type: *)?(?!in |for |day )(?:\p{L}+ ){0,2}observances?\b(?! +of\b)|[(\[]observance[)\]]$",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Marked();

    [GeneratedRegex(
        @"\b(?:not an? (?:public |bank |federal |national |statutory |official )?(?:holiday|day off)|no public holiday"
        + @"|kein (?:gesetzlicher )?feiertag|(?:pas un jour|jour non) férié)\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NoHoliday();

    // What a calendar tells of the sky and of clocks.
    [GeneratedRegex(
        "^(?:type: *)?(?:seasons?|equinox|solstice|moon phase|eclipse|clock change|daylight saving|summer time)\\b",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Sky();

    // A day off of that name, as Japan has it, says that it is a holiday.
    [GeneratedRegex(
        "^(?:daylight saving time (?:starts|begins|ends)|(?:start|end) of (?:daylight saving|summer time)|clocks? (?:go|change)"
        + "|(?:march|june|september|december|vernal|spring|autumnal|summer|winter) (?:equinox|solstice)$)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NamedSky();

    [GeneratedRegex(
        @"\b(?:regional|local|provincial|cantonal|municipal|optional|restricted|elective|voluntary|floating)"
        + @"(?: public| bank)? (?:holiday|day off)|(?:fakultativer|regionaler) feiertag|férié (?:local|régional|facultatif)"
        + @"|(?:ponto|feriado|festivo) (?:facultativo|opcional|regional|local|municipal)|not observed nationwide",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OfSome();

    [GeneratedRegex(
        @"^(?:\p{L}+[ -]){0,3}(?:(?:holiday|feiertag) in|férié (?:en|dans|à|au|aux)|festivo en) +"
        + @"(?!lieu\b|honou?r|memory|observance|celebration|recognition|remembrance|respect|[0-9])(?<place>.+)$",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InPlace();
}
