using System.Data;
using System.Text.Json;
using Bot.Domain.OnCall;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>
/// What each person had of a rotation's work, worked out apart from the review: moment by moment, out of whole tables.
/// </summary>
sealed class WorkByHand(IDbConnection db, List<string> rotations)
{
    readonly List<(string Rotation, long Starts, long Ends, string Person)> shifts = db.Query<(string, long, long, string)>(
        "select rotation, starts, ends, person from shifts order by starts").ToList();

    readonly List<(string Rotation, long Starts, long Ends, string Away, string Covering)> covers =
        db.Query<(string, long, long, string, string)>(
            "select rotation, starts, ends, away, covering from covers order by number").ToList();

    readonly List<(string Rotation, long From, string Members, string Zone, (long Days, long Opens, long Closes, long Own) Hours)>
        settings = db.Query<(string, long, string, string, long, long, long, long)>(
            """
            select rotation, valid_from, members, zone, days, opens, closes, own_zones from rotation_settings order by valid_from
            """).Select(s => (s.Item1, s.Item2, s.Item3, s.Item4, (s.Item5, s.Item6, s.Item7, s.Item8))).ToList();

    readonly List<(string? Person, string Rotation, long At)> answered = db.Query<(string?, string, long)>(
        "select answered_by, rotation, answered_at from requests where answered_at is not null").ToList();

    readonly Dictionary<string, string> zones = db.Query<(string, string)>("select id, zone from people").ToDictionary();

    readonly HashSet<string> gone = [.. db.Query<string>("select id from people where outside = 1")];

    /// <summary>Who worked, and what they had.</summary>
    /// <param name="rotation">Of which rotation.</param>
    /// <param name="during">When.</param>
    /// <param name="now">The present.</param>
    /// <param name="incidents">The incidents that the rotation ever had: when, and who led them.</param>
    public IEnumerable<(string Person, int OutOfHours, int Requests, int Covers)> Of(
        string rotation, Stretch during, DateTimeOffset now, IEnumerable<(long At, string? Lead)> incidents)
    {
        Assert.Contains(rotation, rotations);
        var disturbed = incidents.Where(i => ReviewByHand.Within(during, i.At))
            .SelectMany(i => Disturbed(rotation, i.At, i.Lead)).ToList();
        var members = JsonSerializer.Deserialize<List<string>>(settings.Last(s => s.Rotation == rotation).Members)!;
        var parts = Parts(rotation, during).ToList();
        return from person in members.Where(m => !gone.Contains(m)).Union(parts.Select(p => p.Person))
                   .Union(parts.Select(p => p.For).OfType<string>()).Union(Most(rotation, during, now))
               select (
                   person, disturbed.Count(d => d == person),
                   answered.Count(a => a.Person == person && a.Rotation == rotation && ReviewByHand.Within(during, a.At)),
                   parts.Count(p => p.Person == person && p.For is not null));
    }

    /// <summary>Whoever was on call, and whoever led it, where the hours of the former were closed.</summary>
    IEnumerable<string> Disturbed(string rotation, long at, string? lead)
    {
        var shift = shifts.Find(s => s.Rotation == rotation && s.Starts <= at && at < s.Ends);
        if (shift.Person is null) return [];
        var (person, set) = (On(shift, at).Person, settings.FindLast(s => s.Rotation == rotation && s.From <= at));
        if (set.Rotation is null || IsOpen(set.Hours, Zone(set.Zone, set.Hours.Own == 1 ? person : null), at)) return [];
        return new[] { person, lead }.OfType<string>().Distinct();
    }

    TimeZoneInfo Zone(string zone, string? own) =>
        TimeZoneInfo.FindSystemTimeZoneById(own is not null && zones.TryGetValue(own, out var theirs) ? theirs : zone);

    // What closes no later than it opens does so on the next day.
    static bool IsOpen((long Days, long Opens, long Closes, long Own) hours, TimeZoneInfo zone, long at)
    {
        var wall = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone).DateTime;
        bool OpensOn(DateTime day) => (hours.Days & (1L << (int)day.DayOfWeek)) != 0;
        var minute = wall.TimeOfDay.TotalMinutes;
        return hours.Opens < hours.Closes ? OpensOn(wall) && minute >= hours.Opens && minute < hours.Closes
            : (OpensOn(wall) && minute >= hours.Opens) || (OpensOn(wall.AddDays(-1)) && minute < hours.Closes);
    }

    /// <summary>Who works a moment of a shift, and for whom: covers hold in the order in which they were agreed.</summary>
    (string Person, string? For) On((string Rotation, long Starts, long Ends, string Person) shift, long at)
    {
        var person = shift.Person;
        foreach (var cover in covers.Where(c => c.Rotation == shift.Rotation && c.Starts <= at && at < c.Ends))
            if (cover.Away == person)
                person = cover.Covering;
        return (person, person == shift.Person ? null : shift.Person);
    }

    /// <summary>The stretches of the period that one person worked in one go, of each shift.</summary>
    IEnumerable<(string Person, string? For)> Parts(string rotation, Stretch during)
    {
        var (from, to) = (during.Starts.ToUnixTimeMilliseconds(), during.Ends.ToUnixTimeMilliseconds());
        foreach (var shift in shifts.Where(s => s.Rotation == rotation && s.Starts < to && s.Ends > from))
        {
            (string, string?)? last = null;
            foreach (var (starts, ends) in Moments(shift))
            {
                if (ends <= from || starts >= to) continue;
                if (On(shift, starts) != last) yield return On(shift, starts);
                last = On(shift, starts);
            }
        }
    }

    IEnumerable<(long Starts, long Ends)> Moments((string Rotation, long Starts, long Ends, string Person) shift)
    {
        var cuts = covers.SelectMany(c => new[] { c.Starts, c.Ends }).Where(t => t > shift.Starts && t < shift.Ends)
            .Append(shift.Starts).Append(shift.Ends).Distinct().Order().ToList();
        return cuts.Zip(cuts.Skip(1));
    }

    // Of each shift that began in the period, as far as it was worked.
    IEnumerable<string> Most(string rotation, Stretch during, DateTimeOffset now) =>
        from shift in shifts.Where(s => s.Rotation == rotation && ReviewByHand.Within(during, s.Starts))
        select Moments(shift).GroupBy(m => On(shift, m.Starts).Person)
            .MaxBy(own => own.Sum(m => Math.Max(0, Math.Min(m.Ends, now.ToUnixTimeMilliseconds()) - m.Starts)))!.Key;
}
