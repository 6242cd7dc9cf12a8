using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;

namespace Bot.OnCall.Calendar;

/// <summary>One stretch that somebody works, as calendars see it; whole seconds, since calendars know no smaller.</summary>
public sealed record FeedEvent(string Uid, string Summary, DateTimeOffset Starts, DateTimeOffset Ends, TimeZoneInfo Zone)
{
    /// <summary>How often what is shown of it has changed.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset Modified { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>All that a reader can see of it, as one text.</summary>
    public string Shown => string.Create(
        CultureInfo.InvariantCulture, $"{Summary}|{Starts.ToUnixTimeSeconds()}|{Ends.ToUnixTimeSeconds()}|{Zone.Id}");
}

/// <summary>What a calendar link shows: who works when, covers laid over, from four weeks ago to all that is laid out.</summary>
public sealed record CalendarFeed(string Name, TimeZoneInfo Zone, IReadOnlyList<FeedEvent> Events)
{
    static readonly TimeSpan Past = TimeSpan.FromDays(4 * 7);

    /// <summary>Everybody's hours in one rotation; null when there is no such rotation any more.</summary>
    public static CalendarFeed? OfRotation(IDbConnection db, string rotation, DateTimeOffset now)
    {
        if (RotationStore.Find(db, rotation, now) is not { } row) return null;
        var stretches = Stretches(db, row, now).ToList();
        var nameOf = Names(db, stretches);
        var events = stretches.Select(s => Event(s, row, "", $"{row.Name}: {nameOf(s.Person)}{Covering(nameOf, s)}"));
        return new(row.Name, row.Rotation.Zone, [.. events.Where(Lasts)]);
    }

    /// <summary>One person's hours in all rotations.</summary>
    public static CalendarFeed OfPerson(IDbConnection db, string person, DateTimeOffset now)
    {
        var stretches = RotationStore.All(db, now)
            .SelectMany(row => Stretches(db, row, now).Where(s => s.Person == person).Select(s => (Row: row, Shift: s))).ToList();
        var nameOf = Names(db, stretches.Select(s => s.Shift));
        var events = stretches
            .Select(s => Event(s.Shift, s.Row, $"-{person}", $"On call: {s.Row.Name}{Covering(nameOf, s.Shift)}"));
        return new(
            $"On call: {Person.NameOf(db, person)}",
            Zones.TryFind(Person.Find(db, person)?.Zone, out var zone) ? zone : TimeZoneInfo.Utc,
            [.. events.Where(Lasts).OrderBy(e => e.Starts).ThenBy(e => e.Uid)]);
    }

    static FeedEvent Event(Shift shift, RotationRow row, string whose, string summary) =>
        new(Uid(shift, whose), summary, Second(shift.Starts), Second(shift.Ends), row.Rotation.Zone);

    // All names in one query, however many stretches there are.
    static Func<string, string> Names(IDbConnection db, IEnumerable<Shift> stretches) =>
        Person.Names(db, stretches.SelectMany(s => new[] { s.Person, s.CoveredFor }));

    static IEnumerable<Shift> Stretches(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        OnCallAnswers.Worked(db, row.Id, now - Past).SelectMany(w => w.Parts).Where(s => s.Ends > now - Past);

    static string Covering(Func<string, string> nameOf, Shift shift) =>
        shift.CoveredFor is { } away ? $" (covering for {nameOf(away)})" : "";

    // By where it starts: a stretch that gets shorter, or another person, stays the same entry of a calendar.
    static string Uid(Shift shift, string whose) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{shift.Rotation}-{shift.Starts.ToUnixTimeMilliseconds()}{whose}@data-responder");

    // Rounded up on both sides, so that at each whole second the calendar names whom the resolver names.
    static DateTimeOffset Second(DateTimeOffset t) =>
        DateTimeOffset.FromUnixTimeSeconds((t.ToUnixTimeMilliseconds() + 999) / 1000);

    static bool Lasts(FeedEvent stretch) => stretch.Starts < stretch.Ends;
}
