using Bot.Domain.OnCall;

namespace Bot.OnCall.Absences.Holidays;

/// <summary>
/// The days of the entries of one thing: its own, those that come again, and what other entries say of single ones (moved,
/// cancelled) or of all.
/// </summary>
sealed class HolidaySeries(Repeats repeats, Func<IcalEntry, string?> noDay, List<LeftOut> left)
{
    readonly Dictionary<DateOnly, (int Days, string Name)> found = [];

    public IEnumerable<Holiday> Of(IReadOnlyList<IcalEntry> entries)
    {
        var single = entries.Where(e => e["RECURRENCE-ID"] is not null).OrderBy(e => e.Sequence).ThenBy(e => e.Stamp).ToList();
        var whole = entries.Where(e => e["RECURRENCE-ID"] is null).ToList();
        var own = Standing(whole);
        var cancelled = own.Count == 0 && whole.Exists(e => e.IsCancelled);
        foreach (var entry in own) Add(entry);
        foreach (var entry in single)
            if (cancelled) Leave(entry, "cancelled");
            else Change(entry);
        return found.SelectMany(day => Enumerable.Range(0, day.Value.Days)
            .Where(later => day.Key.DayNumber + later <= DateOnly.MaxValue.DayNumber)
            .Select(later => Holiday.Named(day.Key.AddDays(later), day.Value.Name)));
    }

    /// <summary>Without what was cancelled, or replaced by a later version of itself.</summary>
    List<IcalEntry> Standing(List<IcalEntry> entries)
    {
        if (entries.Count == 0) return entries;
        var hasUid = entries[0].Uid.Length > 0;
        var latest = entries.Max(e => e.Sequence);
        var gone = entries.Where(e => hasUid && e.IsCancelled).Select(e => (e.Sequence, Start(e))).ToHashSet();
        var lastGone = gone.Select(g => g.Sequence).DefaultIfEmpty(long.MinValue).Max();
        var stand = new List<IcalEntry>();
        foreach (var entry in entries)
            if (entry.IsCutOff) Leave(entry, "broken off");
            else if (entry.IsCancelled || lastGone > entry.Sequence || gone.Contains((entry.Sequence, Start(entry))))
                Leave(entry, "cancelled");
            else if (hasUid && entry.Sequence < latest) Leave(entry, Replaced);
            else stand.Add(entry);
        return hasUid && stand.Count > 1 ? Newest(stand) : stand;
    }

    /// <summary>
    /// Of copies that differ in when they were written alone, the newest. Some programs give all their days one UID and one name,
    /// so a copy is what has the same day: a day too many is seen in the list, one that is lost is not.
    /// </summary>
    List<IcalEntry> Newest(List<IcalEntry> entries)
    {
        var (stand, stamps) = (new List<IcalEntry>(), new Dictionary<(string, string?), string>());
        foreach (var entry in entries.OrderByDescending(e => e.Stamp, StringComparer.Ordinal))
            if (!stamps.TryAdd((Start(entry), entry["RRULE"]?.Value), entry.Stamp)
                && stamps[(Start(entry), entry["RRULE"]?.Value)] != entry.Stamp) Leave(entry, Replaced);
            else stand.Add(entry);
        return stand;
    }

    const string Replaced = "replaced by a later version";

    static string Start(IcalEntry entry) => entry["DTSTART"]?.Value.Trim() ?? "";

    void Add(IcalEntry entry)
    {
        var shape = Shape(entry);
        if (shape.Problem is { } problem) Leave(entry, problem);
        else
        {
            // Of a rule that cannot be read, the days that were found before are as sure as any.
            var (days, unclear) = repeats.Of(entry, shape);
            foreach (var day in days) found.TryAdd(day, (shape.Days, entry.Summary));
            if (unclear is not null) Leave(entry, unclear);
        }
    }

    DayShape Shape(IcalEntry entry) => noDay(entry) is { } why ? new(default, 0, null, why) : DayShape.Of(entry);

    /// <summary>An entry that is about one time of those that come again, or about that and all after it.</summary>
    void Change(IcalEntry entry)
    {
        var shape = Shape(entry);
        var line = entry["RECURRENCE-ID"]!;
        if (IcalMoment.Read(line) is not { } named) Leave(entry, DayShape.NoDate);
        else if (entry.IsCutOff) Leave(entry, "broken off");
        else if (entry.IsCancelled) Remove(entry, Repeats.Day(named, DayShape.Of(entry)), line, "cancelled");
        else if (shape.Problem == DayShape.NoDate) Leave(entry, DayShape.NoDate);
        else if (shape.Problem is { } problem) Remove(entry, Repeats.Day(named, shape), line, problem);
        else Move(Repeats.Day(named, shape), line, (shape, entry.Summary));
    }

    void Remove(IcalEntry entry, DateOnly day, IcalLine line, string why)
    {
        foreach (var gone in Meant(day, line)) found.Remove(gone);
        Leave(entry, why);
    }

    void Move(DateOnly day, IcalLine line, (DayShape Shape, string Name) to)
    {
        var by = to.Shape.First.DayNumber - day.DayNumber;
        List<DateOnly> moved = [.. Meant(day, line).Where(d => d.DayNumber + by <= DateOnly.MaxValue.DayNumber)
            .Select(d => d.AddDays(by))];
        foreach (var gone in Meant(day, line)) found.Remove(gone);
        foreach (var there in moved.Append(to.Shape.First)) found[there] = (to.Shape.Days, to.Name);
    }

    List<DateOnly> Meant(DateOnly day, IcalLine line) =>
        line["RANGE"]?.Equals("THISANDFUTURE", StringComparison.OrdinalIgnoreCase) == true
            ? [.. found.Keys.Where(d => d >= day)] : [day];

    void Leave(IcalEntry entry, string why) => left.Add(new(Holiday.OneLine(entry.Summary), why));
}
