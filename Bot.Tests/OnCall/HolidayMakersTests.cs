using System.Diagnostics;
using System.Text;
using Bot.OnCall.Absences.Holidays;

namespace Bot.Tests.OnCall;

public sealed class HolidayMakersTests
{
    static readonly DateOnly Today = new(2026, 11, 25);
    static readonly bool Long = Environment.GetEnvironmentVariable("LONG") == "1";

    static readonly string[] Names =
    [
        "Weihnachten", "Fête du Travail", "Día de la Hispanidad, nacional", "Santo Stefano; e il resto", "Allhelgonadagen",
        "Año Nuevo \\ Reyes", "The day after a day that has a name so long that every program folds it", "Ñandutí",
    ];

    public static TheoryData<string> Makers => [.. HolidayDialects.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Makers))]
    public void A_makers_file_is_read_day_for_day(string name)
    {
        var maker = HolidayDialects.All.Single(m => m.Name == name);
        for (var seed = 1; seed <= (Long ? 50 : 5); seed++)
        {
            var facts = Facts(new Random(seed));
            var reading = HolidayFile.Read(maker.Write(facts), Today);
            Assert.Null(reading.Problem);
            Assert.Equal(maker.Expected(facts, Today), reading.Days.Select(d => (d.Day, d.Name)));
            if (maker.LeftOut == 0) Assert.Null(reading.LeftOut);
            else Assert.StartsWith($"{maker.LeftOut} of ", reading.LeftOut, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void There_are_twenty_makers_and_more() => Assert.InRange(HolidayDialects.All.Count, 20, 100);

    /// <summary>
    /// Apart from each other, so that no two take one day; in the first year, so that yearly ones do not meet either.
    /// </summary>
    static List<DaysOff> Facts(Random random)
    {
        var (facts, day) = (new List<DaysOff>(), new DateOnly(2026, 11, 20));
        while (day < new DateOnly(2027, 11, 1))
        {
            facts.Add(new(day, random.Next(4) == 0 ? random.Next(2, 6) : 1, Names[random.Next(Names.Length)]));
            day = day.AddDays(random.Next(12, 50));
            // What comes every year in one dialect comes on a 29 February in none.
            if (day is { Month: 2 or 3 }) day = new(day.Year, 4, random.Next(1, 20));
        }
        return facts;
    }

    [Fact]
    public void A_file_that_was_damaged_ends_soon_with_days_or_a_sentence()
    {
        var random = new Random(20261125);
        var slowest = TimeSpan.Zero;
        for (var n = 0; n < (Long ? 2000 : 200); n++)
        {
            var file = HolidayDialects.All[n % HolidayDialects.All.Count].Write(Facts(random));
            for (var times = random.Next(1, 6); times > 0; times--) file = Damaged(file, random);
            var took = Took(file);
            // The machine may have been busy with something else.
            if (took > TimeSpan.FromSeconds(1)) took = Took(file);
            if (took > slowest) slowest = took;
        }
        Assert.True(slowest < TimeSpan.FromSeconds(1), $"a file took {slowest}");
    }

    static TimeSpan Took(byte[] file)
    {
        var began = Stopwatch.GetTimestamp();
        var reading = HolidayFile.Read(file, Today, observances: file.Length % 2 == 0);
        Assert.True(reading.Days.Count > 0 != reading.Problem is not null, reading.Problem);
        Assert.InRange(reading.Days.Count, 0, 500);
        return Stopwatch.GetElapsedTime(began);
    }

    static readonly string[] Hostile =
    [
        "RRULE:FREQ=SECONDLY", "RRULE:FREQ=DAILY;COUNT=2000000000", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "DTSTART;VALUE=DATE:00010101",
        "RRULE:FREQ=YEARLY;BYYEARDAY=366;BYDAY=FR;BYMONTH=1", "DTEND;VALUE=DATE:99991231",
        "RRULE:FREQ=DAILY;INTERVAL=2147483647", "DURATION:P99999W",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:00010101", "RDATE:99991231T235959Z", "EXDATE;TZID=Nowhere:x", "UID:",
        "BEGIN:VEVENT", "END:VEVENT",
        "BEGIN:VCALENDAR", "METHOD:CANCEL", "SEQUENCE:99999999999999999999", "\"", "BEGIN:VALARM",
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=7",
        "DTSTART;VALUE=DATE:99991231", "DTSTART:99991231T235959Z", "DTSTART;TZID=Europe/Berlin:00010101T000000",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2",
    ];

    static byte[] Damaged(byte[] file, Random random)
    {
        var (at, more) = (random.Next(file.Length), random.Next(1, 200));
        return random.Next(7) switch
        {
            0 => file[..at],
            1 => [.. file[..at], .. file[Math.Min(at + more, file.Length)..]],
            2 => [.. file[..at], .. file[at..Math.Min(at + more, file.Length)], .. file[at..]],
            3 => [.. file.Select((b, n) => n == at ? (byte)random.Next(256) : b)],
            4 => [.. file[..at], (byte)'\n', .. file[at..]],
            5 => [.. file, .. file[at..]],
            _ => WithLine(file, at, Hostile[random.Next(Hostile.Length)]),
        };
    }

    static byte[] WithLine(byte[] file, int at, string line)
    {
        var end = Array.IndexOf(file, (byte)'\n', at);
        return end < 0 ? file : [.. file[..(end + 1)], .. Encoding.UTF8.GetBytes(line + "\n"), .. file[(end + 1)..]];
    }
}
