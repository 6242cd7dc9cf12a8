using System.Data;
using Bot.Domain.OnCall;
using Bot.FollowUps;
using Bot.Handover;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Postmortems;
using Bot.Settings;
using Bot.Storage;
using Bot.Warnings.Rows;

namespace Bot.Home;

/// <summary>Decides which briefs are due and what is in them; each change records what it decided.</summary>
sealed class ComposeBriefs(BotCommands commands)
{
    /// <summary>Hours that begin so soon after the morning belong in its brief.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromHours(3);

    static readonly TimeSpan Lately = TimeSpan.FromHours(16);

    BriefReader Reader(IDbConnection db, string person, DateTimeOffset now) => new(db, person, commands, now);

    /// <summary>Mornings without a brief that opened since <paramref name="looked"/>; null: the bot has just begun.</summary>
    public List<(string Person, Morning Morning)> Opened(IDbConnection db, DateTimeOffset? looked, DateTimeOffset now)
    {
        var members = RotationStore.All(db, now).SelectMany(r => r.Rotation.Members);
        var people = members.Concat(IncidentStore.LeadsOfOpen(db)).Concat(FollowUpStore.Owners(db))
            .Concat(ClosingStore.Leads(db)).Concat(PostmortemStore.Owners(db)).Concat(Heirs(db, now)).Distinct();
        var opened = people.Except(Outsiders.All(db))
            .Select(p => (Person: p, Reader(db, p, now).Morning))
            .Where(m => m.Morning is { } morning && morning.Opens <= now && !(morning.Opens <= looked))
            .Select(m => (m.Person, Morning: m.Morning!.Value)).ToList();
        var known = BriefStore.Known(db, opened.Select(o => BriefRow.DayOf(o.Morning)).Distinct());
        return [.. opened.Where(o => !known.Contains((o.Person, BriefRow.DayOf(o.Morning))))];
    }

    // Those who see to what is open while nobody is on call.
    static IEnumerable<string> Heirs(IDbConnection db, DateTimeOffset now)
    {
        var unserved = OnCallAnswers.All(db, now).Where(on => on.Answer.Person is null).ToList();
        if (unserved.Count == 0) return [];
        var rotations = RotationStore.All(db, now);
        var teams = IncidentStore.Leaderless(db).Select(team => RotationStore.Answering(rotations, team)?.Id).ToHashSet();
        return unserved.Where(on => teams.Contains(on.Row.Id)).SelectMany(on => RotationAccess.Heirs(db, on.Row));
    }

    /// <summary>Begins the brief of a morning; one that is noticed when the day is over is no use any more.</summary>
    public static void Begin(Tx tx, string person, Morning morning)
    {
        // What was sent before a restore is not sent again.
        var isMissed = morning.Until <= tx.Time || RestoreRow.IsAfter(tx.Db, morning.Opens);
        var row = BriefRow.Of(person, morning, isMissed ? BriefRow.Missed : BriefRow.Held, tx.Now);
        if (BriefStore.Find(tx.Db, person, row.Day) is not null) return;
        BriefStore.Save(tx, row);
        if (row.State == BriefRow.Missed) Note(tx, row);
    }

    /// <summary>Sends what was held, unless its reader is away or begins hours soon that belong in it.</summary>
    public void Release(Tx tx, BriefRow held)
    {
        var reader = Reader(tx.Db, held.Person, tx.Time);
        if (held.Until <= tx.Now || reader.Today is not { } day || BriefRow.DayOf(day) != held.Day)
        {
            Save(tx, held, BriefRow.Missed, []);
            return;
        }

        if (IsAway(tx.Db, held.Person, tx.Time) || BeginsSoon(reader, day)) return;
        // The hand-off of this very minute may not have been looked at.
        HandOverWords.Now(tx);
        var begun = News(tx, reader);
        begun.ForEach(b => BriefStore.SetBriefed(tx, b.Shift));
        Send(tx, held, BriefContent.Of(reader, day, begun));
    }

    static List<Beginning> News(Tx tx, BriefReader reader) => [.. reader.Running.Where(b => IsNews(tx, reader, b))];

    /// <summary>Those whose hours as responder have begun in the midst of their day and who know nothing of it yet.</summary>
    public List<string> BegunUntold(IDbConnection db, DateTimeOffset now)
    {
        var begun = RotationStore.All(db, now).Select(r => Beginning.Running(db, r, now)).OfType<Beginning>()
            .Where(b => !BriefStore.IsBriefed(db, b.Shift)).ToList();
        return [.. begun.Where(b => IsHeard(Reader(db, b.Shift.Person, now), b)).Select(b => b.Shift.Person).Distinct()];
    }

    /// <summary>Whoever was on call when a bot began on a backup knows it, or hears it from those who confirm it.</summary>
    public static void AfterRestore(Tx tx)
    {
        var running = RotationStore.All(tx.Db, tx.Time).Select(row => Beginning.Running(tx.Db, row, tx.Time));
        foreach (var begun in running.OfType<Beginning>())
            BriefStore.SetBriefed(tx, begun.Shift);
    }

    static bool IsHeard(BriefReader reader, Beginning begun) =>
        reader.Hours.Contains(reader.Now) && reader.HearsAt(begun) <= reader.Now;

    /// <summary>Tells of hours that began in the midst of the day: in the day's brief, which is sent now or edited.</summary>
    public void TellBegun(Tx tx, string person)
    {
        var reader = Reader(tx.Db, person, tx.Time);
        if (reader.Today is not { } day || IsAway(tx.Db, person, tx.Time)) return;
        var today = BriefStore.Find(tx.Db, person, BriefRow.DayOf(day));
        if (today?.State == BriefRow.Held) return;
        HandOverWords.Now(tx);
        var begun = News(tx, reader);
        foreach (var heard in reader.Running.Where(b => IsHeard(reader, b))) BriefStore.SetBriefed(tx, heard.Shift);
        if (begun.All(b => b.IsReturn && !BriefHandover.HasWords(tx.Db, b))) return;
        var sections = BriefContent.Of(reader, day, begun);
        // Who took hours that ran already, or was given them, has read so; a message that says no more is not sent.
        var isSaid = sections is [{ HasWork: false }] && begun.All(b => CoverStore.IsMadeInIts(tx.Db, b.Shift));
        if (isSaid && today?.State != BriefRow.Sent) return;
        if (today?.State == BriefRow.Sent) sections = Joined(sections, BriefSection.Read(today.Sections));
        var until = reader.Hours.ClosesAt(tx.Time) ?? day.Until;
        Send(tx, BriefRow.Of(person, day with { Until = until }, BriefRow.Sent, tx.Now), sections);
    }

    /// <summary>What has been answered in the day's brief stays in it.</summary>
    static IReadOnlyList<BriefSection> Joined(IReadOnlyList<BriefSection> now, IReadOnlyList<BriefSection> before)
    {
        var kept = before.Where(s => s is { Rotation: not null, IsAhead: false } or { Request: not null } or { Asked: not null }
                or { IsListed: true } or { WordFor: not null } or { WordsOf: not null }).Where(s => !now.Any(n =>
            (n.Rotation, n.Request, n.Asked, n.Kinds, n.WordFor, n.WordsOf)
                == (s.Rotation, s.Request, s.Asked, s.Kinds, s.WordFor, s.WordsOf)));
        return [.. now, .. kept];
    }

    // Whoever made the rotation knows that they are its first; after the day on which it was to be told, it is no news.
    static bool IsNews(Tx tx, BriefReader reader, Beginning begun)
    {
        if (BriefStore.IsBriefed(tx.Db, begun.Shift)) return false;
        if (begun.Shift.Why == ShiftLayout.First && begun.Row.MadeBy == begun.Shift.Person) return false;
        return reader.HearsAt(begun) is { } hears && hears <= tx.Time && tx.Time < reader.Hours.ClosesAt(hears);
    }

    /// <summary>
    /// Who is covered, or needs cover since last night, is left in peace: they may be ill. So is who has a day off, unless they
    /// are on call all the same.
    /// </summary>
    static bool IsAway(IDbConnection db, string person, DateTimeOffset now)
    {
        var lately = (now - Lately).ToUnixTimeMilliseconds();
        if (CoverStore.Of(db, person, now).Any(c => c.Away == person && c.Hours.Holds(now))) return true;
        if (CoverRequestStore.AllOpen(db).Any(r => r.Away == person && r.Hours.Holds(now) && r.MadeAt > lately)) return true;
        return AbsenceStore.Of(db, now).Any(a => a.Person == person && a.Hours.Holds(now))
            && OnCallAnswers.All(db, now).All(r => r.Answer.Person != person);
    }

    static bool BeginsSoon(BriefReader reader, Morning day) => reader.Running.Concat(reader.Ahead)
        .Any(b => reader.HearsAt(b) is { } hears && hears > reader.Now && hears <= day.Opens + Soon);

    static void Send(Tx tx, BriefRow row, IReadOnlyList<BriefSection> sections) =>
        Save(tx, row, sections.Count == 0 ? BriefRow.Empty : BriefRow.Sent, sections);

    static void Save(Tx tx, BriefRow row, string state, IReadOnlyList<BriefSection> sections)
    {
        var saved = new BriefRow
        {
            Person = row.Person,
            Day = row.Day,
            At = tx.Now,
            Until = row.Until,
            State = state,
            Sections = BriefSection.Write(sections),
        };
        BriefStore.Save(tx, saved);
        if (state == BriefRow.Missed) Note(tx, saved);
        if (state != BriefRow.Sent) return;
        foreach (var number in sections.Select(s => s.Asked).OfType<long>()) IncidentStore.SetAsked(tx, number);
        if (sections.SelectMany(s => s.Warnings ?? []).ToList() is { Count: > 0 } asked) WarningStore.Asked(tx, asked);
        if (sections.SelectMany(s => s.FollowUps ?? []).ToList() is { Count: > 0 } due) FollowUpStore.Named(tx, due, row.Day);
        if (sections.SelectMany(s => s.Closings ?? []).ToList() is { Count: > 0 } ended) ClosingStore.Named(tx, ended, row.Day);
        if (sections.SelectMany(s => s.Postmortems ?? []).ToList() is { Count: > 0 } owed)
            PostmortemStore.Named(tx, owed, row.Day);
        tx.Note($"person:{row.Person}", HomeFacts.Brief, "bot", after: row.Day);
        tx.Wake(saved.Subject);
    }

    static void Note(Tx tx, BriefRow row) =>
        tx.Note($"person:{row.Person}", HomeFacts.BriefMissed, "bot", after: row.Day, why: "the day was over, or they were away");
}
