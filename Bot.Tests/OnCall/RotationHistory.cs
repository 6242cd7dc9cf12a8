using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

/// <summary>
/// What the bot keeps of one rotation: its settings through time, all its shifts and covers, who is away and who has left.
/// </summary>
sealed class RotationHistory
{
    readonly HashSet<string> gone = [];
    Presence? presence;
    readonly List<(DateTimeOffset From, Rotation Rotation, string[] Gone)> settings = [];

    public RotationHistory(
        Rotation rotation, DateTimeOffset now, IReadOnlyList<Absence>? absences = null,
        Func<string, WorkingHours>? ownHours = null)
    {
        (Rotation, FirstSaved, Now, Absences, OwnHours) = (rotation, now, now, absences ?? [], ownHours);
        Replan();
    }

    public Rotation Rotation { get; private set; }
    public DateTimeOffset FirstSaved { get; }
    public DateTimeOffset Now { get; private set; }
    public List<Shift> Shifts { get; private set; } = [];
    public List<Cover> Covers { get; } = [];
    public IReadOnlyList<Absence> Absences { get; }

    public bool Available(string person) => !gone.Contains(person);

    /// <summary>Each person's own hours, where they have any.</summary>
    public Func<string, WorkingHours>? OwnHours { get; }

    public Presence Presence => presence ??= PresenceOf(gone, Rotation);

    /// <summary>The shifts as they are really worked.</summary>
    public IReadOnlyList<Shift> Worked => CoverLayout.Over(Shifts, Covers);

    public OnCallResolver Resolver => new(Rotation, Worked, OwnHours);

    public List<Shift> Coming => [.. Shifts.Where(s => s.Starts > Now)];

    /// <summary>The settings that held at an instant, and who was there.</summary>
    public (Rotation Rotation, Presence Presence) At(DateTimeOffset t)
    {
        var (_, rotation, left) = settings.Last(s => s.From <= t);
        return (rotation, PresenceOf(left, rotation));
    }

    public void Wait(TimeSpan time)
    {
        Now += time;
        Shifts.AddRange(ShiftLayout.Extend(Rotation, Shifts, Now, Presence));
        Fall();
    }

    public void Save(Rotation rotation, string? gone = null)
    {
        (Rotation, presence) = (rotation, null);
        if (gone is not null) this.gone.Add(gone);
        Replan();
    }

    /// <summary>Somebody agrees to take hours of somebody else.</summary>
    public void Cover(Stretch hours, string away, string covering)
    {
        if (hours.Starts < Now || gone.Contains(covering)) return;
        Add(hours, away, covering);
        Fall();
    }

    void Replan()
    {
        Shifts = [.. Shifts.Where(s => s.Starts <= Now), .. ShiftLayout.Replan(Rotation, Shifts, Now, Presence)];
        settings.Add((Now, Rotation, [.. gone]));
        // What somebody who has gone had agreed to take goes back; what they have now falls to others.
        for (var i = 0; i < Covers.Count; i++)
            if (gone.Contains(Covers[i].Covering) && Covers[i].Starts > Now)
                Covers[i] = Covers[i] with { Ends = Covers[i].Starts };
        Fall();
    }

    void Fall()
    {
        var presence = Presence;
        // Nothing falls earlier than two working days ahead, which are two weeks where one day a week is worked.
        var soon = Now.AddDays(21);
        var worked = CoverLayout.Over(
            [.. Shifts.SkipWhile(s => s.Ends <= Now).TakeWhile(s => s.Starts < soon)], Covers.Where(c => c.Ends > Now));
        foreach (var away in AbsenceRules.Needed(Rotation, worked, presence, Now).Where(a => a.FallsAt <= Now).ToList())
            foreach (var standIn in AbsenceRules.StandIns(Rotation, away, presence))
                if (standIn.Person is { } person)
                    Add(standIn.Hours, away.Person, person);
    }

    void Add(Stretch hours, string away, string covering) =>
        Covers.Add(new Cover(Covers.Count, Rotation.Id, hours.Starts, hours.Ends, away, covering, "covers"));

    Presence PresenceOf(IEnumerable<string> left, Rotation rotation) =>
        new(left.ToHashSet(), Absences, OwnHours ?? (_ => rotation.Hours));
}
