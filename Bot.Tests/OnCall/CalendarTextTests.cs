using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Calendar;
using CsCheck;
using NodaTime;

namespace Bot.Tests.OnCall;

public sealed class CalendarTextTests
{
    static readonly Gen<string> Name = RandomRotations.AnyOf(
        "Data responder", "Ana, \"the\" first; really \\ n",
        "Größenwahn ☎️ für Datenverantwortliche mit sehr, sehr langen Namen; 数据值班 — и ещё", "a\nb\r\nc", "x:y=z", "\\,\\;\\n");

    [Fact]
    public void Any_rotation_in_any_zone_is_read_by_the_letter_as_the_same_instants() => Check((feed, read, _) =>
    {
        Assert.Equal(
            feed.Events.Select(e => (e.Uid, e.Starts, e.Ends, e.Sequence)),
            read.Events.Select(e => (e.Uid, e.Starts, e.Ends, (long)e.Sequence)));
        Assert.Equal(feed.Events.Select(e => Lines(e.Summary)), read.Events.Select(e => e.Summary));
        Assert.Equal(Lines(feed.Name), read.Name);
        Assert.Equal(feed.Zone.Id == "UTC" ? [] : [feed.Zone.Id], read.Zones);
    });

    [Fact]
    public void A_library_reads_the_same_instants() => Check((feed, _, text) =>
    {
        var events = Ical.Net.Calendar.Load(text)!.Events;
        Assert.Equal(feed.Events.Count, events.Count);
        foreach (var (written, read) in feed.Events.Zip(events.OrderBy(e => feed.Events.ToList().FindIndex(f => f.Uid == e.Uid))))
        {
            // The library has zone data of its own, which may be of another year than the machine's.
            if (SameData(written.Starts, feed.Zone)) Assert.Equal(written.Starts.UtcDateTime, read.DtStart!.AsUtc);
            if (SameData(written.Ends, feed.Zone)) Assert.Equal(written.Ends.UtcDateTime, read.DtEnd!.AsUtc);
        }
    }, RandomRotations.Cases / 4);

    [Theory]
    [InlineData("Europe/London", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3")]
    [InlineData("America/New_York", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3")]
    [InlineData("Australia/Lord_Howe", "TZOFFSETTO:+1030")]
    [InlineData("Asia/Kathmandu", "TZOFFSETFROM:+0545")]
    public void What_comes_every_year_is_a_rule(string zone, string line)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var at = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Contains(
            $"{line}\r\n", CalendarText.Of(new CalendarFeed("x", found, [new FeedEvent("u", "s", at, at.AddDays(1), found)])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_stretch_that_begins_in_the_second_of_two_equal_hours_begins_there()
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var second = new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero);
        var text = CalendarText.Of(new CalendarFeed("x", london, [new FeedEvent("u", "s", second, second.AddDays(1), london)]));
        Assert.Equal(second, Assert.Single(StrictCalendar.Read(Encoding.UTF8.GetBytes(text)).Events).Starts);
    }

    [Fact]
    public void A_feed_without_events_is_a_calendar_still() => RandomRotations.AnyOf(RandomRotations.ZoneNames).Sample(zone =>
        Assert.Empty(
            StrictCalendar.Read(
                Encoding.UTF8.GetBytes(
                    CalendarText.Of(new CalendarFeed("Nobody", TimeZoneInfo.FindSystemTimeZoneById(zone), [])))).Events),
        iter: 50);

    static void Check(Action<CalendarFeed, StrictCalendar, string> law, int? cases = null) =>
        Gen.Select(RandomRotations.Rotations, RandomRotations.Instant, CoverLayoutProperties.Covers, Name, Gen.Int[0, 9])
            .Sample((rotation, saved, covers, name, sequence) =>
        {
            var history = new RotationHistory(rotation, saved);
            var agreed = covers.Select(
                (c, i) => new Cover(
                    i, "r", saved.AddHours(c.From), saved.AddHours(c.From + c.Length), c.Away, c.Covering, "covers")).ToList();
            var stretches = WorkedShift.Of(history.Shifts, agreed).SelectMany(w => w.Parts).Take(40);
            var feed = new CalendarFeed(
                name, rotation.Zone,
                [.. stretches.Select(
                    s => new FeedEvent(
                        $"r-{s.Starts:yyyyMMddHHmmss}", $"{name}: {s.Person}", s.Starts, s.Ends,
                        rotation.Zone) { Sequence = sequence, Modified = saved })]);
            var text = CalendarText.Of(feed);
            law(feed, StrictCalendar.Read(Encoding.UTF8.GetBytes(text)), text);
        }, iter: cases ?? RandomRotations.Cases);

    static bool SameData(DateTimeOffset at, TimeZoneInfo zone) =>
        DateTimeZoneProviders.Tzdb[zone.Id].GetUtcOffset(Instant.FromDateTimeOffset(at)).ToTimeSpan() == zone.GetUtcOffset(at);

    // A line break is a line break, however it was typed.
    static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
