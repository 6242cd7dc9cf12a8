using System.Text;
using static Bot.Tests.OnCall.HolidayMaker;

namespace Bot.Tests.OnCall;

/// <summary>The dialects in which calendars of days off are published, exported and passed on.</summary>
static class HolidayDialects
{
    const string Berlin = "W. Europe Standard Time";

    static readonly Encoding Latin1 = Encoding.Latin1;

    public static readonly IReadOnlyList<HolidayMaker> All =
    [
        Plain("gov.uk", "PRODID:-//uk.gov/GOVUK calendars//EN\nMETHOD:PUBLISH\nCALSCALE:GREGORIAN",
            d => $"DTEND;VALUE=DATE:{End(d)}\nDTSTART;VALUE=DATE:{Day(d.First)}\nSUMMARY:{Text(d.Name)}\nSEQUENCE:0"),
        new("Google", days => Calendar(
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN\nX-WR-TIMEZONE:UTC",
            days.Select(d => Event(d, Google(d, "Public holiday"))).Append(Event(
                new(new(2027, 2, 14), 1, "Valentine's Day"),
                Google(new(new(2027, 2, 14), 1, "Valentine's Day"),
                    "Observance\\nTo hide observances\\, go to Google Calendar Settings > Holidays in X")))))
        { LeftOut = 1 },
        new("Google in German", days => Calendar(
            "PRODID:-//Google Inc//Google Calendar 70.9054//EN\nX-WR-TIMEZONE:UTC",
            days.Select(d => Event(d, Google(d, "Gesetzlicher Feiertag"))).Append(Event(
                new(new(2027, 5, 9), 1, "Muttertag"),
                Google(new(new(2027, 5, 9), 1, "Muttertag"),
                    "Gedenktag\\nWenn du Gedenktage ausblenden möchtest\\, rufe die Google Kalender-Einstellungen > Feiertage "
                    + "auf")))))
        { LeftOut = 1 },
        Plain("Apple's subscription", "PRODID:-//Apple Inc.//macOS 14//EN\nX-WR-CALNAME:Holidays\nX-APPLE-CALENDAR-COLOR:#CC73E1",
            d => $"DTSTART;VALUE=DATE:{Day(d.First)}\nSUMMARY;LANGUAGE=de:{Text(d.Name)}\nDURATION:P{d.Count}D\n"
                + $"CATEGORIES:Holidays\n"
                + "RRULE:FREQ=YEARLY;COUNT=5\nTRANSP:TRANSPARENT\nX-APPLE-UNIVERSAL-ID:5c3a") with { IsYearly = true },
        Plain("Apple's export", "PRODID:-//Apple Inc.//iCal 5//EN",
            d => $"DTSTART;VALUE=DATE:{Day(d.First)}\nDTEND;VALUE=DATE:{End(d)}\nSUMMARY:{Text(d.Name)}\n"
                + $"X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\n"
                + "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE=\"a \"b\" c\":geo:1,2\nX-APPLE-RADIUS=49.91\n"
                + "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\nSUMMARY:Alarm\nEND:VALARM"),
        new("Outlook", days => Calendar(
            $"PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nMETHOD:PUBLISH\n{Zone(Berlin)}",
            days.Select(d => Event(d, $"{Times(d, $"TZID=\"{Berlin}\"")}\nSUMMARY;LANGUAGE=de:{Text(d.Name)}\n"
                + "X-MICROSOFT-CDO-BUSYSTATUS:OOF\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE")))),
        new("Outlook on the web", days => Calendar(
            $"PRODID:Microsoft Exchange Server 2010\nMETHOD:PUBLISH\n{Zone("(UTC+01:00) Amsterdam, Berlin, Rome")}",
            days.Select(d => Event(d,
                $"{Times(d, "TZID=(UTC+01:00) Amsterdam, Berlin, Rome")}\nSUMMARY:{Text(d.Name)}\n"
                + $"X-MICROSOFT-DISALLOW-COUNTER:FALSE")))),
        Plain("Exchange in Greenwich time", "PRODID:Microsoft Exchange Server 2010",
            d => $"DTSTART:{Day(d.First.AddDays(-1))}T230000Z\nDTEND:{Day(d.First.AddDays(d.Count - 1))}T230000Z\n"
                + $"SUMMARY:{Text(d.Name)}\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"),
        Plain("Thunderbird", "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
            d => $"{Times(d, "TZID=/mozilla.org/20050126_1/Europe/Berlin")}\nSUMMARY:{Text(d.Name)}\nX-MOZ-GENERATION:1\n"
                + $"X-MOZ-LASTACK:20250101T000000Z"),
        new("one calendar an event", days => string.Concat(days.Select(d => Calendar(
            "PRODID:-//Nextcloud calendar v4",
                [Event(d, $"DTSTART;VALUE=DATE:{Day(d.First)}\nDTEND;VALUE=DATE:{End(d)}\nSUMMARY:{Text(d.Name)}")])))),
        new("a phone's vCalendar 1.0", days => Calendar(
            "PRODID:Phone", days.Select(d =>
                Event(d, $"DTSTART:{Day(d.First)}T000000\nDTEND:{Day(d.First.AddDays(d.Count - 1))}T235959\n"
                + $"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{Printed(d.Name)}\nX-FUNAMBOL-ALLDAY:1")))) { Fold = 2000 },
        Plain("Latin-1 of an office", "PRODID:-//office//", Dates) with { Letters = Latin1 },
        Plain("Latin-1 that says so", "PRODID:-//office//", d => Dates(d)
            .Replace("SUMMARY:", "SUMMARY;CHARSET=ISO-8859-1:", StringComparison.Ordinal)) with { Letters = Latin1 },
        Plain("UTF-16 with its mark", "PRODID:-//desktop//", Dates) with { Letters = Encoding.Unicode },
        Plain("UTF-16 the other way", "PRODID:-//desktop//",
            Dates) with { Letters = new UnicodeEncoding(bigEndian: true, byteOrderMark: false) },
        Plain("UTF-8 with a mark, and line feeds alone", "PRODID:-//state//", Dates) with { Letters = new UTF8Encoding(true),
            LineEnd = "\n" },
        Plain("an old Mac's line ends, folded short", "PRODID:-//mac//", Dates) with { LineEnd = "\r", Fold = 12 },
        Plain("a last day instead of an end", "PRODID:-//hr//", d => d.Count > 1 ? Dates(d)
            : $"DTSTART;VALUE=DATE:{Day(d.First)}\nDTEND;VALUE=DATE:{Day(d.First)}\nSUMMARY:{Text(d.Name)}"),
        Plain("Domino's durations", "PRODID:-//Lotus Development Corporation//NONSGML Notes 9.0//EN",
            d => $"DTSTART:{Day(d.First)}T000000\nDURATION:PT{24 * d.Count}H\nSUMMARY:{Text(d.Name)}"),
        Plain("a date and an end in Greenwich time", "PRODID:-//khal//",
            d => $"DTSTART;VALUE=DATE:{Day(d.First)}\nDTEND:{Day(d.First.AddDays(d.Count - 1 == 0 ? 0 : d.Count))}T050001Z\n"
                + $"SUMMARY:{Text(d.Name)}\n"
                + $"RRULE:FREQ=YEARLY;BYMONTH={d.First.Month};COUNT=10;BYMONTHDAY={d.First.Day}") with { IsYearly = true },
        Plain("midnights of a zone, written in Greenwich time", "PRODID:-//Yahoo//Calendar//EN\nX-WR-TIMEZONE:Europe/Berlin",
            d => $"DTSTART:{Utc(d.First)}\nDTEND:{Utc(d.First.AddDays(d.Count))}\nSUMMARY:{Text(d.Name)}"),
        new("series with days moved and given back", Series) { IsYearly = true, LeftOut = 1 },
    ];

    static HolidayMaker Plain(string name, string head, Func<DaysOff, string> lines) =>
        new(name, days => Calendar(head, days.Select(d => Event(d, lines(d)))));

    static string Dates(DaysOff d) => $"DTSTART;VALUE=DATE:{Day(d.First)}\nDTEND;VALUE=DATE:{End(d)}\nSUMMARY:{Text(d.Name)}";

    static string Google(DaysOff d, string description) =>
        $"{Dates(d)}\nCLASS:PUBLIC\nCREATED:20240517T110914Z\nDESCRIPTION:{description}\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT";

    static string Times(DaysOff d, string zone) => $"DTSTART;{zone}:{Day(d.First)}T000000\nDTEND;{zone}:{End(d)}T000000";

    static string Zone(string id) =>
        $"BEGIN:VTIMEZONE\nTZID:{id}\nBEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"
        + "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\n"
            + "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n"
        + "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE";

    static string Printed(string name) => string.Concat(Encoding.UTF8.GetBytes(name).Select(b => $"={b:X2}")).Insert(9, "=\n");

    static string Utc(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(
        day.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
            .ToString("yyyyMMdd'T'HHmmss'Z'", null);

    /// <summary>
    /// Each day repeated from a wrong day four years ago on: every year is moved by an entry of its own, and one is called off.
    /// </summary>
    static string Series(IReadOnlyList<DaysOff> days) => Calendar("PRODID:-//series//", days.SelectMany((d, n) =>
    {
        var (uid, wrong) = ($"series-{n}", d.First.AddYears(-4).AddDays(-3));
        var master = Event(d, $"DTSTART;VALUE=DATE:{Day(wrong)}\nRRULE:FREQ=YEARLY\n"
            + $"EXDATE;VALUE=DATE:{Day(wrong.AddYears(3))}\nSUMMARY:Wrong", uid);
        var moved = Enumerable.Range(4, 4).Where(y => d.First.AddYears(y - 4) < new DateOnly(2029, 11, 25)).Select(y => Event(
            d, $"RECURRENCE-ID;VALUE=DATE:{Day(wrong.AddYears(y))}\n{Dates(d with { First = d.First.AddYears(y - 4) })}", uid));
        return moved.Prepend(master);
    }).Append(Event(new(new(2026, 12, 10), 1, "Party"), "STATUS:CANCELLED\nDTSTART;VALUE=DATE:20261210\nSUMMARY:Party")));
}
