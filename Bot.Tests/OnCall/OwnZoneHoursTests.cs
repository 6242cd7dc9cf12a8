using System.Globalization;
using Bot.Domain.OnCall;
using CsCheck;
using static Bot.Tests.OnCall.RandomRotations;

namespace Bot.Tests.OnCall;

public sealed class OwnZoneHoursTests
{
    static readonly DateTimeOffset Tuesday = new(2026, 1, 13, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("America/New_York", "MondayToFriday 14:00-22:00", "MondayToFriday 09:00-14:00")]
    [InlineData("Asia/Tokyo", "MondayToFriday 00:00-08:00", "MondayToFriday 09:00-17:00")]
    [InlineData("America/Los_Angeles", "MondayToFriday 17:00-01:00", "MondayToFriday 09:00-17:00")]
    [InlineData("Pacific/Auckland", "Sunday, Monday, Tuesday, Wednesday, Thursday 20:00-04:00", "MondayToFriday 09:00-17:00")]
    [InlineData("Europe/Paris", "MondayToFriday 08:00-16:00", "MondayToFriday 16:00-17:00")]
    [InlineData("Europe/London", "MondayToFriday 09:00-17:00", "")]
    public void Nine_to_five_elsewhere_as_London_sees_it(string zone, string open, string missing)
    {
        var one = Assert.Single(Of("0 9 * * 1", ["U1"], _ => zone));
        Assert.Equal((open, missing), (Text(one.Open), Text(one.Missing)));
    }

    [Fact]
    public void Whoever_hands_over_to_the_next_zone_leaves_nothing_uncovered()
    {
        // Shifts of eight hours that follow the sun, hours round the clock: only what somebody else does not have counts.
        var all = Of(
            "0 1,9,17 * * *", ["U1", "U2", "U3"],
            p => p switch { "U1" => "Europe/London", "U2" => "America/Los_Angeles", _ => "Asia/Singapore" }, new(9, 0),
            new(17, 0));
        Assert.Equal(
            ["MondayToFriday 09:00-17:00", "MondayToFriday 17:00-01:00", "MondayToFriday 01:00-09:00"],
            all.Select(z => Text(z.Open)));
        Assert.All(all, z => Assert.Equal("", Text(z.Missing)));
    }

    [Fact]
    public void Every_open_instant_of_the_rotation_is_covered_or_missing_and_never_both() =>
        Gen.Select(Rotations, Zone, Instant, Gen.Int[0, 7 * 24 * 60 - 1]).Sample((rotation, zone, now, minute) =>
    {
        var own = rotation.Hours with { Zone = zone };
        var shifts = ShiftLayout.Replan(rotation, [], now);
        var first = OwnZoneHours.Of(rotation, shifts, _ => own)[0];
        var theirs = shifts.Where(s => s.Person == rotation.Members[0]).ToList();
        var t = theirs[Math.Min(1, theirs.Count - 1)].Starts.AddMinutes(minute);
        var isOn = shifts.Any(s => s.Person == rotation.Members[0] && s.Holds(t));
        Assert.Equal(isOn && own.Contains(t), first.Open.Any(s => s.Holds(t)));
        Assert.Equal(isOn && rotation.Hours.Contains(t) && !own.Contains(t), first.Missing.Any(s => s.Holds(t)));
    }, iter: Cases);

    [Fact]
    public void On_the_wall_every_minute_of_a_stretch_is_there_and_no_other() =>
        Gen.Select(Hours, Zone, Instant, Gen.Int[0, 7 * 24 * 60 - 1]).Sample((hours, zone, monday, minute) =>
    {
        // A week in which clocks change has minutes that the wall shows twice or never.
        if (zone.GetUtcOffset(monday.AddDays(-2)) != zone.GetUtcOffset(monday.AddDays(9))) return;
        var t = monday.AddMinutes(minute);
        var stretches = new List<Stretch>();
        for (var at = monday; hours.OpensAt(at) is { } opens && opens < monday.AddDays(7); at = stretches[^1].Ends)
            stretches.Add(new Stretch(opens, hours.ClosesAt(opens) is { } c && c < monday.AddDays(7) ? c : monday.AddDays(7)));
        Assert.Equal(stretches.Any(s => s.Holds(t)), WallWeek.Of(stretches, zone).Any(w => w.Contains(t)));
    }, iter: Cases);

    static IReadOnlyList<OwnZoneHours> Of(
        string cron, string[] members, Func<string, string> zoneOf, TimeOnly? from = null, TimeOnly? to = null)
    {
        var hours = new WorkingHours(
            Weekdays.MondayToFriday, from ?? new(9, 0), to ?? new(17, 0), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        // The rotation's own hours here are each shift's: round the clock where the shifts are short.
        var rotation = new Rotation(
            "r", "R", members, Parse(cron), members.Length > 1 ? hours with { From = new(1, 0), To = new(1, 0) } : hours);
        var now = members.Length > 1 ? new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero) : Tuesday;
        return OwnZoneHours.Of(
            rotation, ShiftLayout.Replan(rotation, [], now),
            p => hours with { Zone = TimeZoneInfo.FindSystemTimeZoneById(zoneOf(p)) });
    }

    static string Text(IReadOnlyList<Stretch> stretches) =>
        string.Join(", ", WallWeek.Of(stretches, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))
        .Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Days} {h.From:HH\\:mm}-{h.To:HH\\:mm}")));
}
