using System.Data;
using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.OnCall;

namespace Bot.Home;

/// <summary>Decides which briefs are due and what is in them; each change records what it decided, so that nothing is sent twice.</summary>
static class ComposeBriefs
{
    /// <summary>Hours that begin so soon after the morning belong in its brief.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromHours(3);

    static readonly TimeSpan Lately = TimeSpan.FromHours(16);

    /// <summary>Mornings that opened after <paramref name="looked"/> (null: the bot has just begun to look) and have no brief yet.</summary>
    public static List<(string Person, Morning Morning)> Opened(IDbConnection db, DateTimeOffset? looked, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var people = rotations.SelectMany(r => r.Rotation.Members).Concat(Incidents.IncidentStore.Open(db).Select(i => i.Lead).OfType<string>()).Distinct();
        var opened = people.Except(RotationStore.Unavailable(db))
            .Select(p => (Person: p, Morning: Morning.Of(PersonHours.Of(db, p, rotations), now)))
            .Where(m => m.Morning is { } morning && morning.Opens <= now && !(morning.Opens <= looked))
            .Select(m => (m.Person, Morning: m.Morning!.Value)).ToList();
        var known = BriefStore.Mornings(db, opened.Select(o => BriefRow.DayOf(o.Morning)).Distinct());
        return [.. opened.Where(o => !known.Contains((o.Person, BriefRow.DayOf(o.Morning))))];
    }

    /// <summary>Begins the brief of a morning; one that is noticed when the day is over is no use any more.</summary>
    public static void Begin(Tx tx, string person, Morning morning)
    {
        var row = BriefRow.Of(person, morning, morning.Until <= tx.Time ? BriefRow.Missed : BriefRow.Held, tx.Now);
        if (BriefStore.Find(tx.Db, person, row.Day, row.Part) is not null) return;
        BriefStore.Save(tx, row);
        if (row.State == BriefRow.Missed) Note(tx, row);
    }

    /// <summary>Sends what was held, unless its reader is away or begins hours soon that belong in it.</summary>
    public static void Release(Tx tx, BriefRow held)
    {
        var rotations = RotationStore.All(tx.Db, tx.Time);
        var hours = PersonHours.Of(tx.Db, held.Person, rotations);
        if (held.Until <= tx.Now) Save(tx, held, BriefRow.Missed, []);
        else if (Morning.Of(hours, tx.Time) is not { } morning || BriefRow.DayOf(morning) != held.Day) Save(tx, held, BriefRow.Missed, []);
        else if (!IsAway(tx.Db, held.Person, tx.Time) && !BeginsSoon(tx.Db, held.Person, rotations, morning, tx.Time)) Send(tx, held, Sections(tx, held.Person, rotations, hours, morning));
    }

    static List<BriefSection> Sections(Tx tx, string person, List<RotationRow> rotations, WorkingHours hours, Morning morning)
    {
        var (db, now) = (tx.Db, tx.Time);
        var begun = rotations.Select(r => Beginning.Running(db, r, now)).OfType<Beginning>().Where(b => b.Shift.Person == person && IsNews(tx, b)).ToList();
        begun.ForEach(b => BriefStore.SetBriefed(tx, b.Shift));
        return
        [
            .. begun.SelectMany(b => BriefContent.HandOff(db, b, now)),
            .. rotations.SelectMany(r => BriefContent.DayBefore(db, person, r, morning, hours, now)),
            .. BriefContent.Overnight(db, person, now),
            .. BriefContent.Urgent(db, person, hours, morning, now),
            .. BriefContent.Led(db, person, now),
            .. BriefContent.Requests(db, person, now),
        ];
    }

    /// <summary>The rotations whose responder has begun in the midst of hours and knows nothing of it yet.</summary>
    public static List<string> BegunUntold(IDbConnection db, DateTimeOffset now) => [.. RotationStore.All(db, now)
        .Where(r => Beginning.Running(db, r, now) is { } b && !BriefStore.IsBriefed(db, b.Shift) && PersonHours.In(db, r, b.Shift.Person).Contains(now)).Select(r => r.Id)];

    /// <summary>A brief of its own for hours that began in the midst of the day.</summary>
    public static void TellBegun(Tx tx, string rotation)
    {
        if (RotationStore.Find(tx.Db, rotation, tx.Time) is not { } row || Beginning.Running(tx.Db, row, tx.Time) is not { } begun) return;
        var person = begun.Shift.Person;
        if (IsAway(tx.Db, person, tx.Time) || BriefStore.Held(tx.Db).Any(h => h.Person == person)) return;
        if (Morning.Of(PersonHours.In(tx.Db, row, person), tx.Time) is not { } morning) return;
        var isNews = IsNews(tx, begun) && !begun.IsReturn;
        BriefStore.SetBriefed(tx, begun.Shift);
        if (!isNews) return;
        var part = string.Create(CultureInfo.InvariantCulture, $"{rotation}:{begun.Shift.Starts.ToUnixTimeMilliseconds()}");
        var brief = new BriefRow { Person = person, Day = BriefRow.DayOf(morning), Part = part, At = tx.Now, Until = morning.Until.ToUnixTimeMilliseconds(), State = BriefRow.Held };
        Send(tx, brief, [.. BriefContent.HandOff(tx.Db, begun, tx.Time)]);
    }

    // Whoever made the rotation knows that they are its first; after the day on which hours opened it is no news any more.
    static bool IsNews(Tx tx, Beginning begun)
    {
        if (BriefStore.IsBriefed(tx.Db, begun.Shift)) return false;
        if (begun.Shift.Why == ShiftLayout.First && begun.Row.MadeBy == begun.Shift.Person) return false;
        var hours = PersonHours.In(tx.Db, begun.Row, begun.Shift.Person);
        return hours.OpensAt(begun.Shift.Starts) is { } opens && tx.Time < (hours.ClosesAt(opens) ?? opens.AddHours(10));
    }

    /// <summary>Who is covered, or needs cover since last night, is left in peace: they may be ill. So is who has a day off, unless they are on call all the same.</summary>
    static bool IsAway(IDbConnection db, string person, DateTimeOffset now) =>
        CoverStore.Of(db, person, now).Any(c => c.Away == person && c.Hours.Holds(now))
        || CoverRequestStore.AllOpen(db).Any(r => r.Away == person && r.Hours.Holds(now) && r.MadeAt > (now - Lately).ToUnixTimeMilliseconds())
        || (AbsenceStore.Of(db, now).Any(a => a.Person == person && a.Hours.Holds(now)) && OnCallAnswers.All(db, now).All(r => r.Answer.Person != person));

    static bool BeginsSoon(IDbConnection db, string person, List<RotationRow> rotations, Morning morning, DateTimeOffset now) =>
        rotations.Any(r => Beginning.Ahead(db, r, now).TakeWhile(b => b.Shift.Starts <= morning.Opens + Soon).Any(b => b.Shift.Person == person));

    static void Send(Tx tx, BriefRow row, IReadOnlyList<BriefSection> sections) => Save(tx, row, sections.Count == 0 ? BriefRow.Empty : BriefRow.Sent, sections);

    static void Save(Tx tx, BriefRow row, string state, IReadOnlyList<BriefSection> sections)
    {
        var saved = new BriefRow { Person = row.Person, Day = row.Day, Part = row.Part, At = tx.Now, Until = row.Until, State = state, Sections = BriefSection.Write(sections) };
        BriefStore.Save(tx, saved);
        if (state == BriefRow.Missed) Note(tx, saved);
        if (state != BriefRow.Sent) return;
        tx.Note($"person:{row.Person}", "brief", "bot", after: row.Day);
        tx.Wake(saved.Subject);
    }

    static void Note(Tx tx, BriefRow row) => tx.Note($"person:{row.Person}", "brief missed", "bot", after: row.Day, why: "the day was over, or they were away");
}
