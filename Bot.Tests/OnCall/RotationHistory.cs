using Bot.Domain.OnCall;

namespace Bot.Tests.OnCall;

/// <summary>What the bot keeps of one rotation: its settings, all its shifts, and who has left.</summary>
sealed class RotationHistory
{
    readonly HashSet<string> gone = [];

    public RotationHistory(Rotation rotation, DateTimeOffset now)
    {
        (Rotation, FirstSaved, Now) = (rotation, now, now);
        Replan();
    }

    public Rotation Rotation { get; private set; }
    public DateTimeOffset FirstSaved { get; }
    public DateTimeOffset Now { get; private set; }
    public List<Shift> Shifts { get; private set; } = [];

    public bool Available(string person) => !gone.Contains(person);

    /// <summary>Each person's own hours, where they have any.</summary>
    public Func<string, WorkingHours>? OwnHours { get; init; }

    public OnCallResolver Resolver => new(Rotation, Shifts, OwnHours);

    public List<Shift> Coming => [.. Shifts.Where(s => s.Starts > Now)];

    public void Wait(TimeSpan time)
    {
        Now += time;
        Shifts.AddRange(ShiftLayout.Extend(Rotation, Shifts, Now, Available));
    }

    public void Save(Rotation rotation, string? gone = null)
    {
        Rotation = rotation;
        if (gone is not null) this.gone.Add(gone);
        Replan();
    }

    void Replan() => Shifts = [.. Shifts.Where(s => s.Starts <= Now), .. ShiftLayout.Replan(Rotation, Shifts, Now, Available)];
}
