using Bot.Domain.OnCall;
using CsCheck;

namespace Bot.Tests.OnCall;

/// <summary>Rotations, hours and histories of edits for the property tests, in zones whose clocks do unusual things.</summary>
static class RandomRotations
{
    public static readonly int Cases = Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 300;

    public static readonly string[] ZoneNames =
    [
        "Europe/London", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu",
        "Asia/Kolkata", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia", "Europe/Dublin", "UTC",
    ];

    static readonly string[] People = ["U1", "U2", "U3", "U4", "U5", "U6", "U7"];

    public static readonly Gen<TimeZoneInfo> Zone = AnyOf(ZoneNames).Select(TimeZoneInfo.FindSystemTimeZoneById);

    static readonly Gen<TimeOnly> WallTime = Gen.Int[0, 95].Select(quarter => new TimeOnly(quarter / 4, quarter % 4 * 15));

    public static readonly Gen<WorkingHours> Hours = Gen.Select(Gen.Int[1, 127], WallTime, WallTime, Zone)
        .Where((_, from, to, _) => from != to || from == TimeOnly.MinValue)
        .Select((days, from, to, zone) => new WorkingHours((Weekdays)days, from, to, zone));

    public static readonly Gen<string> Cron = Gen.OneOf(
        Gen.Select(WallTime, Gen.Int[0, 6]).Select((at, day) => $"{at.Minute} {at.Hour} * * {day}"),
        Gen.Select(WallTime, AnyOf("*", "1-5", "1,4", "6,0")).Select((at, days) => $"{at.Minute} {at.Hour} * * {days}"),
        Gen.Select(WallTime, Gen.Int[1, 28]).Select((at, date) => $"{at.Minute} {at.Hour} {date} * *"),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6]).Select((hour, day) => $"30 {hour} * * {day}"),
        Gen.Select(WallTime, Gen.Int[0, 365], Gen.Int[HandOffCycle.Fewest, HandOffCycle.Most]).Select(EveryWeeks),
        AnyOf("0 */6 * * *", "0 9,21 * * *", "0 9 * * 1#1", "0 9 L * *"));

    public static readonly Gen<HandOff> HandOffs = Cron.Select(Parse);

    static readonly Gen<string[]> Members = Gen.Shuffle(People, 1, People.Length);

    public static readonly Gen<Rotation> Rotations = Gen.Select(Members, HandOffs, Hours, Gen.Enum<GroupOutOfHours>())
        .Select((members, handOff, hours, group) => new Rotation("r", "Responder", members, handOff, hours, "g", group, ["U9"]));

    /// <summary>Between the spring of one hemisphere and the autumn of the other, over 18 months.</summary>
    public static readonly Gen<DateTimeOffset> Instant = Gen.Int[0, 18 * 30 * 24 * 60 - 1]
        .Select(minute => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute));

    /// <summary>An edit some hours after the one before; people in <c>Gone</c> are not available from then on.</summary>
    public sealed record Edit(int HoursLater, Rotation Rotation, string? Gone);

    public static readonly Gen<Edit[]> Edits = Gen.Select(Gen.Int[0, 24 * 60], Rotations, AnyOf([.. People, .. new string?[7]]))
        .Select((later, rotation, gone) => new Edit(later, rotation, gone)).Array[0, 6];

    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static string EveryWeeks(TimeOnly at, int day, int weeks) =>
        HandOff.EveryWeeks(new(weeks, new DateOnly(2026, 1, 1).AddDays(day)), at);

    public static HandOff Parse(string cron) =>
        HandOff.TryParse(cron, out var handOff, out var problem) ? handOff : throw new ArgumentException(problem);
}
