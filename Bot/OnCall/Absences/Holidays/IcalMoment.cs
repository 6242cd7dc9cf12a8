using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>A date, or a date and the time on a clock, as a property of a calendar gives it.</summary>
readonly partial record struct IcalMoment(DateOnly Day, TimeOnly? Time, bool IsUtc, string? Zone)
{
    static readonly TimeOnly Noon = new(12, 0);

    public bool IsDate => Time is null;

    /// <summary>The first moment of a property, or null where it has none that can be read.</summary>
    public static IcalMoment? Read(IcalLine? line) => line is null ? null : Read(line, line.Value);

    public static IEnumerable<IcalMoment> ReadAll(IcalLine line) =>
        line.Value.Split(',').Select(value => Read(line, value)).OfType<IcalMoment>();

    /// <summary>
    /// One value of a property; a zone's name may hold a colon, so that what follows the last one counts as well.
    /// </summary>
    public static IcalMoment? Read(IcalLine line, string value)
    {
        var match = Form().Match(value);
        if (!match.Success) match = Form().Match(value[(value.LastIndexOf(':') + 1)..]);
        if (!match.Success || !DateOnly.TryParseExact(
            match.Groups["y"].Value + match.Groups["m"].Value + match.Groups["d"].Value, "yyyyMMdd", out var day)) return null;
        if (line["VALUE"]?.Equals("DATE", StringComparison.OrdinalIgnoreCase) == true || !match.Groups["H"].Success)
            return new(day, null, false, null);
        var (hour, minute) = (Number(match.Groups["H"]), Number(match.Groups["M"]));
        var second = match.Groups["S"].Success ? Math.Min(Number(match.Groups["S"]), 59) : 0;
        if (hour == 24 && minute == 0 && second == 0 && day < DateOnly.MaxValue) (day, hour) = (day.AddDays(1), 0);
        if (hour > 23 || minute > 59) return null;
        return new(day, new TimeOnly(hour, minute, second), match.Groups["Z"].Success, line["TZID"]);
    }

    /// <summary>
    /// The day and time on the wall of a zone, where this names an instant and the zone is known; else as it stands.
    /// </summary>
    public DateTime Wall(TimeZoneInfo? zone)
    {
        var wall = Day.ToDateTime(Time ?? TimeOnly.MinValue);
        if (zone is null || Time is null || IsAtAnEnd) return wall;
        if (IsUtc) return zone.Wall(new DateTimeOffset(wall, TimeSpan.Zero));
        return IcalZones.Find(Zone) is { } own && own.Id != zone.Id ? zone.Wall(own.Instant(wall)) : wall;
    }

    bool IsAtAnEnd => Day.Year is 1 or 9999;

    /// <summary>The midnight nearest to a time: a day that another zone wrote begins some hours off.</summary>
    public static DateOnly Nearest(DateTime wall)
    {
        var day = DateOnly.FromDateTime(wall);
        return TimeOnly.FromDateTime(wall) >= Noon && day < DateOnly.MaxValue ? day.AddDays(1) : day;
    }

    static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(?<y>[0-9]{4})-?(?<m>[0-9]{2})-?(?<d>[0-9]{2})"
        + @"(?:[T ](?<H>[0-9]{2}):?(?<M>[0-9]{2}):?(?<S>[0-9]{2})?(?:\.[0-9]+)?(?<Z>Z)?)?(?![0-9])",
        RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Form();
}
