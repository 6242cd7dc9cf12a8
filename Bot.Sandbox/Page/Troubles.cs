namespace Bot.Sandbox.Page;

/// <summary>A fault that stays on until it is switched off.</summary>
public sealed record Trouble(string Name, string What, Action<MethodFaults> Ask);

/// <summary>The fault switches of the inspector; they hold for every app and every window.</summary>
public sealed class Troubles
{
    const int Always = int.MaxValue;
    readonly Faults faults;
    readonly HashSet<Trouble> on = [];

    internal Troubles(Faults faults) => this.faults = faults;

    /// <summary>Rare ones first: the first fault that fits a call strikes it.</summary>
    public static IReadOnlyList<Trouble> All { get; } =
    [
        new("Too many requests", "Every third call is answered 429, wait one second", on => on.RateLimited(Always, 1, 0.33)),
        new("Server errors", "Every fifth call is answered 500", on => on.ServerError(Always, 0.2)),
        new("Lost responses", "Every fifth call works, but its answer never arrives", on => on.LoseResponse(Always, 0.2)),
        new("Slow", "Every call takes 800 ms", on => on.Delay(TimeSpan.FromMilliseconds(800), Always)),
    ];

    public bool IsOn(Trouble trouble)
    {
        lock (on) return on.Contains(trouble);
    }

    public void Switch(Trouble trouble)
    {
        lock (on)
        {
            if (!on.Remove(trouble)) on.Add(trouble);
            faults.Clear();
            foreach (var each in All.Where(on.Contains)) each.Ask(faults.On("*"));
        }
    }
}
