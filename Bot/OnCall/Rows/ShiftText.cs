using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Slack;

namespace Bot.OnCall.Rows;

/// <summary>
/// Hours of a rotation as people say them. From hand-off to hand-off they are days on the rotation's wall, since the time of
/// day is said once beside them; any other hours are told in the zone of whoever reads them.
/// </summary>
public static class ShiftText
{
    /// <summary>In a message that stays: "Mon 30 Nov – Mon 7 Dec", "today 10:10 – 18:00".</summary>
    public static string Hours(Stretch hours, Rotation rotation, TimeZoneInfo zone, DateTimeOffset now) =>
        (First(hours.Starts, rotation, zone), Last(hours.Ends, rotation, zone)) is ({ } first, { } last)
            ? When.Days(first, last, Today(rotation, now))
            : When.Hours(hours, zone, now);

    /// <summary>One line of a list of shifts: "@ben · Mon 30 Nov – Mon 7 Dec"; what runs begins "now".</summary>
    /// <param name="shift">The shift.</param>
    /// <param name="rotation">Whose.</param>
    /// <param name="zone">Of whoever reads it.</param>
    /// <param name="now">When.</param>
    /// <param name="isGone">Its person cannot act here any more, so that nobody has it.</param>
    public static string Line(Shift shift, Rotation rotation, TimeZoneInfo zone, DateTimeOffset now, bool isGone = false)
    {
        if (isGone) return $":warning: nobody · {Ahead(shift, rotation, zone, now)}";
        var runs = shift.Holds(now) ? ":telephone_receiver: " : "";
        var covers = shift.CoveredFor is { } away ? $" :left_right_arrow: covers {Mrkdwn.User(away)}" : "";
        return $"{runs}{Mrkdwn.User(shift.Person)} · {Ahead(shift, rotation, zone, now)}{covers}";
    }

    /// <summary>The hours of a shift in a list that is read now, with the rhythm of the hand-offs beside it.</summary>
    public static string Ahead(Shift shift, Rotation rotation, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (first, last) = (First(shift.Starts, rotation, zone), Last(shift.Ends, rotation, zone));
        if (!shift.Holds(now) && ((first is null) == (last is null)))
            return Hours(new Stretch(shift.Starts, shift.Ends), rotation, zone, now);
        var from = shift.Holds(now) ? "now" : first is { } day ? When.Day(day, Today(rotation, now)) : When.At(shift.Starts);
        return $"{from} – {End(shift.Ends, rotation, zone, now)}";
    }

    /// <summary>The end of hours: "Mon 7 Dec" at a later day's hand-off, else the time.</summary>
    public static string End(DateTimeOffset ends, Rotation rotation, TimeZoneInfo zone, DateTimeOffset now) =>
        Last(ends, rotation, zone) is { } day && day > Today(rotation, now)
            ? When.Day(day, Today(rotation, now))
            : When.Until(ends, zone);

    /// <summary>The same in a form, which names the rotation's zone.</summary>
    public static string InForm(Stretch hours, Rotation rotation, DateTimeOffset now) =>
        hours.Starts > now && IsWhole(hours, rotation)
            ? When.Days(hours, rotation.Zone, now)
            : When.Wall(hours, rotation.Zone, now);

    /// <summary>
    /// "Hand-off Mondays 09:00", with the rotation's zone where the reader's clock shows another time; null where it has no
    /// name.
    /// </summary>
    public static string? Rhythm(Rotation rotation, TimeZoneInfo zone, DateTimeOffset now) =>
        rotation.HandOff.Spoken is not { } rhythm ? null
        : $"Hand-off {rhythm}{(zone.GetUtcOffset(now) == rotation.Zone.GetUtcOffset(now) ? "" : $" ({rotation.Zone.Id})")}";

    static bool IsWhole(Stretch hours, Rotation rotation) => IsHandOff(hours.Starts, rotation) && IsHandOff(hours.Ends, rotation);

    // Where shifts change hands at several times of a day, the day alone does not say when.
    static bool IsHandOff(DateTimeOffset at, Rotation rotation) =>
        rotation.HandOff.Spoken is not null && rotation.HandOff.After(at.AddTicks(-1), rotation.Zone) == at;

    // The day that says when hours begin or end: of a hand-off, or of a midnight that the reader sees as one.
    static DateOnly? First(DateTimeOffset at, Rotation rotation, TimeZoneInfo zone) =>
        IsHandOff(at, rotation) ? When.Date(at, rotation.Zone) : When.IsMidnight(at, zone) ? When.Date(at, zone) : null;

    static DateOnly? Last(DateTimeOffset at, Rotation rotation, TimeZoneInfo zone) =>
        IsHandOff(at, rotation) && !When.IsMidnight(at, rotation.Zone) ? When.Date(at, rotation.Zone)
        : IsHandOff(at, rotation) ? When.Date(at.AddTicks(-1), rotation.Zone)
        : When.IsMidnight(at, zone) ? When.Date(at.AddTicks(-1), zone)
        : null;

    static DateOnly Today(Rotation rotation, DateTimeOffset now) => When.Date(now, rotation.Zone);
}
