using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Hosting;

namespace Bot.OnCall;

/// <summary>One stretch that somebody works, as calendars see it; whole seconds, since calendars know no smaller.</summary>
public sealed record FeedEvent(string Uid, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, TimeZoneInfo Zone)
{
    /// <summary>How often what is shown of it has changed.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset Modified { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>All that a reader can see of it, as one text.</summary>
    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{Summary}|{Starts.ToUnixTimeSeconds()}|{Ends.ToUnixTimeSeconds()}|{Zone.Id}");
}

/// <summary>What a calendar link shows: who works when, covers laid over, from four weeks ago to all that is laid out.</summary>
public sealed record CalendarFeed(string Name, TimeZoneInfo Zone, IReadOnlyList<FeedEvent> Events)
{
    static readonly TimeSpan Past = TimeSpan.FromDays(4 * 7);

    /// <summary>Everybody's hours in one rotation; null when there is no such rotation any more.</summary>
    public static CalendarFeed? OfRotation(IDbConnection db, string rotation, DateTimeOffset now) =>
        RotationStore.Find(db, rotation, now) is { } row
            ? new(row.Name, row.Rotation.Zone, [.. Stretches(db, row, now).Select(s => new FeedEvent(Uid(s, ""), $"{row.Name}: {Person.NameOf(db, s.Person)}{Covering(db, s)}", Second(s.Starts), Second(s.Ends), row.Rotation.Zone)).Where(Lasts)])
            : null;

    /// <summary>One person's hours in all rotations.</summary>
    public static CalendarFeed OfPerson(IDbConnection db, string person, DateTimeOffset now) => new(
        $"On call: {Person.NameOf(db, person)}",
        Zones.TryFind(Person.Find(db, person)?.Zone, out var zone) ? zone : TimeZoneInfo.Utc,
        [.. from row in RotationStore.All(db, now)
            from s in Stretches(db, row, now)
            where s.Person == person
            select new FeedEvent(Uid(s, $"-{person}"), $"On call: {row.Name}{Covering(db, s)}", Second(s.Starts), Second(s.Ends), row.Rotation.Zone) into e
            where Lasts(e)
            orderby e.Starts, e.Uid
            select e]);

    static IEnumerable<Shift> Stretches(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        OnCallAnswers.Worked(db, row.Id, now - Past).SelectMany(w => w.Parts).Where(s => s.Ends > now - Past);

    static string Covering(IDbConnection db, Shift shift) => shift.CoveredFor is { } away ? $" (covering for {Person.NameOf(db, away)})" : "";

    // By where it starts: a stretch that gets shorter, or another person, stays the same entry of a calendar.
    static string Uid(Shift shift, string whose) =>
        string.Create(CultureInfo.InvariantCulture, $"{shift.Rotation}-{shift.Starts.ToUnixTimeMilliseconds()}{whose}@data-responder");

    // Rounded up on both sides, so that at each whole second the calendar names whom the resolver names.
    static DateTimeOffset Second(DateTimeOffset t) => DateTimeOffset.FromUnixTimeSeconds((t.ToUnixTimeMilliseconds() + 999) / 1000);

    static bool Lasts(FeedEvent stretch) => stretch.Starts < stretch.Ends;
}
